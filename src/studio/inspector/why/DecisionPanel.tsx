import type { EventOf, StatementTrace } from '../../../simulator/read.ts';
import { Button } from '../../../ui/Button.tsx';
import { useSession, useSessionStore } from '../../session/context.tsx';
import { FixIt } from '../fix/FixIt.tsx';
import { decidingStatement, documentOf } from '../places.ts';
import { DecisionTree } from '../tree/DecisionTree.tsx';
import { sentencesOf } from '../tree/layers.ts';
import { Verdict } from '../tree/Verdict.tsx';
import { remarkOn, requestOf } from './decision.ts';

/** How IAM came to its verdict about one call: one row for each document that could have a say. */
export function DecisionPanel({ event }: { event: EventOf<'api.call'> }) {
  const { call } = event;
  const documents = useSession((state) => state.documents);
  const session = useSessionStore();
  const { show, inspect } = session.getState();
  const remark = remarkOn(call);
  const statement = decidingStatement(event);
  const request = requestOf(call);
  const { deny, decided } = sentencesOf(call.decision, request);
  const opener = (trace: StatementTrace) => {
    const document = documentOf(trace, call, documents);
    return document === null ? null : () => show(document, { path: trace.path });
  };
  const open = statement && opener(statement);
  const denied = call.decision.result !== 'Allowed';
  const trust = call.decision.decidedBy === 'trust' || call.action.startsWith('sts:AssumeRole');
  return (
    <section className="decision" aria-label="Decision of IAM">
      <Verdict decision={call.decision} action={call.action} resource={call.resource}>
        {call.errorCode !== undefined && !denied && (
          <p>
            IAM allows it; {call.service} itself answers{' '}
            <span className="mono">{call.errorCode}</span>.
          </p>
        )}
      </Verdict>
      {remark && <p className="remark">{remark}</p>}
      {denied && <FixIt event={event} />}
      {denied && <h3>How IAM decided</h3>}
      <p className="soft">{deny}</p>
      <DecisionTree
        key={event.key}
        decision={call.decision}
        request={request}
        statement={statement}
        opener={opener}
      />
      <p className="tree-sentence">{decided}</p>
      <div className="decision-ways">
        {open && (
          <Button onClick={open}>Open statement{trust ? ' of the trust policy' : ''}</Button>
        )}
        <Button onClick={() => inspect('ask')}>Ask about this call</Button>
      </div>
    </section>
  );
}
