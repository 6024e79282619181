import { useEffect, useMemo, useRef } from 'react';
import type { Range } from '../../simulator/read.ts';
import type { LineMark } from './code/marks.ts';
import { highlight, type Language } from './highlight/tokens.ts';

/** Characters; a longer text is shown without colours, which would cost more than they give. */
const colourLimit = 100_000;

interface PlainCodeProps {
  label: string;
  language: Language;
  text: string;
  marks: readonly LineMark[];
  /** A new object scrolls there. */
  reveal: Range | null;
  onEdit(text: string): void;
  /** Where the cursor is, as an offset in the text. */
  onCaret(offset: number): void;
}

/**
 * A text field over its own coloured copy: the editor's stand-in until it has loaded, and for good where it does not
 * serve well (touch screens) or could not be loaded.
 */
export function PlainCode(props: PlainCodeProps) {
  const { label, language, text, marks, reveal, onEdit, onCaret } = props;
  const host = useRef<HTMLDivElement>(null);
  const coloured = text.length <= colourLimit;
  const lines = useMemo(
    () => highlight(text, coloured ? language : 'plaintext'),
    [text, language, coloured],
  );
  useEffect(() => {
    if (host.current === null || reveal === null) return;
    const height = Number.parseFloat(getComputedStyle(host.current).lineHeight) || 20;
    host.current.scrollTop = (reveal.startLine - 1) * height - host.current.clientHeight / 3;
  }, [reveal]);
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
    <div ref={host} className="plain-code" data-coloured={coloured}>
      <ol aria-hidden="true" hidden={!coloured}>
        {(coloured ? lines : []).map(({ number, pieces }) => (
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
