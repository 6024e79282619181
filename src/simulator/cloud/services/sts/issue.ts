import { roleAt } from '../../accounts.ts';
import { roleNameOf } from '../../arns.ts';
import { text } from '../../params.ts';
import type { Environment, Params, Session } from '../../types.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** What a new session has besides its role and name. */
export type Extras = Pick<
  Session,
  'policies' | 'tags' | 'transitiveTags' | 'sourceIdentity' | 'chainedFrom'
>;

/** Makes the credentials of a session of `params.RoleArn`, valid for so many seconds from now. */
export function issue(params: Params, env: Environment, seconds: number, extras: Extras): Session {
  const { ids, clock, state, trace } = env;
  const roleArn = text(params, 'RoleArn');
  const account = roleArn.split(':')[4] ?? env.account;
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
    ...withTags(extras, roleAt(env.scenario, roleArn)?.tags ?? {}),
  };
  state.sessions.set(session.accessKeyId, session);
  return session;
}

/** Tags of the session win over those of the role (IAM User Guide, "Passing session tags in AWS STS"). */
function withTags(extras: Extras, roleTags: Record<string, string>): Extras {
  const tags = { ...roleTags, ...extras.tags };
  return Object.keys(tags).length === 0 ? extras : { ...extras, tags };
}

/** `Credentials` of an answer. */
export const credentialsOf = (session: Session): Params => ({
  AccessKeyId: session.accessKeyId,
  SecretAccessKey: session.secretAccessKey,
  SessionToken: session.token,
  Expiration: session.expiresAt,
});

/** `AssumedRoleUser` of an answer. */
export const assumedRoleUser = (session: Session): Params => ({
  AssumedRoleId: `${session.roleId}:${session.sessionName}`,
  Arn: session.arn,
});
