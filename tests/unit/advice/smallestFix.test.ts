import { describe, expect, it } from 'vitest';
import { smallestFix } from '../../../src/simulator/advice/smallestFix.ts';
import type { Fix, FixOptions } from '../../../src/simulator/advice/types.ts';
import type { AuthorizationRequest, PolicySet } from '../../../src/simulator/iam/types.ts';
import {
  allow,
  BUCKET,
  bucketPolicy,
  build,
  deny,
  identity,
  KEY,
  keyPolicy,
  PAGE,
  partner,
  policy,
  ROLE,
  root,
  type Statement,
  service,
  trust,
  trusts,
} from '../iam/support.ts';

const put: AuthorizationRequest = { principal: build, action: 's3:PutObject', resource: PAGE };
const codebuild = service('codebuild');
const projectArn = 'arn:aws:codebuild:us-east-1:111122223333:project/web-build';
const assume: AuthorizationRequest = {
  principal: codebuild,
  action: 'sts:AssumeRole',
  resource: ROLE,
  context: { 'aws:SourceArn': projectArn, 'aws:SourceAccount': '111122223333' },
};
const boundary = (...statements: Statement[]): PolicySet => ({
  boundary: [{ name: 'boundary', document: policy(...statements) }],
});
const scp = (...statements: Statement[]): PolicySet => ({
  serviceControl: [
    { name: 'Root', policies: [{ name: 'Guard', document: policy(...statements) }] },
  ],
});
const site = { Sid: 'Site' };

interface Case {
  name: string;
  request: AuthorizationRequest;
  policies: PolicySet;
  options?: FixOptions;
  kind: Fix['kind'];
  /** Document, path and value of each edit; no value: taken away. */
  edits: [string, string, unknown?][];
}

