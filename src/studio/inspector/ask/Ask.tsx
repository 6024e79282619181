import { useEffect, useRef, useState } from 'react';
import type { EventOf, Recording, StatementTrace } from '../../../simulator/read.ts';
import type { Answer } from '../../../worker/client.ts';
import type { QuestionAnswer } from '../../../worker/protocol.ts';
import { useSession, useSessionStore } from '../../session/context.tsx';
import { documentNamed } from '../../session/documents.ts';
import { callAt } from '../causes.ts';
import { nearestStatement } from '../places.ts';
import { DecisionTree } from '../tree/DecisionTree.tsx';
import { sentencesOf } from '../tree/layers.ts';
import { Verdict } from '../tree/Verdict.tsx';
import { bringToTop } from '../useFollow.ts';
import { AskForm } from './AskForm.tsx';
import { draftOf, literalMessage, questionOf } from './question.ts';
import './ask.css';

/** May this one do that? A question to IAM about the policies in force, without a run. */
export function Ask({ recording, seq }: { recording: Recording; seq: number }) {
  const session = useSessionStore();
  const scenario = useSession((state) => state.scenario);
  const call = callAt(recording, seq);
  const [draft, setDraft] = useState(() => draftOf(call?.call ?? null, scenario));
  const [from, setFrom] = useState(call?.key);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer<QuestionAnswer> | null>(null);
  const ask = async () => {
    setBusy(true);
    setAnswer(await session.getState().client.ask(scenario, questionOf(draft)));
    setBusy(false);
  };
  const take = ({ key, call: wanted }: EventOf<'api.call'>) => {
    setFrom(key);
    setDraft(draftOf(wanted, scenario));
    setAnswer(null);
  };
  return (
    <div className="ask">
      <p className="soft">
        Ask IAM about any request. It answers from the policies in force; nothing is run.
      </p>
      {call && call.key !== from && (
        <button type="button" className="link" onClick={() => take(call)}>
          Take {call.call.action} from the playhead
        </button>
      )}
      <AskForm
        key={from ?? ''}
        draft={draft}
        busy={busy}
        onChange={(next) => {
          setDraft(next);
          setAnswer(null);
        }}
        onAsk={() => void ask()}
      />
      <div role="status">
        {answer?.ok === false && <p className="soft">{answer.failure.message}</p>}
        {answer?.ok && <Reply {...answer.value} />}
      </div>
    </div>
  );
}

function Reply({ request, decision, notes }: QuestionAnswer) {
  const session = useSessionStore();
  const documents = useSession((state) => state.documents);
  const { title, deny, decided } = sentencesOf(decision, request);
  const place = useRef<HTMLElement>(null);
  useEffect(() => bringToTop(place.current), []);
  const message = literalMessage(request, decision);
  const opener = ({ policy, path }: StatementTrace) =>
    documentNamed(documents, policy) === undefined
      ? null
      : () => session.getState().show(policy, { path });
  return (
    <section ref={place} className="ask-answer" aria-label="Answer of IAM">
      <Verdict decision={decision} action={request.action} resource={request.resource} />
      <p>{title}.</p>
      {message !== '' && (
        <figure className="literal">
          <figcaption>AWS says</figcaption>
          <blockquote className="mono">{message}</blockquote>
        </figure>
      )}
      {notes.map((note) => (
        <p key={note} className="remark">
          {note}
        </p>
      ))}
      <p className="soft">{deny}</p>
      <DecisionTree
        decision={decision}
        request={request}
        statement={nearestStatement(decision)}
        opener={opener}
      />
      <p className="tree-sentence">{decided}</p>
    </section>
  );
}
