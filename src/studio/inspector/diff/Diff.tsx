import { useMemo } from 'react';
import { type DiffLine, type DiffPart, diffLines, excerpts } from './lines.ts';
import './diff.css';

interface DiffProps {
  /** What is compared, for those who do not see it. */
  label: string;
  before: string;
  after: string;
  /** Show every line, not only the changed ones with their neighbours. */
  whole?: boolean;
}

const signs: Record<DiffLine['kind'], { sign: string; word: string }> = {
  same: { sign: ' ', word: '' },
  added: { sign: '+', word: 'added: ' },
  removed: { sign: '−', word: 'removed: ' },
};

/** Two texts as one list of lines: what stays, what goes, what comes. Long lines wrap. */
export function Diff({ label, before, after, whole = false }: DiffProps) {
  const rows = useMemo(() => {
    const lines = diffLines(before, after);
    return rowsOf(whole ? [{ lines }] : dedented(excerpts(lines)));
  }, [before, after, whole]);
  if (before === after) return <p className="soft">Nothing changes.</p>;
  return (
    <ol className="diff" aria-label={label}>
      {rows.map(({ key, row }) =>
        'skipped' in row ? (
          <li key={key} className="diff-skip">
            ⋯ {row.skipped === 1 ? '1 equal line' : `${row.skipped} equal lines`}
          </li>
        ) : (
          <li key={key} className="diff-line" data-kind={row.kind}>
            <span className="diff-sign" aria-hidden="true">
              {signs[row.kind].sign}
            </span>
            <span>
              <span className="visually-hidden">{signs[row.kind].word}</span>
              {row.text}
            </span>
          </li>
        ),
      )}
    </ol>
  );
}

/** Rows of the list; the place in the whole is what tells equal lines apart. */
function rowsOf(
  parts: readonly DiffPart[],
): { key: string; row: DiffLine | { skipped: number } }[] {
  const rows: (DiffLine | { skipped: number })[] = [];
  for (const part of parts) {
    if ('skipped' in part) rows.push(part);
    else rows.push(...part.lines);
  }
  return rows.map((row, index) => ({ key: `${index}`, row }));
}

/** Without the indentation that all shown lines share: an excerpt begins at the edge. */
function dedented(parts: readonly DiffPart[]): DiffPart[] {
  const shown = parts.flatMap((part) => ('lines' in part ? part.lines : []));
  const widths = shown.map(({ text }) => text.search(/\S/)).filter((width) => width >= 0);
  const shared = Math.min(...widths);
  if (!Number.isFinite(shared) || shared === 0) return [...parts];
  const cut = (line: DiffLine): DiffLine => ({ ...line, text: line.text.slice(shared) });
  return parts.map((part) => ('lines' in part ? { lines: part.lines.map(cut) } : part));
}
