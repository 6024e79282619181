/**
 * Reads `bytes=0-499`, `bytes=500-`, `bytes=-200` (RFC 9110, "Range Requests"); first and last byte. Null: no range, or one
 * that is written wrongly, which S3 ignores.
 */
export function rangeOf(
  header: string,
  size: number,
): { from: number; to: number } | 'outside' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header);
  if (match === null) return null;
  const [, first = '', last = ''] = match;
  if (first === '') {
    if (last === '') return null;
    const from = Math.max(0, size - Number(last));
    return from < size ? { from, to: size - 1 } : 'outside';
  }
  const from = Number(first);
  if (from >= size) return 'outside';
  return { from, to: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
