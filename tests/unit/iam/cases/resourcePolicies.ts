import type { DecisionCase, Statement } from '../support.ts';
import {
  ACCOUNT,
  allow,
  BUCKET,
  bucketPolicy,
  DEPLOY,
  deny,
  identity,
  named,
  policy,
  ROLE,
  SESSION,
  service,
  USER,
  user,
} from '../support.ts';

const OBJECTS = `${BUCKET}/*`;
const grants = (Principal: unknown, more: Statement = {}) =>
  bucketPolicy(allow('s3:PutObject', OBJECTS, { Principal, ...more }));
const spares = (...listed: string[]) => deny('s3:*', OBJECTS, { NotPrincipal: { AWS: listed } });

export const resourcePolicies: DecisionCase[] = [
  {
    name: 'the bucket policy names the role',
    policies: grants({ AWS: ROLE }),
    result: 'Allowed',
    decidedBy: 'resource',
  },
  {
    name: 'the bucket policy names a role of the same name under another path',
    policies: grants({ AWS: ROLE.replace('service-role/', '') }),
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'a session without known role is recognized by the role’s name',
    request: { principal: { type: 'AWS', arn: SESSION } },
    policies: grants({ AWS: ROLE }),
    result: 'Allowed',
    decidedBy: 'resource',
  },
  {
    name: 'the bucket policy names the session',
    policies: grants({ AWS: SESSION }),
    result: 'Allowed',
    decidedBy: 'resource',
  },
  {
    name: 'the bucket policy names another session',
    policies: grants({ AWS: `${SESSION}2` }),
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'the bucket policy names only the account',
    policies: grants({ AWS: ACCOUNT }),
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
    message: 'because no identity-based policy allows the s3:PutObject action',
  },
  {
    name: 'the account by its number, and the role allows',
    policies: { ...grants({ AWS: '111122223333' }), ...identity(allow('s3:PutObject')) },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'the bucket policy lets everybody in',
    policies: grants('*'),
    result: 'Allowed',
    decidedBy: 'resource',
  },
  {
    name: 'everybody includes anonymous callers',
    request: { principal: { type: 'Anonymous' } },
    policies: grants({ AWS: '*' }),
    result: 'Allowed',
    decidedBy: 'resource',
  },
  {
    name: 'an anonymous caller without policy',
    request: { principal: { type: 'Anonymous' } },
    policies: identity(allow('*')),
    result: 'ImplicitlyDenied',
    decidedBy: 'resource',
  },
  {
    name: 'a wildcard inside a principal grants nothing',
    refused: true,
    policies: grants({ AWS: 'arn:aws:iam::111122223333:role/*' }),
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'the bucket policy denies what the role allows',
    policies: {
      ...identity(allow('*')),
      ...bucketPolicy(deny('s3:*', [BUCKET, OBJECTS], { Principal: '*' })),
    },
    result: 'ExplicitlyDenied',
    decidedBy: 'resource',
    message: 'with an explicit deny in a resource-based policy',
  },
  {
    name: 'a short ARN with a star covers the bucket’s objects',
    policies: bucketPolicy(allow('s3:PutObject', 'arn:aws:s3:*', { Principal: '*' })),
    result: 'Allowed',
    decidedBy: 'resource',
  },
  {
    name: 'a short ARN without star covers nothing',
    policies: bucketPolicy(allow('s3:PutObject', 'arn:aws:s3', { Principal: '*' })),
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'an allow for another role is no deny',
    policies: { ...grants({ AWS: DEPLOY }), ...identity(allow('s3:PutObject')) },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'NotPrincipal that lists account, role and session',
    policies: { ...identity(allow('s3:*')), ...bucketPolicy(spares(ACCOUNT, ROLE, SESSION)) },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'NotPrincipal that forgets the session',
    policies: { ...identity(allow('s3:*')), ...bucketPolicy(spares(ACCOUNT, ROLE)) },
    result: 'ExplicitlyDenied',
    decidedBy: 'resource',
  },
  {
    name: 'NotPrincipal that forgets the role',
    policies: { ...identity(allow('s3:*')), ...bucketPolicy(spares(ACCOUNT, SESSION)) },
    result: 'ExplicitlyDenied',
    decidedBy: 'resource',
  },
  {
    name: 'NotPrincipal that forgets the account of a user',
    request: { principal: user },
    policies: { ...identity(allow('s3:*')), ...bucketPolicy(spares(USER)) },
    result: 'ExplicitlyDenied',
    decidedBy: 'resource',
  },
  {
    name: 'NotPrincipal hits a caller with a boundary',
    policies: {
      ...identity(allow('s3:*')),
      ...bucketPolicy(spares(ACCOUNT, ROLE, SESSION)),
      boundary: named(policy(allow('*'))),
    },
    result: 'ExplicitlyDenied',
    decidedBy: 'resource',
  },
  {
    name: 'a service is let in by the bucket policy alone',
    request: { principal: service('logs') },
    policies: grants({ Service: 'logs.amazonaws.com' }),
    result: 'Allowed',
    decidedBy: 'resource',
  },
  {
    name: 'a user behind a federated session is named',
    request: {
      principal: {
        type: 'AWS',
        arn: 'arn:aws:sts::111122223333:federated-user/temp',
        issuer: USER,
      },
    },
    policies: { ...grants({ AWS: USER }), session: named(policy(allow('logs:*'))) },
    result: 'ImplicitlyDenied',
    decidedBy: 'session',
  },
];
