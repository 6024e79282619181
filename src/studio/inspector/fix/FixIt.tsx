import { useCallback, useState } from 'react';
import type { EventOf } from '../../../simulator/read.ts';
import { Button } from '../../../ui/Button.tsx';
import { useSession, useSessionStore } from '../../session/context.tsx';
import { Diff } from '../diff/Diff.tsx';
import { useAnswer } from '../useAnswer.ts';
import { type Proposal, proposalsFor } from './proposals.ts';
import { useAdopt } from './useAdopt.ts';
import './fix.css';

/** How to let a denied call through: the smallest change that is proven to, and the others. */
export function FixIt({ event }: { event: EventOf<'api.call'> }) {
  const session = useSessionStore();
  const documents = useSession((state) => state.documents);
  const drafts = useSession((state) => state.drafts);
  const { call } = event;
  const ask = useCallback(() => {
    const state = session.getState();
    return proposalsFor(state.client, { ...state, documents, drafts }, call);
  }, [session, documents, drafts, call]);
  const answer = useAnswer(ask);
  return (
    <section className="fix" aria-label="How to fix it">
      <h3>How to fix it</h3>
      {answer === null && <p className="soft">Looking for the smallest change that helps…</p>}
      {answer?.ok === false && <p className="soft">{answer.failure.message}</p>}
      {answer?.ok && !answer.value.ok && (
        <p className="fix-none">
          <b>No policy edit helps here.</b> {answer.value.reason}
        </p>
      )}
      {answer?.ok && answer.value.ok && (
        <Choice key={event.key} all={answer.value.all} about={event.key} />
      )}
    </section>
  );
}

function Choice({ all, about }: { all: readonly Proposal[]; about: string }) {
  const [chosen, setChosen] = useState(0);
  const { adopt, busy } = useAdopt();
  const proposal = all[chosen] ?? all[0];
  if (proposal === undefined) return null;
  const { fix, changes } = proposal;
  const others = all.filter((each) => each !== proposal);
  const apply = () =>
    adopt(
      changes.map(({ document, after }) => [document, after]),
      { done: fix.title, about },
    );
  return (
    <>
      <p className="soft">{fix.reason}</p>
      <Button primary className="fix-button" aria-disabled={busy} onClick={() => void apply()}>
        {busy ? 'Saving, and running again…' : `Fix it: ${fix.title}`}
      </Button>
      <p className="fix-proof">
        <span className="sign" data-ok="true" aria-hidden="true">
          ✓
        </span>{' '}
        Proven: with this change IAM allows the call.
      </p>
      {changes.map(({ document, label, before, after }) => (
        <div key={document}>
          <p className="fix-document">{label}</p>
          <Diff label={`Change of ${label}`} before={before} after={after} />
        </div>
      ))}
      {others.length > 0 && (
        <details className="fix-others">
          <summary>
            {others.length === 1
              ? 'Another way that works'
              : `${others.length} other ways that work`}
          </summary>
          <ul>
            {others.map((other) => (
              <li key={`${other.fix.kind} ${other.fix.title}`}>
                <b>{other.fix.title}</b>
                <p className="soft">{other.fix.reason}</p>
                <Button small onClick={() => setChosen(all.indexOf(other))}>
                  Show this one<span className="visually-hidden">: {other.fix.title}</span>
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
