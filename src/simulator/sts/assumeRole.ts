import { roleLabel } from '../cloud/accounts.ts';
import type { CallRequest, CallResult, Session, Signer } from '../cloud/types.ts';
import type { SourceRef } from '../diagnostics.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { NodeId } from '../recording/events.ts';
import type { Trace } from '../recording/types.ts';

export interface AssumeRoleRequest {
  roleArn: string;
  sessionName: string;
  signer: Signer;
  /** Who asks, and will hold the credentials. */
  from: NodeId;
  sources?: SourceRef[];
  /** The whole call, where it has more to it than role and name: a command's. */
  call?: Pick<CallRequest, 'operation' | 'params' | 'region' | 'viaCommand'>;
}
export type AssumeRoleResult =
  | { ok: true; session: Session; seq: number; call: CallResult }
  | { ok: false; call: CallResult & { ok: false } };

/** A session is renewed when it has less than this left, as the SDKs do. ms. */
const renewBeforeMs = 5 * 60_000;

/** Is a session still good for more than the next few calls? */
export const lasts = (session: Session, now: number): boolean =>
  session.expiresAt - now > renewBeforeMs;

/**
 * Ask STS for a session of a role and let its machine tell the story: requested → active or refused.
 * The trust policy decides (IAM User Guide, "Using IAM roles").
 */
export async function assumeRole(
  sim: Simulation,
  trace: Trace,
  request: AssumeRoleRequest,
): Promise<AssumeRoleResult> {
  const { roleArn, sessionName } = request;
  const role = roleLabel(sim.scenario, roleArn);
  const thread = trace.child(`session:${role}`);
  const sessionId = `${thread.scope}/${sessionName}`;
  sim.machines.spawn('roleSession', sessionId, { sessionId, role, roleArn, sessionName }, thread);

  const call = await sim.door.call(thread, {
    service: 'sts',
    operation: 'AssumeRole',
    params: { RoleArn: roleArn, RoleSessionName: sessionName },
    ...request.call,
    signer: request.signer,
    from: request.from,
    ...(request.sources === undefined ? {} : { sources: request.sources }),
  });
  trace.after(call.seq);
  if (!call.ok) {
    sim.machines.send(sessionId, { type: 'refused', seq: call.seq });
    return { ok: false, call };
  }
  const credentials = call.output.Credentials as { AccessKeyId: string };
  const session = sim.door.state.sessions.get(credentials.AccessKeyId);
  if (session === undefined) throw new Error(`STS answered with a session nobody knows: ${role}`);
  sim.machines.send(sessionId, {
    type: 'assumed',
    seq: call.seq,
    accessKeyId: session.accessKeyId,
    durationMs: session.expiresAt - session.issuedAt,
  });
  // Let the machine take the event before the caller goes on with the session.
  await sim.clock.sleep(0);
  const seq = thread.record('held', 'session.holder', {
    accessKeyId: session.accessKeyId,
    holder: request.from,
  });
  trace.after(seq);
  return { ok: true, session, seq, call };
}
