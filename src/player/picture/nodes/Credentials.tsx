import { usePlayerState } from '../../context.tsx';
import type { Box } from '../../diagram/types.ts';
import type { CredentialsView } from '../../diagram/view/index.ts';
import { duration, timeOfDay } from '../../words.ts';
import { Frame, useBoxView } from '../parts.tsx';

const idle: CredentialsView = {
  key: '',
  role: '',
  state: 'none',
  expiresAt: null,
  holder: 'nobody',
};

/** The session that the build works with, and how long it still has. */
export function Credentials({ box }: { box: Box }) {
  const view = useBoxView(box.id);
  const credentials = view.credentials ?? idle;
  const left = usePlayerState(({ time }) => timeLeft(credentials.expiresAt, time));
  const start = usePlayerState(({ recording }) => recording.scenario.startTime);
  const active = credentials.state === 'active';
  const lines = linesOf(credentials, left, start);
  return (
    <Frame box={box} view={active ? { ...view, status: { health: 'ok', text: '' } } : view}>
      <h3 className="node-title">
        <i className="node-mark" aria-hidden="true" />
        <span>{box.title}</span>
      </h3>
      <p className="mono node-line">{lines.first}</p>
      <p className="node-sentence">{lines.second}</p>
    </Frame>
  );
}

/** @param time ms of virtual time */
function timeLeft(expiresAt: number | null, time: number): string {
  return expiresAt === null ? '' : `${duration(Math.max(0, expiresAt - time))} left`;
}

function linesOf(
  { state, key, expiresAt, holder, role }: CredentialsView,
  left: string,
  start: string | undefined,
): { first: string; second: string } {
  if (state === 'none')
    return { first: 'none yet', second: 'Given out by STS, valid for a while only.' };
  if (state === 'requested') return { first: 'asked for …', second: `May CodeBuild be ${role}?` };
  if (state === 'refused') return { first: 'refused', second: `Nobody gets ${role} here.` };
  if (state === 'expired') return { first: `${key} · expired`, second: 'AWS takes it no longer.' };
  const until = timeOfDay(start, expiresAt ?? 0);
  const second =
    holder === 'nobody'
      ? `Nobody holds it · still valid at AWS until ${until}`
      : holder === 'container'
        ? 'In the hands of the build container.'
        : 'In the hands of CodeBuild.';
  return { first: `${key} · ${left}`, second };
}
