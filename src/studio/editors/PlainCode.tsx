import { useMemo } from 'react';
import type { LineMark } from './code/marks.ts';
import { highlight, type Language } from './highlight/tokens.ts';

interface PlainCodeProps {
  label: string;
  language: Language;
  text: string;
  marks: readonly LineMark[];
  onEdit(text: string): void;
  /** Where the cursor is, as an offset in the text. */
  onCaret(offset: number): void;
}

/**
 * A text field over its own coloured copy: the editor's stand-in until it has loaded, and for good where it does not
 * serve well (touch screens) or could not be loaded.
 */
export function PlainCode({ label, language, text, marks, onEdit, onCaret }: PlainCodeProps) {
  const lines = useMemo(() => highlight(text, language), [text, language]);
  const failed = linesOf(marks, 'failed');
  const underlined = new Map(
    marks
      .filter(({ kind, range }) => kind === 'failed' && range.startLine === range.endLine)
      .map(({ range }) => [range.startLine, range.startColumn]),
  );
  const now = linesOf(marks, 'now');
  const shown = linesOf(marks, 'shown');
  const colour = (line: number) => {
    if (now.has(line)) return 'code-line-now';
    if (shown.has(line)) return 'code-line-shown';
    return failed.has(line) ? 'code-line-failed' : undefined;
  };
  const widest = lines.reduce((width, { pieces }) => {
    const last = pieces.at(-1);
    return Math.max(width, last === undefined ? 0 : last.start + last.text.length);
  }, 0);
  return (
    <div className="plain-code">
      <ol aria-hidden="true">
        {lines.map(({ number, pieces }) => (
          <li key={number} className={colour(number)}>
            {pieces.map(({ start, kind, text: piece }) => (
              <span
                key={start}
                className={`tok-${kind}${start + 1 >= (underlined.get(number) ?? Infinity) ? ' code-text-failed' : ''}`}
              >
                {piece}
              </span>
            ))}
          </li>
        ))}
      </ol>
      <textarea
        aria-label={label}
        value={text}
        rows={lines.length}
        cols={widest + 1}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        onChange={(event) => onEdit(event.currentTarget.value)}
        onSelect={(event) => onCaret(event.currentTarget.selectionStart)}
      />
    </div>
  );
}

const linesOf = (marks: readonly LineMark[], kind: LineMark['kind']): Set<number> =>
  new Set(marks.filter((mark) => mark.kind === kind).map(({ range }) => range.startLine));
