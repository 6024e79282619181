import { duration } from '../../player/words.ts';
import type { Recording } from '../../simulator/read.ts';
import { Icon } from '../../ui/Icon.tsx';
import { commandAt, commandRuns, type RunOfCommand } from '../inspector/causes.ts';
import { ScriptButton, Scripted } from './ScriptButton.tsx';
import { nameOf } from './script.ts';
import './outcomes.css';

interface CommandsProps {
  recording: Recording;
  buildId: string;
  /** Events applied: what comes later has not happened yet. */
  position: number;
  /** The event that is talked about. */
  seq: number;
  onLook(seq: number): void;
}

/** The commands of a build up to the playhead, how each went, and the way to make it go otherwise. */
export function CommandList({ recording, buildId, position, seq, onLook }: CommandsProps) {
  const runs = commandRuns(recording).filter(
    ({ started }) => started.buildId === buildId && started.seq < position,
  );
  if (runs.length === 0) return <p className="empty">No command has run yet.</p>;
  const now = commandAt(recording, seq)?.started.seq;
  return (
    <ol className="command-list" aria-label="Commands of the build">
      {runs.map((run) => (
        <li key={run.started.key} aria-current={run.started.seq === now || undefined}>
          <Sign run={run} position={position} />
          <button type="button" className="mono" onClick={() => onLook(run.started.seq)}>
            {nameOf(run.started.text)}
          </button>
          <ScriptButton recording={recording} run={run} named />
        </li>
      ))}
    </ol>
  );
}

/** How a command went, as far as it has. */
function Sign({ run: { ended }, position }: { run: RunOfCommand; position: number }) {
  if (ended === null || ended.seq >= position)
    return (
      <span className="command-sign" data-health="busy">
        <Icon name="busy" size={10} /> runs
      </span>
    );
  const { exitCode, durationMs, fidelity } = ended;
  const ok = exitCode === 0;
  return (
    <span className="command-sign" data-health={ok ? 'ok' : 'bad'}>
      <Icon name={ok ? 'check' : 'cross'} size={10} />{' '}
      {ok ? duration(durationMs) : `exit ${exitCode}`}
      {fidelity === 'scripted' && <Scripted />}
    </span>
  );
}

/** The command of the line that is talked about, with what can be made of it; nothing for other lines. */
export function CommandBar({ recording, seq }: Pick<CommandsProps, 'recording' | 'seq'>) {
  const run = commandAt(recording, seq);
  if (run === null) return null;
  return (
    <div className="command-bar">
      <span className="mono">$ {nameOf(run.started.text)}</span>
      {run.ended?.fidelity === 'scripted' && <Scripted />}
      <ScriptButton key={run.started.key} recording={recording} run={run} />
    </div>
  );
}
