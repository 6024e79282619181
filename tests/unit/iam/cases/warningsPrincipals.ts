import type { WarningCase } from '../warningCase.ts';
import { bucketCase, trustCase } from '../warningCase.ts';

const restrict = 'RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL';
const build = { Service: 'codebuild.amazonaws.com' };
const oidc = (host: string) => ({ Federated: `arn:aws:iam::111122223333:oidc-provider/${host}` });
const github = oidc('token.actions.githubusercontent.com');
const web = 'sts:AssumeRoleWithWebIdentity';
const session = 'arn:aws:sts::111122223333:assumed-role/build/AWSCodeBuild-1';
const asRole = (principal: unknown, more = {}) => ({ Principal: principal, ...more });

export const warningsPrincipals: WarningCase[] = [
  trustCase(asRole(build), {
    name: 'a service without a source, in a trust policy',
    code: restrict,
    marks: ['"codebuild.amazonaws.com"'],
    severity: 'info',
  }),
  bucketCase(asRole(build), {
    name: 'a service without a source, in a bucket policy',
    code: restrict,
    marks: ['"codebuild.amazonaws.com"'],
    severity: 'warning',
  }),
  bucketCase(
    asRole(build, { Condition: { StringEquals: { 'AWS:SourceAccount': '111122223333' } } }),
    {
      name: 'a service for one account',
      code: restrict,
      marks: [],
    },
  ),
  bucketCase(asRole(build, { Effect: 'Deny' }), {
    name: 'a Deny for a service',
    code: restrict,
    marks: [],
  }),
  bucketCase(
    { NotPrincipal: { AWS: '111122223333' } },
    {
      name: 'Allow with NotPrincipal',
      code: 'ALLOW_WITH_NOT_PRINCIPAL',
      marks: ['"NotPrincipal"'],
    },
  ),
  bucketCase(
    { Effect: 'Deny', NotPrincipal: { AWS: '111122223333' } },
    { name: 'Deny with NotPrincipal', code: 'ALLOW_WITH_NOT_PRINCIPAL', marks: [] },
  ),
  bucketCase(asRole({ AWS: ['111122223333', 'AROAEXAMPLEEXAMPLE12'] }), {
    name: 'the id of a deleted role',
    code: 'INVALID_ROLE_REFERENCE',
    marks: ['"AROAEXAMPLEEXAMPLE12"'],
  }),
  trustCase(asRole({ AWS: session }), {
    name: 'a session of a build',
    code: 'SESSION_AS_PRINCIPAL',
    marks: [`"${session}"`],
  }),
  trustCase(asRole({ AWS: '*' }), {
    name: 'a role for everyone',
    code: 'TRUST_WITH_STAR_PRINCIPAL',
    marks: ['"*"'],
  }),
  trustCase(
    asRole({ AWS: '*' }, { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
    {
      name: 'a role for everyone of an organization',
      code: 'TRUST_WITH_STAR_PRINCIPAL',
      marks: [],
    },
  ),
  trustCase(asRole({ Service: 'codebiuld.amazonaws.com' }), {
    name: 'a service misspelt',
    code: 'UNKNOWN_SERVICE_PRINCIPAL',
    marks: ['"codebiuld.amazonaws.com"'],
    says: 'Did you mean codebuild.amazonaws.com?',
    fixed: asRole(build),
  }),
  trustCase(asRole({ Service: 'some-new-service.amazonaws.com' }), {
    name: 'a service that is merely not known',
    code: 'UNKNOWN_SERVICE_PRINCIPAL',
    marks: [],
  }),
  trustCase(asRole({ Service: ['states.us-east-1.amazonaws.com', 'ecs-tasks.amazonaws.com'] }), {
    name: 'services that are known, one of a Region',
    code: 'UNKNOWN_SERVICE_PRINCIPAL',
    marks: [],
  }),
  trustCase(asRole(github), {
    name: 'AssumeRole for web identities',
    code: 'MISMATCHED_ACTION_FOR_PRINCIPAL',
    marks: ['"sts:AssumeRole"'],
    fixed: { Action: web, ...asRole(github) },
  }),
  trustCase(asRole(build, { Action: web }), {
    name: 'web identity for a service',
    code: 'MISMATCHED_ACTION_FOR_PRINCIPAL',
    marks: [`"${web}"`],
    fixed: asRole(build),
  }),
  trustCase(asRole(build, { Action: ['sts:AssumeRole', 'sts:TagSession'] }), {
    name: 'AssumeRole with tags',
    code: 'MISMATCHED_ACTION_FOR_PRINCIPAL',
    marks: [],
  }),
  trustCase(
    asRole(github, {
      Action: web,
      Condition: {
        StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
      },
    }),
    {
      name: 'GitHub without a repository',
      code: 'MISSING_GITHUB_REPO_CONDITION_KEY',
      marks: [`"${github.Federated}"`],
    },
  ),
  trustCase(
    asRole(github, {
      Action: web,
      Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/web:*' } },
    }),
    {
      name: 'GitHub with a repository',
      code: 'MISSING_GITHUB_REPO_CONDITION_KEY',
      marks: [],
    },
  ),
  trustCase(asRole(oidc('oidc.example.com/a'), { Action: web }), {
    name: 'a provider without any condition',
    code: 'MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL',
    marks: [`"${oidc('oidc.example.com/a').Federated}"`],
  }),
  trustCase(
    asRole(oidc('oidc.example.com/a'), {
      Action: web,
      Condition: { StringEquals: { 'oidc.example.com/a:aud': 'x' } },
    }),
    {
      name: 'a provider with a condition',
      code: 'MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL',
      marks: [],
    },
  ),
];
