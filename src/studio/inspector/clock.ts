/** Virtual time as the transport shows it: `00:47.2`, from one hour on `1:00:47.2`. */
export function clock(ms: number): string {
  const tenths = Math.floor(ms / 100);
  const seconds = Math.floor(tenths / 10);
  const minutes = Math.floor(seconds / 60);
  const two = (value: number) => String(value).padStart(2, '0');
  const tail = `${two(minutes % 60)}:${two(seconds % 60)}.${tenths % 10}`;
  return minutes < 60 ? tail : `${Math.floor(minutes / 60)}:${tail}`;
}
