import { callerOf } from '../../iam/principal.ts';
import type { AuthorizationRequest, PolicyStatement } from '../../iam/types.ts';

/** How a `Principal` names who asks: kind, and name. The role behind a session, not the session. */
export function principalEntry({ principal }: AuthorizationRequest): {
  kind: 'AWS' | 'Service' | 'Federated';
  name: string;
} {
  switch (principal.type) {
    case 'AWS':
      return { kind: 'AWS', name: issuerOf(principal) ?? principal.arn };
    case 'Anonymous':
      return { kind: 'AWS', name: '*' };
    default:
      return { kind: principal.type, name: principal.name };
  }
}

/** ARN of the role behind a session. */
export function issuerOf(principal: AuthorizationRequest['principal']): string | undefined {
  const caller = callerOf(principal);
  return caller.type === 'aws' ? caller.issuer : undefined;
}

export function principalOf(request: AuthorizationRequest): Record<string, string> {
  const { kind, name } = principalEntry(request);
  return { [kind]: name };
}

/** Guards against the confused deputy, for services that say for whom they ask (IAM User Guide, "The confused deputy problem"). */
export const sourceConditions = (
  request: AuthorizationRequest,
): Pick<PolicyStatement, 'Condition'> =>
  request.principal.type === 'Service'
    ? equals(request, ['aws:SourceArn', 'aws:SourceAccount'])
    : {};

/** A role is handed to the one service that is meant (IAM User Guide, "Grant a user permissions to pass a role to an AWS service"). */
export const passedTo = (request: AuthorizationRequest): Pick<PolicyStatement, 'Condition'> =>
  request.action.toLowerCase() === 'iam:passrole' ? equals(request, ['iam:PassedToService']) : {};

/** A condition that these keys have the values of the request, as far as it has them. */
function equals(
  { context = {} }: AuthorizationRequest,
  keys: readonly string[],
): Pick<PolicyStatement, 'Condition'> {
  const pairs = keys.flatMap((key) => {
    const value = Object.hasOwn(context, key) ? context[key] : undefined;
    return typeof value === 'string' ? [[key, value] as const] : [];
  });
  return pairs.length === 0 ? {} : { Condition: { StringEquals: Object.fromEntries(pairs) } };
}
