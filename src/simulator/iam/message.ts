import type { DecisionResult, PolicyLayer } from './types.ts';

/** The words AWS has for a layer. */
interface Words {
  /** `because no … allows the <action> action` */
  none: string;
  /** `with an explicit deny in …` */
  deny: string;
}

/**
 * Source: Troubleshoot access denied error messages; the words for the implicit deny of a trust policy as observed in
 * newer texts (the guide calls it a role trust policy there, too).
 */
const WORDS: Record<PolicyLayer, Words> = {
  identity: { none: 'identity-based policy', deny: 'an identity-based policy' },
  resource: { none: 'resource-based policy', deny: 'a resource-based policy' },
  trust: { none: 'resource-based policy', deny: 'the role trust policy' },
  boundary: { none: 'permissions boundary', deny: 'a permissions boundary' },
  session: { none: 'session policy', deny: 'a session policy' },
  serviceControl: { none: 'service control policy', deny: 'a service control policy' },
  resourceControl: { none: 'resource control policy', deny: 'a resource control policy' },
  endpoint: { none: 'VPC endpoint policy', deny: 'a VPC endpoint policy' },
};

/**
 * The reason clause at the end of `User: … is not authorized to perform: …`; empty when allowed.
 * The one denial without a layer is the account's root user assuming a role, which AWS answers with a whole sentence.
 */
export function reasonClause(
  result: DecisionResult,
  decidedBy: PolicyLayer | 'none',
  action: string,
): string {
  if (result === 'Allowed') return '';
  if (decidedBy === 'none') return 'Roles may not be assumed by root accounts.';
  const words = WORDS[decidedBy];
  return result === 'ExplicitlyDenied'
    ? `with an explicit deny in ${words.deny}`
    : `because no ${words.none} allows the ${action} action`;
}
