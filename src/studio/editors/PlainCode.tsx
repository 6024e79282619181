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
  const kinds = new Map(marks.map(({ range, kind }) => [range.startLine, kind]));
  const failed = new Set(
    marks.filter(({ kind }) => kind === 'failed').map(({ range }) => range.startLine),
  );
  const widest = lines.reduce((width, { pieces }) => {
    const last = pieces.at(-1);
    return Math.max(width, last === undefined ? 0 : last.start + last.text.length);
  }, 0);
  return (
    <div className="plain-code">
      <ol aria-hidden="true">
        {lines.map(({ number, pieces }) => (
          <li
            key={number}
            className={kinds.has(number) ? `code-line-${kinds.get(number)}` : undefined}
          >
            <span className={failed.has(number) ? 'code-text-failed' : undefined}>
              {pieces.map(({ start, kind, text: piece }) => (
                <span key={start} className={`tok-${kind}`}>
                  {piece}
                </span>
              ))}
            </span>
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