const cases: Case[] = [
  {
    name: 'adds the action to the statement that fits in all else',
    request: put,
    policies: identity(
      allow('logs:PutLogEvents', 'arn:aws:logs:*:*:*'),
      allow('s3:GetObject', `${BUCKET}/*`, site),
    ),
    kind: 'add-action',
    edits: [['policy-0', 'Statement.1.Action', ['s3:GetObject', 's3:PutObject']]],
  },
  {
    name: 'lengthens a list of actions',
    request: put,
    policies: identity(allow(['s3:GetObject'], `${BUCKET}/*`)),
    kind: 'add-action',
    edits: [['policy-0', 'Statement.0.Action.1', 's3:PutObject']],
  },
  {
    name: 'does not let a statement about everything allow another service',
    request: put,
    policies: identity(allow('logs:PutLogEvents', '*', { Sid: 'Logs' })),
    kind: 'add-statement',
    edits: [
      [
        'policy-0',
        'Statement.1',
        { Sid: 'S3', Effect: 'Allow', Action: 's3:PutObject', Resource: `${BUCKET}/*` },
      ],
    ],
  },
  {
    name: 'does not add to a statement about every resource where a small one will do',
    request: put,
    policies: identity(allow('s3:GetObject')),
    kind: 'add-statement',
    edits: [
      [
        'policy-0',
        'Statement.1',
        { Sid: 'S3', Effect: 'Allow', Action: 's3:PutObject', Resource: `${BUCKET}/*` },
      ],
    ],
  },
  {
    name: 'does not hand the other actions of a statement to another bucket',
    request: put,
    policies: identity(allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::artifacts/*')),
    kind: 'add-statement',
    edits: [
      [
        'policy-0',
        'Statement.1',
        { Sid: 'S3', Effect: 'Allow', Action: 's3:PutObject', Resource: `${BUCKET}/*` },
      ],
    ],
  },
  {
    name: 'adds the objects of a bucket whose own ARN is there',
    request: put,
    policies: identity(allow('s3:PutObject', BUCKET)),
    kind: 'widen-resource',
    edits: [['policy-0', 'Statement.0.Resource', [BUCKET, `${BUCKET}/*`]]],
  },
  {
    name: 'adds the bucket to a statement about its objects',
    request: { ...put, action: 's3:ListBucket', resource: BUCKET },
    policies: identity(allow(['s3:ListBucket', 's3:GetObject'], [`${BUCKET}/*`])),
    kind: 'widen-resource',
    edits: [['policy-0', 'Statement.0.Resource.1', BUCKET]],
  },
  {
    name: 'names a log stream so that the next build has it too',
    request: {
      ...put,
      action: 'logs:PutLogEvents',
      resource: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/codebuild/web:log-stream:ab12',
    },
    policies: identity(
      allow('logs:PutLogEvents', 'arn:aws:logs:us-east-1:111122223333:log-group:other'),
    ),
    kind: 'widen-resource',
    edits: [
      [
        'policy-0',
        'Statement.0.Resource',
        [
          'arn:aws:logs:us-east-1:111122223333:log-group:other',
          'arn:aws:logs:us-east-1:111122223333:log-group:/aws/codebuild/web:log-stream:*',
        ],
      ],
    ],
  },
  {
    name: 'writes * only for an action that names no resource',
    request: { ...put, action: 'ecr:GetAuthorizationToken', resource: '*' },
    policies: identity(allow('ecr:GetAuthorizationToken', 'arn:aws:ecr:us-east-1:1:repository/a')),
    kind: 'widen-resource',
    edits: [['policy-0', 'Statement.0.Resource', '*']],
  },
  {
    name: 'gives such an action a statement of its own beside others',
    request: { ...put, action: 'ecr:GetAuthorizationToken', resource: '*' },
    policies: identity(
      allow(['ecr:PutImage', 'ecr:GetAuthorizationToken'], 'arn:aws:ecr:us-east-1:1:repository/a', {
        Sid: 'ECR',
      }),
    ),
    kind: 'add-statement',
    edits: [
      [
        'policy-0',
        'Statement.1',
        {
          Sid: 'ECRGetAuthorizationToken',
          Effect: 'Allow',
          Action: 'ecr:GetAuthorizationToken',
          Resource: '*',
        },
      ],
    ],
  },
  {
    name: 'takes the operator for patterns where Equals has a wildcard',
    request: { ...put, context: { 'aws:RequestedRegion': 'us-east-1' } },
    policies: identity(
      allow('s3:PutObject', '*', {
        Condition: { StringEquals: { 'aws:RequestedRegion': 'us-*' } },
      }),
    ),
    kind: 'mend-condition',
    edits: [
      ['policy-0', 'Statement.0.Condition.StringEquals'],
      ['policy-0', 'Statement.0.Condition.StringLike.aws:RequestedRegion', 'us-*'],
    ],
  },
  {
    name: 'adds the value that the request has',
    request: { ...put, context: { 'aws:RequestedRegion': 'us-east-1' } },
    policies: identity(
      allow('s3:PutObject', '*', {
        Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
      }),
    ),
    kind: 'mend-condition',
    edits: [
      [
        'policy-0',
        'Statement.0.Condition.StringEquals.aws:RequestedRegion',
        ['eu-west-1', 'us-east-1'],
      ],
    ],
  },
  {
    name: 'asks IfExists of a key that the request does not have',
    request: put,
    policies: identity(
      allow('s3:PutObject', '*', { Condition: { StringEquals: { 's3:x-amz-acl': 'private' } } }),
    ),
    kind: 'mend-condition',
    edits: [
      ['policy-0', 'Statement.0.Condition.StringEquals'],
      ['policy-0', 'Statement.0.Condition.StringEqualsIfExists.s3:x-amz-acl', 'private'],
    ],
  },
  {
    name: 'names the service in the trust policy, beside the one there',
    request: assume,
    policies: trust(trusts({ Service: 'ec2.amazonaws.com' })),
    kind: 'trust-principal',
    edits: [
      ['trust', 'Statement.0.Principal.Service', ['ec2.amazonaws.com', 'codebuild.amazonaws.com']],
    ],
  },
  {
    name: 'names the role in the trust policy',
    request: { ...assume, principal: build, resource: 'arn:aws:iam::111122223333:role/deploy' },
    policies: trust(trusts({ AWS: ['arn:aws:iam::111122223333:role/other'] })),
    kind: 'trust-principal',
    edits: [['trust', 'Statement.0.Principal.AWS.1', ROLE]],
  },
  {
    name: 'corrects aws:SourceArn in the trust policy',
    request: assume,
    policies: trust(
      trusts(
        { Service: 'codebuild.amazonaws.com' },
        {
          Condition: {
            StringEquals: {
              'aws:SourceArn': `${projectArn}s`,
              'aws:SourceAccount': '111122223333',
            },
          },
        },
      ),
    ),
    kind: 'trust-condition',
    edits: [['trust', 'Statement.0.Condition.StringEquals.aws:SourceArn', projectArn]],
  },
  {
    name: 'corrects principal and conditions of a trust policy together',
    request: assume,
    policies: trust(
      trusts(
        { Service: 'ec2.amazonaws.com' },
        { Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } } },
      ),
    ),
    kind: 'trust-principal',
    edits: [
      ['trust', 'Statement.0.Principal.Service', ['ec2.amazonaws.com', 'codebuild.amazonaws.com']],
      ['trust', 'Statement.0.Condition.StringEquals.aws:SourceAccount', '111122223333'],
    ],
  },
  {
    name: 'mends a trust policy that was never saved: the service is called codebuild.amazonaws.com',
    request: assume,
    policies: trust(trusts({ Service: 'codebuild' })),
    kind: 'mend-document',
    edits: [['trust', 'Statement.0.Principal.Service', 'codebuild.amazonaws.com']],
  },
  {
    name: 'guards a new trust statement against the confused deputy',
    request: assume,
    policies: trust({
      Effect: 'Deny',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
    kind: 'add-statement',
    edits: [
      [
        'trust',
        'Statement.1',
        {
          Effect: 'Allow',
          Principal: { Service: 'codebuild.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceArn': projectArn, 'aws:SourceAccount': '111122223333' },
          },
        },
      ],
    ],
  },
  {
    name: 'gives a role without policies a first one',
    request: put,
    policies: { identity: [] },
    kind: 'add-statement',
    edits: [
      [
        'role:web-build-role/policy:S3',
        '',
        {
          Version: '2012-10-17',
          Statement: [
            { Sid: 'S3', Effect: 'Allow', Action: 's3:PutObject', Resource: `${BUCKET}/*` },
          ],
        },
      ],
    ],
  },
  {
    name: 'lets another account in by the bucket policy, when its own policy allows',
    request: { ...put, principal: partner, resourceAccount: '111122223333' },
    policies: {
      ...identity(allow('s3:PutObject')),
      ...bucketPolicy(allow('s3:PutObject', `${BUCKET}/*`, { Principal: { AWS: ROLE } })),
    },
    kind: 'resource-policy',
    edits: [
      [
        'acme-web-site',
        'Statement.0.Principal.AWS',
        [ROLE, 'arn:aws:iam::444455556666:role/partner'],
      ],
    ],
  },
  {
    name: 'lets another account in on both sides',
    request: { ...put, principal: partner, resourceAccount: '111122223333' },
    policies: {
      ...identity(allow('s3:GetObject', `${BUCKET}/*`)),
      ...bucketPolicy(allow('s3:PutObject', `${BUCKET}/*`, { Principal: { AWS: ROLE } })),
    },
    kind: 'resource-policy',
    edits: [
      [
        'acme-web-site',
        'Statement.0.Principal.AWS',
        [ROLE, 'arn:aws:iam::444455556666:role/partner'],
      ],
      ['policy-0', 'Statement.0.Action', ['s3:GetObject', 's3:PutObject']],
    ],
  },
  {
    name: 'names the role in a key policy that does not leave it to IAM',
    request: { ...put, action: 'kms:Decrypt', resource: KEY },
    policies: {
      ...identity(allow('kms:Decrypt', KEY)),
      ...keyPolicy(allow('kms:Decrypt', '*', { Principal: { AWS: `${ROLE}-2` } })),
    },
    kind: 'resource-policy',
    edits: [['key', 'Statement.0.Principal.AWS', [`${ROLE}-2`, ROLE]]],
  },
  {
    name: 'raises the boundary',
    request: put,
    policies: { ...identity(allow('s3:PutObject')), ...boundary(allow('s3:GetObject')) },
    kind: 'boundary',
    edits: [['boundary', 'Statement.0.Action', ['s3:GetObject', 's3:PutObject']]],
  },
  {
    name: 'mends policy and boundary together',
    request: put,
    policies: {
      ...identity(allow('s3:GetObject', `${BUCKET}/*`)),
      ...boundary(allow('s3:GetObject', `${BUCKET}/*`)),
    },
    kind: 'boundary',
    edits: [
      ['policy-0', 'Statement.0.Action', ['s3:GetObject', 's3:PutObject']],
      ['boundary', 'Statement.0.Action', ['s3:GetObject', 's3:PutObject']],
    ],
  },
  {
    name: 'adds to the session policy',
    request: put,
    policies: {
      ...identity(allow('s3:PutObject')),
      session: [{ name: 'session', document: policy(allow(['s3:GetObject'])) }],
    },
    kind: 'session',
    edits: [['session', 'Statement.0.Action.1', 's3:PutObject']],
  },
  {
    name: 'takes the action out of a Deny that lists it',
    request: put,
    policies: identity(allow('s3:*'), deny(['s3:PutObject', 's3:DeleteObject'])),
    kind: 'narrow-deny',
    edits: [['policy-0', 'Statement.1.Action.0']],
  },
  {
    name: 'excepts the resource from a Deny of everything else',
    request: put,
    policies: identity(allow('s3:*'), {
      Effect: 'Deny',
      Action: 's3:*',
      NotResource: 'arn:aws:s3:::logs/*',
    }),
    kind: 'narrow-deny',
    edits: [['policy-0', 'Statement.1.NotResource', ['arn:aws:s3:::logs/*', PAGE]]],
  },
  {
    name: 'excepts the caller from a Deny for everybody',
    request: { ...put, context: { 'aws:PrincipalArn': ROLE } },
    policies: {
      ...identity(allow('s3:PutObject')),
      ...bucketPolicy(deny('s3:PutObject', `${BUCKET}/*`, { Principal: '*' })),
    },
    kind: 'narrow-deny',
    edits: [['acme-web-site', 'Statement.0.Condition.ArnNotEquals.aws:PrincipalArn', ROLE]],
  },
  {
    name: 'accepts one more value where a Deny lists the good ones',
    request: { ...put, context: { 's3:x-amz-server-side-encryption': 'AES256' } },
    policies: identity(
      allow('s3:PutObject'),
      deny('s3:PutObject', '*', {
        Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      }),
    ),
    kind: 'narrow-deny',
    edits: [
      [
        'policy-0',
        'Statement.1.Condition.StringNotEquals.s3:x-amz-server-side-encryption',
        ['aws:kms', 'AES256'],
      ],
    ],
  },
  {
    name: 'removes a Deny that nothing narrows',
    request: put,
    policies: identity(allow('s3:*'), deny('s3:*')),
    kind: 'remove-deny',
    edits: [['policy-0', 'Statement.1']],
  },
  {
    name: 'changes the organization when told that it may',
    request: put,
    policies: { ...identity(allow('s3:PutObject')), ...scp(allow('s3:GetObject')) },
    options: { organization: true },
    kind: 'organization',
    edits: [['Guard', 'Statement.0.Action', ['s3:GetObject', 's3:PutObject']]],
  },
  {
    name: 'hands a role to the one service that is meant',
    request: {
      ...put,
      action: 'iam:PassRole',
      resource: ROLE,
      context: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
    },
    policies: identity(allow('s3:PutObject')),
    kind: 'add-statement',
    edits: [
      [
        'policy-0',
        'Statement.1',
        {
          Sid: 'IAM',
          Effect: 'Allow',
          Action: 'iam:PassRole',
          Resource: ROLE,
          Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
        },
      ],
    ],
  },
  {
    name: 'writes the Version that saving asks for',
    request: put,
    policies: {
      identity: [{ name: 'old', document: { Statement: [allow(['s3:GetObject'], PAGE)] } }],
    },
    kind: 'add-action',
    edits: [
      ['old', 'Statement.0.Action.1', 's3:PutObject'],
      ['old', 'Version', '2012-10-17'],
    ],
  },
];

describe('the smallest fix', () => {
  it('is found in reasonable time in a document of a thousand statements', () => {
    const list = Array.from({ length: 1000 }, (_, index) =>
      allow(`s3:GetObject${index}`, `${BUCKET}/*`),
    );
    const started = performance.now();
    expect(smallestFix(put, identity(...list))).toMatchObject({ best: { kind: 'add-action' } });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('edits documents that are given as text, and leaves text alone that is no JSON', () => {
    const text = '{\n  "Version": "2012-10-17",\n  "Statement": []\n}';
    const given = (document: unknown): PolicySet => ({ identity: [{ name: 'text', document }] });
    expect(smallestFix(put, given(text))).toMatchObject({
      best: { kind: 'add-statement', edits: [{ document: 'text', path: ['Statement', 0] }] },
    });
    expect(smallestFix(put, given('{"Version": '))).toMatchObject({
      best: { kind: 'add-statement', edits: [{ document: 'role:web-build-role/policy:S3' }] },
    });
  });

  it('does not take a guard away: the caller must send the external id', () => {
    const policies = trust(
      trusts({ AWS: ROLE }, { Condition: { StringEquals: { 'sts:ExternalId': 'secret' } } }),
    );
    const fix = smallestFix({ ...assume, principal: build, context: {} }, policies);
    expect(fix).toMatchObject({ ok: false, reason: expect.stringContaining('--external-id') });
  });

  it.each(cases)('$name', ({ request, policies, options, kind, edits }) => {
    const fix = smallestFix(request, policies, options);
    expect(fix).toMatchObject({ ok: true, best: { kind, decision: { result: 'Allowed' } } });
    if (!fix.ok || edits.length === 0) return;
    expect(
      fix.best.edits.map((edit) => [
        edit.document,
        edit.path.join('.'),
        ...(edit.op === 'set' ? [edit.value] : []),
      ]),
    ).toEqual(edits);
  });

  it.each<{ name: string; request: AuthorizationRequest; policies: PolicySet; reason: RegExp }>([
    {
      name: 'what is allowed',
      request: put,
      policies: identity(allow('s3:PutObject')),
      reason: /allowed already/,
    },
    {
      name: 'a Deny of the organization',
      request: put,
      policies: { ...identity(allow('s3:GetObject')), ...scp(allow('*'), deny('s3:PutObject')) },
      reason: /service control policy \(Guard\) of the organization denies s3:PutObject/,
    },
    {
      name: 'what the organization does not let through, behind a policy that could be mended',
      request: put,
      policies: { ...identity(allow('s3:GetObject')), ...scp(allow('s3:GetObject')) },
      reason: /only who runs the organization/,
    },
    {
      name: 'the root user',
      request: { ...assume, principal: root },
      policies: trust(trusts({ AWS: root.type === 'AWS' ? root.arn : '' })),
      reason: /root user of an account cannot assume roles/,
    },
    {
      name: 'a role that does not exist',
      request: assume,
      policies: { resource: { kind: 'trust', name: 'trust:gone', document: null } },
      reason: /does not exist/,
    },
  ])('has no fix for $name, and says so', ({ request, policies, reason }) => {
    expect(smallestFix(request, policies)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(reason),
    });
  });
});
