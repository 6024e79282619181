import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const credentials = {
  AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
  SecretAccessKey: expect.stringMatching(/^.{40}$/),
  SessionToken: expect.any(String),
  Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/),
};
const deploy = 'arn:aws:iam::111122223333:role/deploy';
const trusting = (principal: object, action = 'sts:AssumeRole') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: principal, Action: action }],
});
const trustsAccount = {
  deploy: { trustPolicy: trusting({ AWS: 'arn:aws:iam::111122223333:root' }), policies: {} },
};
const github = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const claims = btoa(
  JSON.stringify({
    iss: 'https://token.actions.githubusercontent.com',
    sub: 'repo:acme/web:ref:refs/heads/main',
    aud: 'sts.amazonaws.com',
  }),
);
const jwt = `e30.${claims}.sig`;

export const stsCases: readonly CommandCase[] = [
  {
    row: 56,
    title: 'aws sts get-caller-identity',
    run: 'aws sts get-caller-identity',
    checks: [],
    stdout: {
      json: {
        UserId: expect.stringMatching(/^AROA[A-Z2-7]{17}:AWSCodeBuild-1$/),
        Account: '111122223333',
        Arn: 'arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1',
      },
    },
    refusals: {},
    faults: [
      {
        what: 'keys of somebody else win over the role, and nobody knows them',
        run: 'AWS_ACCESS_KEY_ID=AKIAOLDKEYOLDKEYOLDK AWS_SECRET_ACCESS_KEY=x aws sts get-caller-identity',
        stderr:
          'An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid',
        exit: 254,
      },
      {
        what: 'without credentials it says so',
        run: 'env -u AWS_CONTAINER_CREDENTIALS_RELATIVE_URI aws sts get-caller-identity',
        stderr:
          'Unable to locate credentials. You can configure credentials by running "aws configure".',
        exit: 253,
      },
    ],
  },
  {
    row: 57,
    title: 'aws sts assume-role --role-arn <role> --role-session-name <name>',
    run: `aws sts assume-role --role-arn ${deploy} --role-session-name release`,
    roles: trustsAccount,
    checks: [['sts:AssumeRole', deploy]],
    stdout: {
      json: {
        Credentials: credentials,
        AssumedRoleUser: {
          AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:release$/),
          Arn: 'arn:aws:sts::111122223333:assumed-role/deploy/release',
        },
      },
    },
    refusals: {
      'sts:AssumeRole': {
        stderr: `\nAn error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1 is not authorized to perform: sts:AssumeRole on resource: ${deploy}\n`,
        exit: 254,
      },
    },
    faults: [
      {
        what: 'the trust policy of the role does not name the caller: the same words',
        run: `aws sts assume-role --role-arn ${deploy} --role-session-name release`,
        roles: {
          deploy: { trustPolicy: trusting({ Service: 'ec2.amazonaws.com' }), policies: {} },
        },
        stderr: `is not authorized to perform: sts:AssumeRole on resource: ${deploy}\n`,
        exit: 254,
      },
      {
        what: 'no such role: the same words again',
        run: 'aws sts assume-role --role-arn arn:aws:iam::111122223333:role/nobody --role-session-name release',
        stderr:
          'is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/nobody\n',
        exit: 254,
      },
      {
        what: 'a chained role lasts an hour at the most',
        run: `aws sts assume-role --role-arn ${deploy} --role-session-name release --duration-seconds 7200`,
        stderr:
          'An error occurred (ValidationError) when calling the AssumeRole operation: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
        exit: 254,
      },
      {
        what: 'a name that STS does not take',
        run: `aws sts assume-role --role-arn ${deploy} --role-session-name "a b"`,
        stderr:
          "1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
        exit: 254,
      },
    ],
  },
  {
    row: 58,
    title:
      'aws sts assume-role-with-web-identity --role-arn <role> --role-session-name <name> --web-identity-token <jwt>',
    run: `aws sts assume-role-with-web-identity --role-arn ${deploy} --role-session-name release --web-identity-token ${jwt}`,
    roles: {
      deploy: {
        trustPolicy: trusting({ Federated: github }, 'sts:AssumeRoleWithWebIdentity'),
        policies: {},
      },
    },
    checks: [['sts:AssumeRoleWithWebIdentity', deploy]],
    stdout: {
      json: {
        Credentials: credentials,
        SubjectFromWebIdentityToken: 'repo:acme/web:ref:refs/heads/main',
        AssumedRoleUser: { Arn: 'arn:aws:sts::111122223333:assumed-role/deploy/release' },
        Audience: 'sts.amazonaws.com',
      },
    },
    refusals: {
      // The caller's own policies have no say: the trust policy alone decides.
      'sts:AssumeRoleWithWebIdentity': {
        roles: trustsAccount,
        stderr:
          '\nAn error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity\n',
        exit: 254,
      },
    },
  },
  {
    row: 59,
    title: 'aws sts get-session-token',
    run: 'aws sts get-session-token',
    checks: [],
    // A build has a role session, and a session gets no further token: this command never succeeds there.
    exit: 254,
    stderr: 'Cannot call GetSessionToken with session credentials',
    stdout: '',
    refusals: {},
  },
  {
    row: 60,
    title: 'aws sts decode-authorization-message --encoded-message <text>',
    run: 'aws sts decode-authorization-message --encoded-message abc',
    checks: [['sts:DecodeAuthorizationMessage', '*']],
    stdout: { json: { DecodedMessage: expect.stringContaining('"allowed":false') } },
    refusals: {
      'sts:DecodeAuthorizationMessage': {
        code: 'AccessDenied',
        operation: 'DecodeAuthorizationMessage',
      },
    },
  },
  {
    row: 61,
    title: 'aws configure set <key> <value>',
    run: 'aws configure set region eu-west-1 && cat ~/.aws/config',
    checks: [],
    stdout: '[default]\nregion = eu-west-1\n',
    refusals: {},
  },
  {
    row: 62,
    title: 'aws --version',
    run: 'aws --version',
    checks: [],
    stdout:
      /^aws-cli\/2\.\d+\.\d+ Python\/3\.\d+\.\d+ Linux\/\S+ exec-env\/AWS_ECS_EC2 exe\/x86_64\.\w+\.\d+\n$/,
    refusals: {},
  },
];
