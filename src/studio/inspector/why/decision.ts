import type { ApiCall, AuthorizationRequest } from '../../../simulator/read.ts';

type Call = Omit<ApiCall, 'seq'>;

/** The request as IAM saw it, as far as the recording keeps it. */
export function requestOf(call: Call): AuthorizationRequest {
  if (call.request !== undefined) return call.request;
  const principals: Record<Call['caller']['type'], AuthorizationRequest['principal']> = {
    AssumedRole: { type: 'AWS', arn: call.principal },
    User: { type: 'AWS', arn: call.principal },
    AWSService: { type: 'Service', name: call.principal },
    Anonymous: { type: 'Anonymous' },
  };
  return { principal: principals[call.caller.type], action: call.action, resource: call.resource };
}

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
