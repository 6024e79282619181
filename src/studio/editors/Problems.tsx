import type { Diagnostic } from '../../simulator/diagnostics.ts';
import type { StudioDocument } from '../session/documents.ts';
import { rangeIn } from '../session/rangeIn.ts';
import type { Refusal } from '../session/types.ts';
import type { Failure } from './failures.ts';
import { keeperOf } from './groups.ts';

interface ProblemsProps {
  document: StudioDocument;
  text: string;
  diagnostics: readonly Diagnostic[];
  refusal: Refusal | undefined;
  /** Failures of the last run in this document. */
  failures: readonly Failure[];
  onShow(diagnostic: Diagnostic): void;
  onWhy(failure: Failure): void;
}

const signs: Record<Diagnostic['severity'], string> = { error: '✕', warning: '!', info: 'i' };
/** Rows that are shown; the rest is counted. */
const most = 6;

/** What is wrong with the document in view: refused, found by its parser, failed in the last run. */
export function Problems(props: ProblemsProps) {
  const { document, text, diagnostics, refusal, failures, onShow, onWhy } = props;
  const { service, kept } = keeperOf(document);
  const [words = '', hint = ''] = refusal?.message.split(' — ', 2) ?? [];
  const found = diagnostics.slice(0, most);
  const ran = failures.slice(0, Math.max(1, most - found.length));
  const hidden = diagnostics.length + failures.length - found.length - ran.length;
  return (
    <section className="problems" aria-label="Problems" aria-live="polite">
      {refusal && (
        <p className="problem-refusal">
          <span data-severity="error">✕</span> Not saved. {service} answers{' '}
          <span className="mono">{refusal.code}</span>: “{words}”{hint && ` ${hint}`} The last good{' '}
          {kept} stays in force.
        </p>
      )}
      <ul>
        {found.map((diagnostic) => {
          const { severity, code, message, range } = diagnostic;
          return (
            <li key={`${code} ${range.startLine}:${range.startColumn} ${message}`}>
              <button type="button" className="problem" onClick={() => onShow(diagnostic)}>
                <span data-severity={severity} aria-hidden="true">
                  {signs[severity]}
                </span>
                <span>
                  <span className="visually-hidden">{severity}: </span>Line {range.startLine} ·{' '}
                  {message}
                </span>
              </button>
            </li>
          );
        })}
        {ran.map((failure) => {
          const { seq, source, text: what } = failure;
          const line = rangeIn(document.language, text, source)?.startLine;
          return (
            <li key={`${seq} ${source.path.join('.')}`}>
              <button type="button" className="problem" onClick={() => onWhy(failure)}>
                <span data-severity="error" aria-hidden="true">
                  ✕
                </span>
                <span>
                  {line === undefined ? 'Last run' : `Line ${line}`} ·{' '}
                  <span className="mono">{what}</span> · <span className="show-why">show why</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {hidden > 0 && <p className="faint">and {hidden} more</p>}
      {!refusal && diagnostics.length + failures.length === 0 && (
        <p className="faint">
          <span data-severity="ok">✓</span> No problems here.
        </p>
      )}
    </section>
  );
}
