import { trustOf } from '../cloud/policies.ts';
import { authorize, isPolicyInForce } from '../iam/index.ts';
import type { AuthorizationRequest, PolicySet } from '../iam/types.ts';
import { fillDefaults } from '../scenario/defaults.ts';
import type { FilledScenario, Scenario } from '../scenario/types.ts';
import { policyKind } from './candidates/policyKind.ts';
import { issuerOf } from './candidates/principal.ts';
import { nameOf } from './names.ts';
import { policySetFor } from './policySetFor.ts';
import { resourcePolicyOf } from './scenarioDocuments.ts';
import { documentsOf } from './situation.ts';
import type { Answer, AskedQuestion } from './types.ts';

/**
 * Decides a request that nobody made, with every document of the scenario: the role's policies and boundary, the resource's
 * own policy, the trust policy for `sts:AssumeRole`, and the organization. Never throws.
 */
export function ask(scenario: Scenario, question: AskedQuestion): Answer {
  const filled = fillDefaults(scenario);
  const principal = principalOf(filled, question.principal.trim());
  const request: AuthorizationRequest = {
    principal,
    action: question.action.trim(),
    resource: question.resource.trim(),
    resourceAccount: filled.account.id,
    context: { ...contextOf(filled, principal), ...question.context },
  };
  const policies = policySetFor(filled, request);
  const decision = authorize(request, policies);
  return {
    request,
    decision,
    policies: [...new Set(decision.statements.map(({ policy }) => policy))],
    notes: NOTES.flatMap((note) => note({ filled, request, policies, question }) ?? []),
  };
}

const serviceName = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/;

function principalOf(
  { account }: FilledScenario,
  written: string,
): AuthorizationRequest['principal'] {
  if (written === '*' || written === '') return { type: 'Anonymous' };
  if (serviceName.test(written)) return { type: 'Service', name: written };
  const arn = /^arn:/.test(written) ? written : `arn:aws:iam::${account.id}:role/${written}`;
  const owner = arn.split(':')[4] ?? account.id;
  if (!/^arn:[^:]*:iam::\d*:role\//.test(arn)) return { type: 'AWS', arn, account: owner };
  const role = arn.slice(arn.lastIndexOf('/') + 1);
  const session = `arn:aws:sts::${owner}:assumed-role/${role}/question`;
  return { type: 'AWS', arn: session, issuer: arn, account: owner };
}

/** The keys that AWS sets by itself (IAM User Guide, "AWS global condition context keys"). */
function contextOf(
  { account, startTime }: FilledScenario,
  principal: AuthorizationRequest['principal'],
): Record<string, string> {
  const always = {
    'aws:CurrentTime': startTime,
    'aws:SecureTransport': 'true',
    'aws:RequestedRegion': account.region,
    'aws:ViaAWSService': 'false',
    'aws:ResourceAccount': account.id,
  };
  if (principal.type === 'Service') return { ...always, 'aws:PrincipalIsAWSService': 'true' };
  if (principal.type !== 'AWS') return always;
  const role = issuerOf(principal);
  const owner = principal.account;
  return {
    ...always,
    'aws:PrincipalArn': role ?? principal.arn,
    ...(owner === undefined ? {} : { 'aws:PrincipalAccount': owner }),
    'aws:PrincipalType': role !== undefined ? 'AssumedRole' : typeOf(principal.arn),
  };
}

const typeOf = (arn: string): string => (arn.endsWith(':root') ? 'Account' : 'User');

interface Known {
  filled: FilledScenario;
  request: AuthorizationRequest;
  policies: PolicySet;
  question: AskedQuestion;
}
type Note = (known: Known) => string | string[] | null;

const missingRole: Note = ({ filled, request }) => {
  const role = issuerOf(request.principal);
  if (role === undefined || trustOf(filled, role).document !== null) return null;
  return `The scenario has no role ${role}, so it has no policies either.`;
};
const userNote: Note = ({ request: { principal } }) =>
  principal.type === 'AWS' && principal.arn.includes(':user/')
    ? 'The users of a scenario are administrators of their account.'
    : null;
const actionForm: Note = ({ request }) =>
  /^[A-Za-z0-9-]+:[A-Za-z0-9]+$/.test(request.action)
    ? null
    : 'An action is written with its service before it, as in s3:GetObject, and without wildcards.';
const resourceForm: Note = ({ request: { resource } }) =>
  resource === '*' || resource.split(':', 6).length === 6
    ? null
    : 'A resource is an ARN with six parts, such as arn:aws:s3:::bucket/key, or * for actions that have none.';
const unknownResource: Note = ({ filled, request }) =>
  /^arn:[^:]*:(s3|ecr|kms|secretsmanager|lambda):/.test(request.resource) &&
  resourcePolicyOf(filled, request.action, request.resource) === undefined
    ? `The scenario does not describe ${request.resource}; it is taken to be in this account and to have no policy of its own.`
    : null;
const refused: Note = ({ policies }) =>
  (['identity', 'boundary', 'resource', 'trust', 'serviceControl'] as const).flatMap((layer) => {
    const kind = policyKind(layer);
    return documentsOf(policies, layer).flatMap(({ name, document }) =>
      kind === null ||
      document === undefined ||
      document === null ||
      isPolicyInForce(document, kind)
        ? []
        : `${nameOf(name)} is not in force: AWS would not save it as it is.`,
    );
  });
const sourceNote: Note = ({ request: { principal, context = {} } }) =>
  principal.type === 'Service' && !Object.hasOwn(context, 'aws:SourceArn')
    ? 'A service says for whom it asks with aws:SourceArn and aws:SourceAccount; this question leaves them out.'
    : null;

const NOTES: readonly Note[] = [
  missingRole,
  userNote,
  actionForm,
  resourceForm,
  unknownResource,
  refused,
  sourceNote,
];
