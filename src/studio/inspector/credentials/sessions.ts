/** Temporary credentials up to the playhead, with the call that each of them came from. */
import type { ApiCall, SessionView, World } from '../../../simulator/read.ts';

export interface SessionRow {
  key: string;
  role: string;
  sessionName: string;
  /** Unknown as long as nobody has used them. */
  accessKeyId?: string;
  state: SessionView['state'];
  startedAt: number;
  expiresAt?: number;
  /** A place of the picture; null: nobody; undefined: the run does not say. */
  holder?: SessionView['holder'];
  /** The call to STS, if it is on record. */
  from?: ApiCall;
  /** The session that asked for this one (role chaining). */
  parent?: { role: string; accessKeyId: string };
  seq: number;
}

/** STS gives an hour unless another duration is asked for (AWS STS API Reference, "AssumeRole"). ms. */
const hour = 3_600_000;

const grants = ({ service, operation }: ApiCall): boolean =>
  service === 'sts' && operation.startsWith('AssumeRole');
const roleIn = ({ resource }: ApiCall): string => /\/([^/]+)$/.exec(resource)?.[1] ?? resource;
const nameIn = ({ details }: ApiCall): string => `${details.session ?? ''}`;

/** Sessions in the order in which they were asked for. */
export function sessionRows({ sessions, calls, at }: World): SessionRow[] {
  const asked = calls.filter(grants);
  const known = new Set<ApiCall>();
  const rows = sessions.map((session): SessionRow => {
    const { roleArn, sessionName } = session;
    const from = asked.find((call) => call.resource === roleArn && nameIn(call) === sessionName);
    if (from !== undefined) known.add(from);
    return { key: session.accessKeyId, ...session, ...originOf(from) };
  });
  const byCommand = asked
    .filter((call) => !known.has(call) && call.errorCode === undefined)
    .map((from): SessionRow => {
      const role = roleIn(from);
      const sessionName = nameIn(from);
      const use = calls.find(
        ({ caller }) =>
          caller.type === 'AssumedRole' && caller.arn.endsWith(`/${role}/${sessionName}`),
      );
      const seconds = Number(from.details.seconds);
      const expiresAt = from.at + (seconds > 0 ? seconds * 1000 : hour);
      return {
        key: `call ${from.seq}`,
        role,
        sessionName,
        ...(use?.credentials && { accessKeyId: use.credentials }),
        state: at < expiresAt ? 'active' : 'expired',
        startedAt: from.at,
        expiresAt,
        seq: from.seq,
        ...originOf(from),
      };
    });
  return [...rows, ...byCommand].sort((a, b) => a.startedAt - b.startedAt || a.seq - b.seq);
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
