import { roleAt } from '../../accounts.ts';
import { count, text, texts } from '../../params.ts';
import { trustOf } from '../../policies.ts';
import type {
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
  Permission,
} from '../../types.ts';
import { assumedRoleUser, credentialsOf, type Extras, issue } from './issue.ts';
import { isRoleArn, refusedParameters, sessionPolicies, tagsOf } from './request.ts';

/** Seconds: the default, and what role chaining allows at most. */
export const hour = 3600;

/** Everything that a request to assume a role is checked for, and the keys it carries. */
export function rolePermissions(
  action: string,
  context: Record<string, string | string[]> = {},
): (params: Params, env: Environment) => Permission[] {
  return (params, env) => {
    const roleArn = text(params, 'RoleArn');
    // What is no ARN of a role is refused for that, whatever policies say.
    if (!isRoleArn(roleArn)) return [];
    const tags = tagsOf(params);
    const identity = text(params, 'SourceIdentity');
    const externalId = text(params, 'ExternalId');
    const keys = {
      ...context,
      'sts:RoleSessionName': text(params, 'RoleSessionName'),
      ...(externalId === '' ? {} : { 'sts:ExternalId': externalId }),
      ...(identity === '' ? {} : { 'sts:SourceIdentity': identity }),
      ...(params.DurationSeconds === undefined
        ? {}
        : { 'sts:DurationSeconds': String(count(params, 'DurationSeconds')) }),
      ...Object.fromEntries(
        Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value]),
      ),
      ...(Object.keys(tags).length === 0 ? {} : { 'aws:TagKeys': Object.keys(tags) }),
    };
    const on = (each: string): Permission => ({
      action: each,
      resource: roleArn,
      resourceAccount: roleArn.split(':')[4] || env.account,
      resourcePolicy: trustOf(env.scenario, roleArn),
      context: keys,
    });
    return [
      on(action),
      ...(Object.keys(tags).length === 0 ? [] : [on('sts:TagSession')]),
      ...(identity === '' ? [] : [on('sts:SetSourceIdentity')]),
    ];
  };
}

const refused = (message: string): HandlerResult => ({
  ok: false,
  error: { code: 'ValidationError', message, status: 400 },
});

/** How long the session may last, by the role and by how it is assumed; or the refusal. */
function duration(params: Params, env: Environment): number | HandlerResult {
  const asked = count(params, 'DurationSeconds') || hour;
  const chained = env.session !== undefined && env.signer.type === 'session';
  if (chained && asked > hour) {
    return refused(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  const longest = roleAt(env.scenario, text(params, 'RoleArn'))?.maxSessionDuration ?? hour;
  return asked > longest
    ? refused('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')
    : asked;
}

/** The session itself, once the policies have let the caller in. */
export function openSession(
  params: Params,
  env: Environment,
  answer: (params: Params) => Params = () => ({}),
): HandlerResult {
  const parameters = refusedParameters(params);
  if (parameters !== null) return { ok: false, error: parameters };
  const policies = sessionPolicies(params);
  if (!policies.ok) return { ok: false, error: policies.error };
  const seconds = duration(params, env);
  if (typeof seconds !== 'number') return seconds;
  const from = env.signer.type === 'session' ? env.session : undefined;
  const session = issue(params, env, seconds, {
    ...(policies.policies === undefined ? {} : { policies: policies.policies }),
    ...tagsFor(params, from),
    ...identityFor(params, from),
    ...(from === undefined ? {} : { chainedFrom: from.accessKeyId }),
  });
  const { assumed } = policies;
  return {
    ok: true,
    output: {
      Credentials: credentialsOf(session),
      ...answer(params),
      AssumedRoleUser: assumedRoleUser(session),
    },
    ...(assumed === undefined ? {} : { assumed }),
  };
}

/** Transitive tags of the session that asks go along, and cannot be changed on the way. */
function tagsFor(params: Params, from: Environment['session']): Extras {
  const inherited = Object.fromEntries(
    (from?.transitiveTags ?? []).map((key) => [key, from?.tags?.[key] ?? '']),
  );
  const tags = { ...tagsOf(params), ...inherited };
  const transitiveTags = [
    ...new Set([...(from?.transitiveTags ?? []), ...texts(params, 'TransitiveTagKeys')]),
  ];
  return {
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(transitiveTags.length === 0 ? {} : { transitiveTags }),
  };
}

function identityFor(params: Params, from: Environment['session']): Extras {
  const sourceIdentity = text(params, 'SourceIdentity') || from?.sourceIdentity;
  return sourceIdentity === undefined || sourceIdentity === '' ? {} : { sourceIdentity };
}

/** AWS STS API Reference, "AssumeRole". */
export const assumeRole: OperationDefinition = {
  latencyMs: 60,
  trail: 'management',
  node: () => 'sts',
  permissions: rolePermissions('sts:AssumeRole'),
  handle: (params, env) => openSession(params, env),
  details: (params) => ({
    role: text(params, 'RoleArn').slice(text(params, 'RoleArn').lastIndexOf('/') + 1),
    session: text(params, 'RoleSessionName'),
    ...(count(params, 'DurationSeconds') > 0 ? { seconds: count(params, 'DurationSeconds') } : {}),
  }),
  rule: 'sts.trust-policy-decides',
};
