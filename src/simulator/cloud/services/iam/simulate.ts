import { authorize } from '../../../iam/index.ts';
import type { AuthorizationRequest, Decision, StatementTrace } from '../../../iam/types.ts';
import { accountOf, roleAt, roleLabel } from '../../accounts.ts';
import { text, texts } from '../../params.ts';
import { rolePolicies } from '../../policies.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import type { PlainOperation } from '../operation.ts';
import { documentOf } from './role.ts';

const verdicts: Readonly<Record<Decision['result'], string>> = {
  Allowed: 'allowed',
  ExplicitlyDenied: 'explicitDeny',
  ImplicitlyDenied: 'implicitDeny',
};

/** `role:worker/policy:Work` is `role_worker_Work` to the simulator of policies. */
const sourceId = (policy: string): string =>
  policy.startsWith('managed:')
    ? policy.slice(policy.lastIndexOf('/') + 1)
    : policy.replace('/policy:', '_').replace('role:', 'role_');

const matched = ({ policy }: StatementTrace): Params => ({
  SourcePolicyId: sourceId(policy),
  SourcePolicyType: policy.startsWith('resource') ? 'Resource Policy' : 'IAM Policy',
});

/** Condition keys that a statement asks for and the call does not give. */
function missingKeys({ statements }: Decision): string[] {
  const missing = statements.flatMap(({ elements }) =>
    elements.flatMap(({ reason, condition }) =>
      reason === 'key-missing' && condition !== undefined ? [condition.key] : [],
    ),
  );
  return [...new Set(missing)];
}

/** `ContextEntries` as condition keys. */
function contextOf(params: Params): Record<string, string[]> {
  const entries = Array.isArray(params.ContextEntries) ? params.ContextEntries : [];
  return Object.fromEntries(
    (entries as Params[]).map((entry) => [
      text(entry, 'ContextKeyName'),
      texts(entry, 'ContextKeyValues'),
    ]),
  );
}

/** Most actions and resources of one call together; more are not answered. */
const most = 1000;

function simulate(params: Params, env: Environment): HandlerResult {
  const source = text(params, 'PolicySourceArn');
  const role = roleAt(env.scenario, source);
  if (role === undefined) {
    return /^arn:aws:iam::\d{12}:role\//.test(source)
      ? refuse(
          'NoSuchEntity',
          `The role with name ${source.slice(source.lastIndexOf('/') + 1)} cannot be found.`,
          404,
        )
      : refuse(
          'InvalidInput',
          `Invalid Entity Arn: ${source} does not clearly define entity type and name.`,
        );
  }
  const policies = rolePolicies(
    role,
    roleLabel(env.scenario, source),
    records(env.state, 'iam:policy'),
  );
  const organization = accountOf(env.scenario, env.account)?.organization;
  const resources = texts(params, 'ResourceArns');
  const context = contextOf(params);
  const resourcePolicy =
    text(params, 'ResourcePolicy') === '' ? undefined : documentOf(params, 'ResourcePolicy');
  const requests = texts(params, 'ActionNames')
    .flatMap((action) =>
      (resources.length === 0 ? ['*'] : resources).map((resource) => ({ action, resource })),
    )
    .slice(0, most);
  const results = requests.map(({ action, resource }): Params => {
    const request: AuthorizationRequest = {
      principal: { type: 'AWS', arn: source, issuer: source },
      action,
      resource,
      resourceAccount: env.account,
      context,
    };
    const decision = authorize(request, {
      ...policies,
      ...(organization === undefined ? {} : { serviceControl: organization.serviceControl }),
      ...(resourcePolicy === undefined
        ? {}
        : { resource: { kind: 'other' as const, name: 'resource', document: resourcePolicy } }),
    });
    const deciding = decision.statements.filter((statement) => statement.matched);
    return {
      EvalActionName: action,
      EvalResourceName: resource,
      EvalDecision: verdicts[decision.result],
      MatchedStatements: deciding.map(matched),
      MissingContextValues: missingKeys(decision),
      ...(organization === undefined
        ? {}
        : {
            OrganizationsDecisionDetail: {
              AllowedByOrganizations: decision.decidedBy !== 'serviceControl',
            },
          }),
      ...(policies.boundary === undefined
        ? {}
        : {
            PermissionsBoundaryDecisionDetail: {
              AllowedByPermissionsBoundary: decision.decidedBy !== 'boundary',
            },
          }),
    };
  });
  return done({ EvaluationResults: results, IsTruncated: false });
}

/** The IAM policy simulator (IAM API Reference, "SimulatePrincipalPolicy"): the same engine that decides about calls. */
export const simulateOperations: Record<string, PlainOperation> = {
  SimulatePrincipalPolicy: {
    resource: '{PolicySourceArn}',
    handle: simulate,
    rule: 'iam.simulator-is-the-engine',
  },
};
