import { clock } from '../../../player/words.ts';
import type { World } from '../../../simulator/read.ts';
import { type Health, StatusPill } from '../../../ui/StatusPill.tsx';
import { askedBy, left, type SessionRow, sessionRows } from './sessions.ts';
import './credentials.css';

interface CredentialsProps {
  world: World;
  onLook(seq: number): void;
}

const states: Record<SessionRow['state'], { health: Health; text: string }> = {
  requested: { health: 'busy', text: 'requested' },
  active: { health: 'ok', text: 'valid' },
  refused: { health: 'bad', text: 'refused' },
  expired: { health: 'idle', text: 'expired' },
};

/** A place of the picture in words: `container:web-build` → `build container of web-build`. */
function holderText(holder: string): string {
  const [kind = '', name = ''] = holder.split(/:(.*)/s);
  const words: Record<string, string> = {
    container: `the build container of ${name}`,
    pipeline: `CodePipeline, for ${name}`,
    project: `CodeBuild, for ${name}`,
  };
  return Object.hasOwn(words, kind) ? (words[kind] ?? holder) : holder;
}

function heldBy({ state, holder, expiresAt }: SessionRow): string {
  if (state === 'requested') return 'STS has been asked for them.';
  if (state === 'refused') return 'STS gave none out.';
  if (state === 'expired') return 'They are worth nothing any more, whoever has them.';
  if (holder !== null) return `Held by ${holderText(holder)}.`;
  const until = expiresAt === undefined ? '' : ` until ${clock(expiresAt)}`;
  return `Nobody holds them any more, but they are still valid at AWS${until}.`;
}

/** Temporary credentials: of which role, who holds them, until when, and how they came about. */
export function Credentials({ world, onLook }: CredentialsProps) {
  const rows = sessionRows(world);
  if (rows.length === 0)
    return (
      <p className="empty">
        Nobody has asked STS for credentials yet. A service does when it first acts in a role’s
        name.
      </p>
    );
  return (
    <ul className="sessions">
      {rows.map((row) => (
        <Session key={row.key} row={row} now={world.at} onLook={onLook} />
      ))}
    </ul>
  );
}

interface SessionProps extends Pick<CredentialsProps, 'onLook'> {
  row: SessionRow;
  /** ms of virtual time at the playhead. */
  now: number;
}

function Session({ row, now, onLook }: SessionProps) {
  const { role, state, sessionName, accessKeyId, startedAt, expiresAt, parent, from, seq } = row;
  const { health, text } = states[state];
  const command = from?.viaCommand;
  return (
    <li className="session" data-state={state}>
      <div className="session-head">
        <button type="button" onClick={() => onLook(seq)}>
          {role}
        </button>
        <StatusPill health={health} text={text} />
      </div>
      <p>{heldBy(row)}</p>
      <p>{askedBy(row)}</p>
      {command !== undefined && <p className="session-command mono">$ {command}</p>}
      {parent && (
        <p>
          <b>Chained</b> from <span className="mono">{parent.accessKeyId}</span>: such a session
          lasts one hour at most.
        </p>
      )}
      {state === 'active' && expiresAt !== undefined && (
        <Validity from={startedAt} until={expiresAt} now={now} />
      )}
      <dl>
        <dt>Session</dt>
        <dd className="mono">{sessionName}</dd>
        <dt>Access key</dt>
        <dd className="mono">{accessKeyId.startsWith('ASIA') ? accessKeyId : 'not given out'}</dd>
        <dt>Valid</dt>
        <dd className="mono">
          {clock(startedAt)}
          {expiresAt !== undefined && ` – ${clock(expiresAt)}`}
        </dd>
      </dl>
      {from && (
        <button type="button" className="link" onClick={() => onLook(from.seq)}>
          Show the call to STS
        </button>
      )}
    </li>
  );
}

/** How much of the time is gone: a bar, and the same in words. */
function Validity({ from, until, now }: { from: number; until: number; now: number }) {
  const gone = Math.min(1, Math.max(0, (now - from) / (until - from)));
  return (
    <div className="validity">
      <span className="validity-bar" aria-hidden="true">
        <i style={{ width: `${(1 - gone) * 100}%` }} />
      </span>
      {left(until - now)} left
    </div>
  );
}
