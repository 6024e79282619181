import type { PolicyLayer } from '../iam/types.ts';
import { nameOf } from './names.ts';
import { documentsOf, type Situation } from './situation.ts';

type Words = (situation: Situation) => string;

const subject = ({ request }: Situation): string => request.action;
/** The policy whose Deny applies. */
const denier = ({ decision }: Situation, layer: PolicyLayer): string => {
  const found = decision.statements.find(
    (one) => one.layer === layer && one.effect === 'Deny' && one.matched,
  );
  return found === undefined ? '' : ` (${nameOf(found.policy)})`;
};

const DENIED: Partial<Record<PolicyLayer, Words>> = {
  serviceControl: (s) =>
    `A service control policy${denier(s, 'serviceControl')} of the organization denies ${subject(s)}. No policy in this account can change that; only who runs the organization can.`,
  resourceControl: (s) =>
    `A resource control policy${denier(s, 'resourceControl')} of the organization denies ${subject(s)}. No policy in this account can change that; only who runs the organization can.`,
  endpoint: (s) =>
    `The policy of the VPC endpoint denies ${subject(s)}. It belongs to the network, not to these policies.`,
};

const LACKING: Record<PolicyLayer | 'none', Words> = {
  serviceControl: (s) =>
    `No service control policy of the organization lets ${subject(s)} through on every level. No policy in this account can change that; only who runs the organization can.`,
  resourceControl: (s) =>
    `A resource control policy of the organization stands before ${subject(s)}.`,
  endpoint: (s) =>
    `The policy of the VPC endpoint does not let ${subject(s)} through. It belongs to the network, not to these policies.`,
  trust: trustWords,
  resource: (s) =>
    documentsOf(s.policies, 'resource').length === 0
      ? `${s.request.resource} has no policy that lets the caller in, and the caller's own policies are not enough here. Its owner must write one.`
      : `The policy of ${s.request.resource} would have to let the caller in, and no small change of it does.`,
  identity: (s) =>
    s.request.principal.type === 'AWS' && s.request.principal.issuer === undefined
      ? `The policies of ${s.request.principal.arn} are not part of this scenario, so they cannot be mended here.`
      : `No small change of the caller's policies allows ${subject(s)}: AWS would not save what comes out of it. Correct what it complains of first.`,
  boundary: (s) => `No small change of the permissions boundary lets ${subject(s)} through.`,
  session: (s) =>
    `The session was made with a session policy that leaves ${subject(s)} out. It cannot be changed any more; ask for a new session.`,
  none: () =>
    'The root user of an account cannot assume roles, whatever the policies say. Use an IAM user or a role.',
};

function trustWords(situation: Situation): string {
  const { request, policies } = situation;
  const document = policies.resource?.document;
  if (policies.resource === undefined || document === null || document === undefined) {
    return `The role ${request.resource} does not exist, so nobody can assume it. Create it, or correct its name.`;
  }
  return `No small change of ${nameOf(policies.resource.name ?? 'trust')} lets the caller assume the role: AWS would not save what comes out of it.`;
}

/** Why no edit of these policies helps, and what would: for the gate that the search did not get through. */
export function whyNot(situation: Situation): string {
  const { result, decidedBy } = situation.decision;
  if (result === 'ExplicitlyDenied' && decidedBy !== 'none') {
    const words = DENIED[decidedBy];
    if (words !== undefined) return words(situation);
    return `An explicit Deny wins over every Allow, and there is no edit that takes this one away: it stands in ${nameOf(denyingPolicy(situation))}, which cannot be edited.`;
  }
  return LACKING[decidedBy](situation);
}

const denyingPolicy = ({ decision }: Situation): string =>
  decision.statements.find((one) => one.effect === 'Deny' && one.matched)?.policy ?? '';
