import type { DecisionCase } from '../support.ts';
import {
  ACCOUNT,
  allow,
  bucketPolicy,
  DEPLOY,
  deny,
  identity,
  KEY,
  keyPolicy,
  PAGE,
  ROLE,
  root,
} from '../support.ts';

const decrypt = { action: 'kms:Decrypt', resource: KEY };

export const special: DecisionCase[] = [
  {
    name: 'GetCallerIdentity works under a deny',
    request: { action: 'sts:GetCallerIdentity', resource: '*' },
    policies: identity(deny('*')),
    result: 'Allowed',
    decidedBy: 'none',
  },
  {
    name: 'the root user needs no policy',
    request: { principal: root, action: 's3:ListAllMyBuckets', resource: '*' },
    policies: {},
    result: 'Allowed',
    decidedBy: 'none',
  },
  {
    name: 'the root user in another account does',
    request: { principal: root, resourceAccount: '444455556666' },
    policies: {},
    result: 'ImplicitlyDenied',
    decidedBy: 'resource',
  },
  {
    name: 'the root user of a trusted account needs no policy of its own',
    request: {
      principal: { type: 'AWS', arn: 'arn:aws:iam::444455556666:root' },
      resourceAccount: '111122223333',
    },
    policies: bucketPolicy(allow('s3:*', PAGE, { Principal: { AWS: '444455556666' } })),
    result: 'Allowed',
    decidedBy: 'resource',
  },
  {
    name: 'a key policy that does not delegate',
    request: decrypt,
    policies: {
      ...identity(allow('*')),
      ...keyPolicy(allow('kms:*', '*', { Principal: { AWS: DEPLOY } })),
    },
    result: 'ImplicitlyDenied',
    decidedBy: 'resource',
    message: 'because no resource-based policy allows the kms:Decrypt action',
  },
  {
    name: 'a key policy that delegates',
    request: decrypt,
    policies: {
      ...identity(allow('kms:Decrypt')),
      ...keyPolicy(allow('kms:*', '*', { Principal: { AWS: ACCOUNT } })),
    },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'a key policy that names the role',
    request: decrypt,
    policies: keyPolicy(allow('kms:Decrypt', '*', { Principal: { AWS: ROLE } })),
    result: 'Allowed',
    decidedBy: 'resource',
  },
  {
    name: 'an action on no key in particular',
    request: { action: 'kms:ListKeys', resource: '*' },
    policies: identity(allow('kms:ListKeys')),
    result: 'Allowed',
    decidedBy: 'identity',
  },
];
