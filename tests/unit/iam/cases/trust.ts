import type { DecisionCase } from '../support.ts';
import {
  ACCOUNT,
  allow,
  DEPLOY,
  deny,
  identity,
  named,
  PARTNER_ROLE,
  partner,
  policy,
  ROLE,
  root,
  SESSION,
  service,
  trust,
  trusts,
} from '../support.ts';

const PROJECT = 'arn:aws:codebuild:us-east-1:111122223333:project/web-build';
const CODEBUILD = { Service: 'codebuild.amazonaws.com' };
const byService = { principal: service('codebuild'), action: 'sts:AssumeRole', resource: ROLE };
const byBuild = { action: 'sts:AssumeRole', resource: DEPLOY };
const NOT_TRUSTED = 'because no resource-based policy allows the sts:AssumeRole action';

export const trustCases: DecisionCase[] = [
  {
    name: 'the service is trusted',
    request: byService,
    policies: trust(trusts(CODEBUILD)),
    result: 'Allowed',
    decidedBy: 'trust',
  },
  {
    name: 'another service is trusted',
    request: byService,
    policies: trust(trusts({ Service: 'codepipeline.amazonaws.com' })),
    result: 'ImplicitlyDenied',
    decidedBy: 'trust',
    message: NOT_TRUSTED,
  },
  {
    name: 'a role without trust policy',
    request: byService,
    policies: {},
    result: 'ImplicitlyDenied',
    decidedBy: 'trust',
    message: NOT_TRUSTED,
  },
  {
    name: 'one of several services',
    request: byService,
    policies: trust(trusts({ Service: ['codepipeline.amazonaws.com', 'codebuild.amazonaws.com'] })),
    result: 'Allowed',
    decidedBy: 'trust',
  },
  {
    name: 'only for this project',
    request: { ...byService, context: { 'aws:SourceArn': PROJECT } },
    policies: trust(
      trusts(CODEBUILD, { Condition: { ArnLike: { 'aws:SourceArn': `${PROJECT}*` } } }),
    ),
    result: 'Allowed',
    decidedBy: 'trust',
  },
  {
    name: 'only for another project',
    request: { ...byService, context: { 'aws:SourceArn': PROJECT } },
    policies: trust(
      trusts(CODEBUILD, { Condition: { StringEquals: { 'aws:SourceArn': `${PROJECT}-2` } } }),
    ),
    result: 'ImplicitlyDenied',
    decidedBy: 'trust',
  },
  {
    name: 'the trust policy denies',
    request: byService,
    policies: trust(trusts(CODEBUILD), { ...trusts(CODEBUILD), Effect: 'Deny' }),
    result: 'ExplicitlyDenied',
    decidedBy: 'trust',
    message: 'with an explicit deny in the role trust policy',
  },
  {
    name: 'a trust policy that IAM refuses is not in force',
    refused: true,
    request: byService,
    policies: trust({ ...trusts(CODEBUILD), Resource: '*' }),
    result: 'ImplicitlyDenied',
    decidedBy: 'trust',
  },
  {
    name: 'the role itself is trusted, its own policies do not count',
    request: byBuild,
    policies: trust(trusts({ AWS: ROLE })),
    result: 'Allowed',
    decidedBy: 'trust',
  },
  {
    name: 'the account is trusted and the caller may',
    request: byBuild,
    policies: { ...trust(trusts({ AWS: ACCOUNT })), ...identity(allow('sts:AssumeRole', DEPLOY)) },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'the account is trusted, the caller may not',
    request: byBuild,
    policies: trust(trusts({ AWS: ACCOUNT })),
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
    message: 'because no identity-based policy allows the sts:AssumeRole action',
  },
  {
    name: 'an administrator does not get around trust',
    request: byBuild,
    policies: { ...trust(trusts(CODEBUILD)), ...identity(allow('*')) },
    result: 'ImplicitlyDenied',
    decidedBy: 'trust',
  },
  {
    name: 'a role that does not trust itself',
    request: { action: 'sts:AssumeRole', resource: ROLE },
    policies: { ...trust(trusts(CODEBUILD)), ...identity(allow('sts:AssumeRole', ROLE)) },
    result: 'ImplicitlyDenied',
    decidedBy: 'trust',
  },
  {
    name: 'another account: trust alone',
    request: { ...byBuild, principal: partner },
    policies: trust(trusts({ AWS: PARTNER_ROLE })),
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'another account: both',
    request: { ...byBuild, principal: partner },
    policies: { ...trust(trusts({ AWS: PARTNER_ROLE })), ...identity(allow('sts:*')) },
    result: 'Allowed',
    decidedBy: 'trust',
  },
  {
    name: 'tagging the session needs its own permission',
    request: { ...byBuild, action: 'sts:TagSession' },
    policies: trust(trusts({ AWS: ROLE })),
    result: 'ImplicitlyDenied',
    decidedBy: 'trust',
  },
  {
    name: 'the identity provider is trusted',
    request: {
      principal: {
        type: 'Federated',
        name: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
      },
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: DEPLOY,
      context: { 'token.actions.githubusercontent.com:sub': 'repo:acme/web:ref:refs/heads/main' },
    },
    policies: trust(
      trusts(
        {
          Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
        },
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/web:*' },
          },
        },
      ),
    ),
    result: 'Allowed',
    decidedBy: 'trust',
  },
  {
    name: 'the root user cannot assume roles',
    request: { ...byBuild, principal: root },
    policies: trust(trusts({ AWS: ACCOUNT })),
    result: 'ImplicitlyDenied',
    decidedBy: 'none',
    message: 'Roles may not be assumed by root accounts.',
  },
  {
    name: 'the session is trusted despite its boundary',
    request: byBuild,
    policies: { ...trust(trusts({ AWS: SESSION })), boundary: named(policy(deny('logs:*'))) },
    result: 'Allowed',
    decidedBy: 'trust',
  },
];
