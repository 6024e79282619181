import { clock } from '../../player/words.ts';
import type { SessionView, World } from '../../simulator/read.ts';
import { type Health, StatusPill } from '../../ui/StatusPill.tsx';
import './credentials.css';

interface CredentialsProps {
  world: World;
  onLook(seq: number): void;
}

const states: Record<SessionView['state'], { health: Health; text: string }> = {
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

function heldBy({ state, holder, expiresAt }: SessionView): string {
  if (state === 'requested') return 'STS has been asked for them.';
  if (state === 'refused') return 'STS gave none out.';
  if (state === 'expired') return 'They are worth nothing any more, whoever has them.';
  if (holder !== null) return `Held by ${holderText(holder)}.`;
  const until = expiresAt === undefined ? '' : ` until ${clock(expiresAt)}`;
  return `Nobody holds them any more, but they are still valid at AWS${until}.`;
}

/** Temporary credentials: of which role, who holds them, how long they are valid. */
export function Credentials({ world, onLook }: CredentialsProps) {
  if (world.sessions.length === 0)
    return <p className="empty">Nobody has asked STS for credentials yet.</p>;
  return (
    <ul className="sessions">
      {world.sessions.map((session) => {
        const { health, text } = states[session.state];
        return (
          <li key={session.accessKeyId} className="session" data-state={session.state}>
            <div className="session-head">
              <button type="button" onClick={() => onLook(session.seq)}>
                {session.role}
              </button>
              <StatusPill health={health} text={text} />
            </div>
            <p>{heldBy(session)}</p>
            <dl>
              <dt>Session</dt>
              <dd className="mono">{session.sessionName}</dd>
              <dt>Access key</dt>
              <dd className="mono">{session.accessKeyId}</dd>
              <dt>Valid</dt>
              <dd className="mono">
                {clock(session.startedAt)}
                {session.expiresAt !== undefined && ` – ${clock(session.expiresAt)}`}
              </dd>
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
