import { roleNameOf } from '../arns.ts';
import { count, text } from '../params.ts';
import { trustOf } from '../policies.ts';
import { done, refuse } from '../results.ts';
import type { Environment, HandlerResult, Params, ServiceDefinition, Session } from '../types.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Seconds: the default, and what role chaining allows at most. */
const hour = 3600;

function issue(params: Params, env: Environment, seconds: number): Session {
  const { ids, clock, account, state, trace } = env;
  const roleArn = text(params, 'RoleArn');
  const roleName = roleNameOf(roleArn);
  const sessionName = text(params, 'RoleSessionName');
  const key = `${trace.scope}/${roleArn}/${sessionName}/${state.sessions.size}`;
  const session: Session = {
    accessKeyId: `ASIA${ids.text(`${key}/id`, 16, base32)}`,
    secretAccessKey: ids.text(`${key}/secret`, 40, base64),
    token: `IQoJb3JpZ2luX2Vj${ids.text(`${key}/token`, 120, base64)}`,
    roleName,
    roleArn,
    roleId: `AROA${ids.text(`role/${roleArn}`, 17, base32)}`,
    sessionName,
    arn: `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`,
    account,
    issuedAt: clock.now(),
    expiresAt: clock.now() + seconds * 1000,
    ...(env.signer.type === 'service' ? { service: env.signer.name } : {}),
  };
  state.sessions.set(session.accessKeyId, session);
  return session;
}

function assumeRole(params: Params, env: Environment): HandlerResult {
  const role = env.scenario.roles[roleNameOf(text(params, 'RoleArn'))];
  const asked = count(params, 'DurationSeconds') || hour;
  const longest = role?.maxSessionDuration ?? hour;
  if (asked > longest) {
    return refuse(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  const chained = env.session !== undefined && env.signer.type === 'session';
  if (chained && asked > hour) {
    return refuse(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  const session = issue(params, env, asked);
  const expires = new Date(env.clock.unix() + (session.expiresAt - env.clock.now()));
  return done({
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.token,
      Expiration: expires.toISOString(),
    },
    AssumedRoleUser: {
      AssumedRoleId: `${session.roleId}:${session.sessionName}`,
      Arn: session.arn,
    },
  });
}

/** AWS STS API Reference. */
export const stsService: ServiceDefinition = {
  service: 'sts',
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  quotesResource: false,
  operations: {
    AssumeRole: {
      latencyMs: 60,
      trail: 'management',
      node: () => 'sts',
      permissions: (params, env) => [
        {
          action: 'sts:AssumeRole',
          resource: text(params, 'RoleArn'),
          resourcePolicy: trustOf(env.scenario, text(params, 'RoleArn')),
          context: { 'sts:RoleSessionName': text(params, 'RoleSessionName') },
        },
      ],
      handle: assumeRole,
      details: (params) => ({
        role: roleNameOf(text(params, 'RoleArn')),
        session: text(params, 'RoleSessionName'),
      }),
      rule: 'sts.trust-policy-decides',
    },
    GetCallerIdentity: {
      latencyMs: 60,
      trail: 'management',
      node: () => 'sts',
      // Needs no permission: even an explicit Deny does not stop it.
      permissions: () => [],
      handle: (_params, { session, account }) =>
        session === undefined
          ? refuse(
              'InvalidClientTokenId',
              'The security token included in the request is invalid',
              403,
            )
          : done({
              UserId: `${session.roleId}:${session.sessionName}`,
              Account: account,
              Arn: session.arn,
            }),
      rule: 'sts.caller-identity-needs-no-permission',
    },
  },
};
