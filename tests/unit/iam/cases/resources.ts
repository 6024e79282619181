import type { DecisionCase } from '../support.ts';
import { allow, BUCKET, deny, identity, PAGE } from '../support.ts';

const allowed = (name: string, pattern: string, resource = PAGE): DecisionCase => ({
  name,
  request: { resource },
  policies: identity(allow('s3:PutObject', pattern)),
  result: 'Allowed',
  decidedBy: 'identity',
});
const denied = (name: string, pattern: string, resource = PAGE): DecisionCase => ({
  ...allowed(name, pattern, resource),
  result: 'ImplicitlyDenied',
});
const LOGS = 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/codebuild/web-build';

export const resources: DecisionCase[] = [
  allowed('everything', '*'),
  allowed('all objects of the bucket', `${BUCKET}/*`),
  allowed('a slash is an ordinary character', `${BUCKET}/*.html`, `${BUCKET}/a/b/c.html`),
  allowed('a star without slash also covers other buckets', `${BUCKET}*`, `${BUCKET}-2/x`),
  allowed('a question mark in the key', `${BUCKET}/index.htm?`),
  allowed('several stars', 'arn:aws:s3:::acme-*-site/*.h*ml'),
  allowed('wildcard as partition', `arn:*:s3:::acme-web-site/*`),
  allowed('a star takes further colons of the name', `${LOGS}:*`, `${LOGS}:log-stream:abc`),
  denied('the ARN of a bucket is not that of its objects', BUCKET),
  denied('the objects are not the bucket', `${BUCKET}/*`, BUCKET),
  denied('case counts in names', `${BUCKET}/INDEX.html`),
  denied('a name without star covers no stream', LOGS, `${LOGS}:log-stream:abc`),
  {
    name: 'a wildcard stays inside its part',
    request: {
      action: 'sns:Publish',
      resource: 'arn:aws:sns:us-east-1:111122223333:team:builds',
    },
    policies: identity(allow('sns:Publish', 'arn:aws:sns:*:builds')),
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
  },
  allowed('a short ARN is completed', 'arn:aws:s3:*'),
  {
    name: 'an action without resource needs a star',
    request: { action: 'ecr:GetAuthorizationToken', resource: '*' },
    policies: identity(
      allow('ecr:*', ['arn:aws:ecr:us-east-1:111122223333:repository/web', 'arn:aws:ecr:*:*:*']),
    ),
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'a star covers an action without resource',
    request: { action: 'ecr:GetAuthorizationToken', resource: '*' },
    policies: identity(allow('ecr:GetAuthorizationToken')),
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'NotResource spares what is listed',
    policies: identity(allow('s3:*'), {
      Effect: 'Deny',
      Action: 's3:*',
      NotResource: [BUCKET, `${BUCKET}/*`],
    }),
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'NotResource hits actions that name no resource',
    request: { action: 's3:ListAllMyBuckets', resource: '*' },
    policies: identity(allow('s3:*'), {
      Effect: 'Deny',
      Action: 's3:*',
      NotResource: [BUCKET, `${BUCKET}/*`],
    }),
    result: 'ExplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'a deny on the bucket leaves its objects alone',
    policies: identity(allow('s3:*'), deny('s3:*', BUCKET)),
    result: 'Allowed',
    decidedBy: 'identity',
  },
];
