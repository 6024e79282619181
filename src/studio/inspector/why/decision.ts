import {
  type ApiCall,
  type AuthorizationRequest,
  type Decision,
  type ExplanationLine,
  explainDecision,
  type StatementTrace,
} from '../../../simulator/read.ts';

type Call = Omit<ApiCall, 'seq'>;

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

/** `role:web-build-role/policy:Site` → `Site`: which role it is, the caller says already. */
const shortName = (policy: string): string =>
  /^(?:role:.*\/policy:|trust:|bucket:)(.+?)(?:\/policy)?$/s.exec(policy)?.[1] ?? policy;

/** The way to a decision; statements that say nothing about the request apart. */
export interface Way {
  lines: ExplanationLine[];
  others: ExplanationLine[];
}

/** @param key the statement that must be among the first lines */
export function explain(call: Call, key: StatementTrace | null): Way {
  const statements = call.decision.statements.map((trace) => ({
    ...trace,
    policy: shortName(trace.policy),
  }));
  const { lines } = explainDecision({ ...call.decision, statements }, requestOf(call));
  const idle = statements.filter(
    ({ matched, layer, index, policy }) =>
      !matched &&
      !(layer === key?.layer && index === key.index && policy === shortName(key.policy)),
  );
  const heads = idle.map(({ policy, sid, index }) => `${policy} — statement ${sid ?? index + 1}: `);
  const isIdle = ({ text }: ExplanationLine) => heads.some((head) => text.includes(head));
  return {
    lines: lines.filter((line) => !isIdle(line)),
    others: lines.filter(isIdle),
  };
}

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
