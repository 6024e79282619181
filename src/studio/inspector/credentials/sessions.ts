/** Temporary credentials up to the playhead, with the call that each of them came from. */
import type { ApiCall, SessionView, World } from '../../../simulator/read.ts';

export interface SessionRow {
  key: string;
  role: string;
  sessionName: string;
  accessKeyId: string;
  state: SessionView['state'];
  startedAt: number;
  expiresAt?: number;
  /** A place of the picture; null: nobody. */
  holder: SessionView['holder'];
  /** The call to STS, if it is on record. */
  from?: ApiCall;
  /** The session that asked for this one (role chaining). */
  parent?: { role: string; accessKeyId: string };
  seq: number;
}

const grants = ({ service, operation }: ApiCall): boolean =>
  service === 'sts' && operation.startsWith('AssumeRole');
const nameIn = ({ details }: ApiCall): string => `${details.session ?? ''}`;

/** Sessions in the order in which they were asked for. */
export function sessionRows({ sessions, calls }: World): SessionRow[] {
  const asked = calls.filter(grants);
  return sessions
    .map((session): SessionRow => {
      const { roleArn, sessionName } = session;
      // Two sessions may have one name: each belongs to a call of its own, in their order.
      const at = asked.findIndex(
        (call) => call.resource === roleArn && nameIn(call) === sessionName,
      );
      const [from] = at < 0 ? [] : asked.splice(at, 1);
      return { key: session.accessKeyId, ...session, ...originOf(from) };
    })
    .sort((a, b) => a.startedAt - b.startedAt || a.seq - b.seq);
}

function originOf(from: ApiCall | undefined): Pick<SessionRow, 'from' | 'parent'> {
  if (from === undefined) return {};
  const { caller } = from;
  const parent =
    caller.type === 'AssumedRole' ? { role: caller.role, accessKeyId: caller.accessKeyId } : null;
  return { from, ...(parent !== null && { parent }) };
}

const services: Record<string, string> = {
  'codebuild.amazonaws.com': 'CodeBuild',
  'codepipeline.amazonaws.com': 'CodePipeline',
};

/** Who asked STS, in words. */
export function askedBy({ from }: SessionRow): string {
  if (from === undefined) return 'The run does not show who asked for them.';
  const { caller, operation } = from;
  const how = operation === 'AssumeRole' ? '' : ` with ${operation}`;
  if (caller.type === 'AWSService') {
    const name = Object.hasOwn(services, caller.service) ? services[caller.service] : undefined;
    return `${name ?? caller.service} asked STS for them${how}: the role trusts the service.`;
  }
  if (caller.type === 'AssumedRole') return `A session of ${caller.role} asked STS for them${how}.`;
  return caller.type === 'User'
    ? `${caller.arn} asked STS for them${how}.`
    : `A token from outside was exchanged for them${how}.`;
}

/** `59 min`, `12 s`: what is left of a time. */
export function left(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
