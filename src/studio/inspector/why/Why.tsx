import {
  contextWording,
  type Recording,
  rules,
  type SimEvent,
  wordingOf,
} from '../../../simulator/read.ts';
import { CommandScript } from '../../outcomes/CommandScript.tsx';
import { useSessionStore } from '../../session/context.tsx';
import { OpenShell } from '../../terminal/OpenShell.tsx';
import { Chain, SourceLinks } from './Chain.tsx';
import { DecisionPanel } from './DecisionPanel.tsx';
import './why.css';
import { callAt, commandAt } from '../causes.ts';

interface WhyProps {
  recording: Recording;
  seq: number;
  onJump(seq: number): void;
}

/** Why the event at the playhead happened: the decision, the rule, the lines, the chain of causes. */
export function Why({ recording, seq, onJump }: WhyProps) {
  const session = useSessionStore();
  const event = recording.events[seq];
  if (event === undefined)
    return <p className="empty">Nothing has happened yet. Press Play, or push the commit.</p>;
  const call = callAt(recording, seq);
  const run = commandAt(recording, seq);
  const rule = event.rule === undefined ? undefined : rules[event.rule];
  const said = event.type === 'command.output' || event.type === 'log';
  return (
    <div className="why">
      {call && (
        <>
          {call.seq !== seq && (
            <p className="soft">
              This comes from a call that was refused.{' '}
              <button type="button" className="link" onClick={() => onJump(call.seq)}>
                Go to the call
              </button>
            </p>
          )}
          <DecisionPanel event={call} />
        </>
      )}
      <SourceLinks recording={recording} seq={seq} />
      {said && (
        <button type="button" className="link" onClick={() => session.getState().inspect('logs')}>
          Show it in the log
        </button>
      )}
      {run && (
        <CommandScript key={run.started.key} recording={recording} run={run}>
          <OpenShell recording={recording} seq={seq} />
        </CommandScript>
      )}
      {rule && (
        <aside className="rule" aria-label="The rule behind it">
          <p>{rule.text}</p>
          <p className="rule-source">
            {rule.source} <span className="evidence">{rule.evidence}</span>
          </p>
        </aside>
      )}
      <Words event={event} />
      <h3>What led here</h3>
      <Chain recording={recording} seq={seq} onJump={onJump} />
    </div>
  );
}

/** What AWS or a tool says in an event. */
function saidIn(event: SimEvent): string {
  switch (event.type) {
    case 'log':
    case 'command.output':
      return event.text;
    case 'action.status':
      return event.errorDetails?.message ?? '';
    case 'api.call':
      return event.call.errorMessage ?? '';
    default:
      return '';
  }
}

/** Id of the rule that grades the words of an event. */
function wordingIn(event: SimEvent): string | null {
  if (event.type !== 'build.phase') return wordingOf(saidIn(event));
  const grades = event.contexts.map(({ message }) => contextWording(message));
  return grades.find((id) => id !== null) ?? null;
}

/** Says where the words of a message are from, and whether they are approximate. */
function Words({ event }: { event: SimEvent }) {
  const id = wordingIn(event);
  const rule = id === null ? undefined : rules[id];
  if (rule === undefined) return null;
  return (
    <aside className="rule" aria-label="About the wording">
      <p>{rule.text}</p>
      <p className="rule-source">
        {rule.source}{' '}
        <span className="evidence">
          {rule.evidence === 'unverified' ? 'wording not verified' : rule.evidence}
        </span>
      </p>
    </aside>
  );
}
