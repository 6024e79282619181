/** What happened to a line between two texts. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}
/** A part of a difference: lines to show, or a number of equal lines that are left out. */
export type DiffPart = { lines: DiffLine[] } | { skipped: number };

/** Cells of the table of common lines; beyond it the middle is shown as replaced. */
const mostCells = 1_000_000;

/** The shortest way from one text to another, line by line (longest common subsequence). */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = split(before);
  const b = split(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end))
    end += 1;
  return [
    ...marked(a.slice(0, start), 'same'),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...marked(a.slice(a.length - end), 'same'),
  ];
}

const split = (text: string): string[] => (text === '' ? [] : text.split(/\r?\n/));
const marked = (lines: readonly string[], kind: DiffLine['kind']): DiffLine[] =>
  lines.map((text) => ({ kind, text }));

function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  const replaced = () => [...marked(a, 'removed'), ...marked(b, 'added')];
  if (a.length * b.length === 0 || a.length * b.length > mostCells) return replaced();
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const found: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      found.push({ kind: 'same', text: a[i] ?? '' });
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      found.push({ kind: 'removed', text: a[i] ?? '' });
      i += 1;
    } else {
      found.push({ kind: 'added', text: b[j] ?? '' });
      j += 1;
    }
  }
  return [...found, ...marked(a.slice(i), 'removed'), ...marked(b.slice(j), 'added')];
}

/**
 * The changed lines with a few equal ones around them.
 * @param around equal lines kept before and after a change
 */
export function excerpts(lines: readonly DiffLine[], around = 2): DiffPart[] {
  const near = new Uint8Array(lines.length);
  for (const [index, { kind }] of lines.entries())
    if (kind !== 'same') near.fill(1, Math.max(0, index - around), index + around + 1);
  const parts: DiffPart[] = [];
  for (const [index, line] of lines.entries()) {
    const last = parts.at(-1);
    if (near[index] === 1) {
      if (last !== undefined && 'lines' in last) last.lines.push(line);
      else parts.push({ lines: [line] });
    } else if (last !== undefined && 'skipped' in last) last.skipped += 1;
    else parts.push({ skipped: 1 });
  }
  return parts;
}
