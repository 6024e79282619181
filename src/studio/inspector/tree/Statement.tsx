import { type ElementTrace, phraseOf, type StatementTrace } from '../../../simulator/read.ts';
import { shortName, statementName } from './layers.ts';
import { Sign } from './Sign.tsx';

interface StatementProps {
  trace: StatementTrace;
  /** Why this one is worth a look; empty for the others. */
  mark: string;
  onOpen: (() => void) | null;
}

/** One statement: whether it applies, and how each of its elements compares with the request. */
export function Statement({ trace, mark, onOpen }: StatementProps) {
  const { effect, matched, elements, policy } = trace;
  const wrong = elements.find((element) => !element.matched);
  const name = statementName(trace);
  return (
    <li
      className="tree-statement"
      data-matched={matched}
      data-effect={effect}
      data-mark={mark !== ''}
    >
      <details open={mark !== ''}>
        <summary>
          <span className="tree-effect">{effect}</span>
          <span>
            <b>{name}</b> <span className="faint">in {shortName(policy)}</span>
            {mark !== '' && <span className="tree-mark">{mark}</span>}
            <span className="tree-why">
              {matched
                ? 'applies: every element matches'
                : wrong
                  ? phraseOf(wrong)
                  : 'does not apply'}
            </span>
          </span>
        </summary>
        <ul className="tree-elements">
          {elements.map((element) => (
            <Element
              key={`${element.element} ${element.condition?.operator} ${element.condition?.key}`}
              {...element}
            />
          ))}
        </ul>
        {onOpen && (
          <button type="button" className="link" onClick={onOpen}>
            Open {name} in the editor
          </button>
        )}
      </details>
    </li>
  );
}

/** Reasons that the two values tell by themselves. */
const plain = new Set(['match', 'no-pattern-matches', 'a-pattern-matches', 'value-differs']);

function Element(trace: ElementTrace) {
  const { element, matched, expected, actual, condition, reason } = trace;
  return (
    <li className="tree-element" data-matched={matched}>
      <Sign ok={matched} />
      <div>
        <span className="visually-hidden">{matched ? 'matches: ' : 'does not match: '}</span>
        <span className="tree-element-name">
          {condition ? `${condition.operator} · ${condition.key}` : element}
        </span>
        <dl>
          <dt>policy</dt>
          <dd>
            <Values values={expected} />
          </dd>
          <dt>request</dt>
          <dd>
            <Values values={actual} />
          </dd>
        </dl>
        {!plain.has(reason) && <p className="tree-reason">{phraseOf(trace)}</p>}
      </div>
    </li>
  );
}

/** Values of a list that are shown. */
const mostValues = 8;

function Values({ values }: { values: readonly string[] }) {
  if (values.length === 0) return <span className="faint">nothing</span>;
  const hidden = values.length - mostValues;
  return (
    <>
      {[...new Set(values.slice(0, mostValues))].map((value) => (
        <code key={value}>{value || '""'}</code>
      ))}
      {hidden > 0 && <span className="faint">and {hidden} more</span>}
    </>
  );
}
