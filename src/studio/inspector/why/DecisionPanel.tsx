import type { EventOf, ExplanationLine } from '../../../simulator/read.ts';
import { Button } from '../../../ui/Button.tsx';
import { useSession, useSessionStore } from '../../session/context.tsx';
import { textOf } from '../../session/store.ts';
import { decidingStatement, documentOf } from '../places.ts';
import { explain, remarkOn, verdicts } from './decision.ts';
import { proposeFix } from './proposeFix.ts';

const marks = new Map([
  [true, { sign: '✓', word: 'for it' }],
  [false, { sign: '✕', word: 'against it' }],
  [null, { sign: '–', word: 'no say' }],
]);

/** How IAM came to its verdict about one call: one row for each document that could have a say. */
export function DecisionPanel({ event }: { event: EventOf<'api.call'> }) {
  const { call } = event;
  const documents = useSession((state) => state.documents);
  const session = useSessionStore();
  const remark = remarkOn(call);
  const statement = decidingStatement(event);
  const { lines, others } = explain(call, statement);
  const document = statement && documentOf(statement, call, documents);
  const text = useSession((state) => (document === null ? '' : textOf(state, document)));
  const fix = statement && document && proposeFix(event, statement, text);
  const { edit, show } = session.getState();
  const trust = call.decision.decidedBy === 'trust' || call.action.startsWith('sts:AssumeRole');
  return (
    <section className="decision" aria-label="Decision of IAM">
      <div className="verdict" data-result={call.decision.result}>
        <p>
          <b>{verdicts[call.decision.result]}</b> · <span className="mono">{call.action}</span>
        </p>
        <p className="mono soft">{call.resource}</p>
        {call.errorCode !== undefined && call.decision.result === 'Allowed' && (
          <p>
            IAM allows it; {call.service} itself answers{' '}
            <span className="mono">{call.errorCode}</span>.
          </p>
        )}
      </div>
      {remark && <p className="remark">{remark}</p>}
      <Rows lines={lines} />
      {others.length > 0 && (
        <details>
          <summary>{others.length} other statements that do not apply</summary>
          <Rows lines={others} />
        </details>
      )}
      {statement && document && (
        <div className="decision-ways">
          {fix && (
            <Button
              primary
              onClick={() => {
                edit(document, fix.text);
                show(document, { path: statement.path });
              }}
            >
              {fix.title}
            </Button>
          )}
          <Button onClick={() => show(document, { path: statement.path })}>
            Open statement{trust ? ' of the trust policy' : ''}
          </Button>
        </div>
      )}
    </section>
  );
}

function Rows({ lines }: { lines: readonly ExplanationLine[] }) {
  return (
    <ul className="rows">
      {lines.map(({ ok, text, detail }) => (
        <li key={text} className="row" data-ok={ok}>
          <span className="row-sign" aria-hidden="true">
            {marks.get(ok)?.sign}
          </span>
          <div>
            <span className="visually-hidden">{marks.get(ok)?.word}: </span>
            {text}
            <Detail text={text} detail={detail} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What the detail adds to the text. */
function Detail({ text, detail }: { text: string; detail: string }) {
  const added = detail.split('; ').filter((part) => part !== '' && !text.includes(part));
  return added.length === 0 ? null : <div className="row-detail">{added.join('; ')}</div>;
}
