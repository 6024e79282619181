import { text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type { OperationDefinition, ServiceDefinition } from '../../types.ts';
import { assumeRole } from './assumeRole.ts';
import { assumeRoleWithWebIdentity } from './webIdentity.ts';

const base = {
  latencyMs: 60,
  trail: 'management',
  node: () => 'sts',
} satisfies Partial<OperationDefinition>;

/** Asking who one is needs no permission: even an explicit Deny does not stop it. */
const getCallerIdentity: OperationDefinition = {
  ...base,
  permissions: () => [],
  handle: (_params, { session }) =>
    session === undefined
      ? refuse('InvalidClientTokenId', 'The security token included in the request is invalid', 403)
      : done({
          UserId: `${session.roleId}:${session.sessionName}`,
          Account: session.account,
          Arn: session.arn,
        }),
  rule: 'sts.caller-identity-needs-no-permission',
};

/** Users ask for a session of their own; who already has temporary credentials gets none. */
const getSessionToken: OperationDefinition = {
  ...base,
  permissions: () => [],
  handle: () => refuse('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403),
  rule: 'sts.no-session-token-for-sessions',
};

/** Only users and the root user federate: a session of a role cannot. */
const getFederationToken: OperationDefinition = {
  ...base,
  permissions: () => [],
  handle: () =>
    refuse('AccessDenied', 'Cannot call GetFederationToken with session credentials', 403),
  rule: 'sts.no-session-token-for-sessions',
};

/** The account that an access key belongs to. Which one a strange key belongs to, nobody here knows. */
const getAccessKeyInfo: OperationDefinition = {
  ...base,
  permissions: () => [{ action: 'sts:GetAccessKeyInfo', resource: '*' }],
  handle(params, { state, account }) {
    const key = text(params, 'AccessKeyId');
    const session = state.sessions.get(key);
    if (session !== undefined) return done({ Account: session.account });
    return {
      ok: true,
      output: { Account: account },
      assumed: `The key ${key} is taken to belong to this account.`,
    };
  },
};

/** The long text of an EC2 denial in readable form. What stands in it is the request that was refused. */
const decodeAuthorizationMessage: OperationDefinition = {
  ...base,
  permissions: () => [{ action: 'sts:DecodeAuthorizationMessage', resource: '*' }],
  handle: (params) =>
    text(params, 'EncodedMessage') === ''
      ? refuse('InvalidAuthorizationMessageException', 'Message is not valid')
      : {
          ok: true,
          output: {
            DecodedMessage: JSON.stringify({
              allowed: false,
              explicitDeny: false,
              matchedStatements: { items: [] },
              failures: { items: [] },
              context: {},
            }),
          },
          assumed: 'What an encoded message says is not simulated: only its shape is.',
        },
};

const unwordedActions = new Set(['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']);

/** AWS STS API Reference. Who may not assume a role is not told why: policies, trust and a missing role read the same. */
export const stsService: ServiceDefinition = {
  service: 'sts',
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  quotesResource: false,
  denial: ({ caller, action, resource, reason }) => ({
    code: 'AccessDenied',
    message:
      action === 'sts:AssumeRoleWithWebIdentity'
        ? `Not authorized to perform ${action}`
        : `User: ${caller} is not authorized to perform: ${action} on resource: ${resource}${unwordedActions.has(action) ? '' : ` ${reason}`}`,
    status: 403,
  }),
  operations: {
    AssumeRole: assumeRole,
    AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
    GetCallerIdentity: getCallerIdentity,
    GetSessionToken: getSessionToken,
    GetFederationToken: getFederationToken,
    GetAccessKeyInfo: getAccessKeyInfo,
    DecodeAuthorizationMessage: decodeAuthorizationMessage,
  },
};
