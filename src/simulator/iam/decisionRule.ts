import type { RuleId } from '../recording/events.ts';
import type { Decision, PolicyLayer } from './types.ts';

/** Rules of the ledger (`rules/iam.ts`) by what decided. */
const IMPLICIT: Record<PolicyLayer | 'none', RuleId> = {
  identity: 'iam.implicit-deny',
  resource: 'iam.cross-account-both',
  trust: 'iam.trust-required',
  boundary: 'iam.boundary-ceiling',
  session: 'iam.session-ceiling',
  serviceControl: 'iam.scp-every-level',
  resourceControl: 'iam.rcp-deny',
  endpoint: 'iam.endpoint-ceiling',
  none: 'iam.root-cannot-assume',
};

/** The rule that led to a decision, for what is recorded about it. */
export function decisionRule({ result, decidedBy }: Decision): RuleId {
  if (result === 'ExplicitlyDenied') return 'iam.explicit-deny';
  if (result === 'ImplicitlyDenied') return IMPLICIT[decidedBy];
  if (decidedBy === 'none') return 'iam.no-policy-needed';
  if (decidedBy === 'trust') return 'iam.trust-grant';
  return decidedBy === 'resource' ? 'iam.resource-grant' : 'iam.identity-allow';
}
