import { accountsOf, roleAt } from '../cloud/accounts.ts';
import { accountIn } from '../cloud/arns.ts';
import { isWorldwide } from '../cloud/context.ts';
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
  const principal = principalOf(filled, trimmed(question.principal));
  const action = trimmed(question.action);
  const resource = trimmed(question.resource);
  const owner = ownerOf(filled, resource);
  const request: AuthorizationRequest = {
    principal,
    action,
    resource,
    resourceAccount: owner,
    context: {
      ...contextOf(filled, principal),
      'aws:ResourceAccount': owner,
      'aws:RequestedRegion': regionOf(filled, action, resource),
      ...question.context,
    },
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

/** Questions come from forms and from strangers: what is no text is empty. */
const trimmed = (text: unknown): string => (typeof text === 'string' ? text.trim() : '');

/** Account of a resource: named in its ARN, or, for a bucket, the one that the scenario has it in. */
function ownerOf(scenario: FilledScenario, resource: string): string {
  const named = accountIn(resource);
  if (named !== '') return named;
  const bucket = /^arn:[^:]*:s3:::([^/]+)/.exec(resource)?.[1] ?? '';
  const found = accountsOf(scenario).find(({ account }) =>
    Object.hasOwn(account.resources?.buckets ?? {}, bucket),
  );
  return found?.id ?? scenario.account.id;
}

/** Region of the endpoint that the call goes to. */
function regionOf({ account }: FilledScenario, action: string, resource: string): string {
  if (isWorldwide(action.split(':')[0] ?? '')) return 'us-east-1';
  return (resource.startsWith('arn:') ? resource.split(':')[3] : '') || account.region;
}

const serviceName = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/;

function principalOf(scenario: FilledScenario, written: string): AuthorizationRequest['principal'] {
  const { account, roles } = scenario;
  if (written === '*' || written === '') return { type: 'Anonymous' };
  if (serviceName.test(written)) return { type: 'Service', name: written };
  const path = Object.hasOwn(roles, written) ? (roles[written]?.path ?? '/') : '/';
  const arn = /^arn:/.test(written) ? written : `arn:aws:iam::${account.id}:role${path}${written}`;
  const owner = arn.split(':')[4] ?? account.id;
  if (!/^arn:[^:]*:iam::\d*:role\//.test(arn)) return { type: 'AWS', arn, account: owner };
  const role = arn.slice(arn.lastIndexOf('/') + 1);
  const session = `arn:aws:sts::${owner}:assumed-role/${role}/question`;
  const tags = roleAt(scenario, arn)?.tags;
  return {
    type: 'AWS',
    arn: session,
    issuer: arn,
    account: owner,
    ...(tags === undefined ? {} : { tags }),
  };
}

/** The keys that AWS sets by itself (IAM User Guide, "AWS global condition context keys"). */
function contextOf(
  { startTime }: FilledScenario,
  principal: AuthorizationRequest['principal'],
): Record<string, string> {
  const always = {
    'aws:CurrentTime': startTime,
    'aws:SecureTransport': 'true',
    'aws:ViaAWSService': 'false',
  };
  if (principal.type === 'Service') return { ...always, 'aws:PrincipalIsAWSService': 'true' };
  if (principal.type !== 'AWS') return always;
  const role = issuerOf(principal);
  const owner = principal.account;
  return {
    ...always,
    'aws:PrincipalArn': role ?? principal.arn,
    ...(owner === undefined ? {} : { 'aws:PrincipalAccount': owner }),
    ...(role === undefined
      ? {}
      : { 'aws:TokenIssueTime': startTime, 'aws:MultiFactorAuthPresent': 'false' }),
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
