import type { AwsCaller, PrincipalMatch } from './principal.ts';
import type { PreparedRequest } from './request.ts';
import type { Decision, PolicyLayer } from './types.ts';

/** What all documents of one layer (or of one level of the organization) say together. */
export interface LayerVerdict {
  /** Some document of it is in force. */
  present: boolean;
  allows: boolean;
  denies: boolean;
  /** Strongest way in which an applicable Allow names the caller. */
  grant: PrincipalMatch;
}

/** What `decide` looks at. */
export interface Verdicts extends Record<Exclude<PolicyLayer, 'serviceControl'>, LayerVerdict> {
  /** One for each level of the organization. */
  serviceControl: readonly LayerVerdict[];
}

type Outcome = Pick<Decision, 'result' | 'decidedBy'>;

/** Everything a rule may look at. */
interface Facts {
  request: PreparedRequest;
  verdicts: Verdicts;
  /** The request assumes a role. */
  assumes: boolean;
  /** Where the resource's own policy would stand. */
  own: 'resource' | 'trust';
  /** How the resource's own policy names the caller in an applicable Allow. */
  grant: PrincipalMatch;
}

/** Says something about the facts, or leaves them to the next rule. */
type DecisionRule = (facts: Facts) => Outcome | null;

const allowed = (decidedBy: PolicyLayer | 'none'): Outcome => ({ result: 'Allowed', decidedBy });
const implicitlyDenied = (decidedBy: PolicyLayer | 'none'): Outcome => ({
  result: 'ImplicitlyDenied',
  decidedBy,
});

/** The order fixes only which reason is printed when several layers deny (unverified). */
const DENY_ORDER: readonly Exclude<PolicyLayer, 'serviceControl'>[] = [
  'resourceControl',
  'resource',
  'trust',
  'endpoint',
  'identity',
  'boundary',
  'session',
];

/** Works for everybody who can sign, even under an explicit deny. Source: GetCallerIdentity, STS API. */
const callerIdentity: DecisionRule = ({ request }) =>
  request.actionKey === 'sts:getcalleridentity' && request.caller.type === 'aws'
    ? allowed('none')
    : null;

const explicitDeny: DecisionRule = ({ verdicts }) => {
  const level = verdicts.serviceControl.some((verdict) => verdict.denies);
  const decidedBy = level
    ? 'serviceControl'
    : DENY_ORDER.find((candidate) => verdicts[candidate].denies);
  return decidedBy ? { result: 'ExplicitlyDenied', decidedBy } : null;
};

/** Every level from the root to the account must allow. Source: SCP evaluation. */
const serviceControl: DecisionRule = ({ verdicts }) =>
  verdicts.serviceControl.every((level) => level.allows)
    ? null
    : implicitlyDenied('serviceControl');

const endpoint: DecisionRule = ({ verdicts }) =>
  verdicts.endpoint.present && !verdicts.endpoint.allows ? implicitlyDenied('endpoint') : null;

/** Services, federated identities and anonymous callers have no policies of their own. */
const withoutIdentity: DecisionRule = ({ request, own, grant }) => {
  if (request.caller.type === 'aws') return null;
  return grant === 'none' ? implicitlyDenied(own) : allowed(own);
};

/** The root user has everything in its own account, but cannot assume roles. */
const rootUser: DecisionRule = ({ request, assumes }) => {
  const { caller } = request;
  if (caller.type !== 'aws' || caller.kind !== 'root') return null;
  if (assumes) return implicitlyDenied('none');
  return isOwner(caller, request) ? allowed('none') : null;
};

/** One account: the resource's policy or the caller's own may allow. */
const sameAccount: DecisionRule = ({ request, verdicts, own, grant, assumes }) => {
  const { caller } = request;
  if (caller.type !== 'aws' || !isOwner(caller, request)) return null;
  if (grant === 'direct' || grant === 'star') return allowed(own);
  if (grant === 'role') return ceiling(verdicts) ?? allowed(own);
  // A key or a role that does not at least delegate to the account makes identity policies ineffective.
  if (grant === 'none' && (assumes || isKey(request))) return implicitlyDenied(own);
  const missing = verdicts.identity.allows ? ceiling(verdicts) : implicitlyDenied('identity');
  return missing ?? allowed('identity');
};

/** Two accounts: both must allow. */
const crossAccount: DecisionRule = ({ request, verdicts, own, grant }) => {
  if (grant === 'none') return implicitlyDenied(own);
  const root = request.caller.type === 'aws' && request.caller.kind === 'root';
  if (!root && !verdicts.identity.allows) return implicitlyDenied('identity');
  return ceiling(verdicts) ?? allowed(own);
};

/** The first that says something decides. Source: How AWS enforcement code logic evaluates requests. */
const RULES: readonly DecisionRule[] = [
  callerIdentity,
  explicitDeny,
  serviceControl,
  endpoint,
  withoutIdentity,
  rootUser,
  sameAccount,
  crossAccount,
];

/** The decision that the layers' verdicts lead to. */
export function decide(request: PreparedRequest, verdicts: Verdicts): Outcome {
  const assumes = ROLE_ACTIONS.has(request.actionKey);
  const own = verdicts.trust.present || assumes ? 'trust' : 'resource';
  const facts: Facts = { request, verdicts, assumes, own, grant: verdicts[own].grant };
  for (const rule of RULES) {
    const outcome = rule(facts);
    if (outcome) return outcome;
  }
  return implicitlyDenied('identity');
}

/** Actions on a role that its trust policy must allow, whoever asks. Source: IAM role trust policies; Session tags. */
const ROLE_ACTIONS: ReadonlySet<string> = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
]);

/** Boundary and session policy allow nothing themselves, but what they lack is denied. */
function ceiling({ boundary, session }: Verdicts): Outcome | null {
  const lacks = (verdict: LayerVerdict): boolean => verdict.present && !verdict.allows;
  if (lacks(boundary)) return implicitlyDenied('boundary');
  return lacks(session) ? implicitlyDenied('session') : null;
}

function isOwner(caller: AwsCaller, request: PreparedRequest): boolean {
  return request.owner === undefined || request.owner === caller.account;
}

/** Operations on a KMS key: its policy is the root of trust. Source: Key policies in AWS KMS. */
function isKey({ actionKey, arn }: PreparedRequest): boolean {
  return actionKey.startsWith('kms:') && (arn?.name.startsWith('key/') ?? false);
}
