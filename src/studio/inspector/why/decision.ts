import {
  type ApiCall,
  type AuthorizationRequest,
  type Decision,
  type EventOf,
  type Explanation,
  explainDecision,
  type Recording,
  type SimEvent,
} from '../../../simulator/read.ts';

type Call = Omit<ApiCall, 'seq'>;

/** Links followed from a failure back to the call that was refused. */
const nearby = 12;

/** The call to explain at an event: its own, or the refused one that this failure comes from. */
export function callAt(recording: Recording, seq: number): EventOf<'api.call'> | null {
  let at: SimEvent | undefined = recording.events[seq];
  for (let steps = 0; at !== undefined && steps < nearby; steps += 1) {
    if (at.type === 'api.call') return steps === 0 || at.call.errorCode !== undefined ? at : null;
    if (at.type === 'command.started' || at.cause === null) return null;
    at = recording.events[at.cause];
  }
  return null;
}

/** The request as IAM saw it, as far as the recording keeps it. */
export function requestOf(call: Call): AuthorizationRequest {
  const principals: Record<Call['caller']['type'], AuthorizationRequest['principal']> = {
    AssumedRole: { type: 'AWS', arn: call.principal },
    User: { type: 'AWS', arn: call.principal },
    AWSService: { type: 'Service', name: call.principal },
    Anonymous: { type: 'Anonymous' },
  };
  return { principal: principals[call.caller.type], action: call.action, resource: call.resource };
}

export const explain = (call: Call): Explanation => explainDecision(call.decision, requestOf(call));

/** The verdict in AWS's words. */
export const verdicts: Record<Decision['result'], string> = {
  Allowed: 'Allowed',
  ExplicitlyDenied: 'Explicitly denied',
  ImplicitlyDenied: 'Implicitly denied',
};

/** What decided, where a reader may think otherwise; null for the ordinary case. */
export function remarkOn({ decision, action }: Call): string | null {
  const allowed = decision.statements.some((trace) => trace.matched && trace.effect === 'Allow');
  if (decision.result === 'ExplicitlyDenied' && allowed)
    return 'A statement allows this call, too. The explicit Deny won: it beats every Allow.';
  if (action.startsWith('sts:AssumeRole') && decision.decidedBy === 'trust')
    return decision.result === 'Allowed'
      ? 'Trust decided here, not permission: the role’s trust policy lets this caller in.'
      : 'Trust decided here, not permission: who may take the role, never what the role may do.';
  return null;
}
