import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../src/scenarios/index.ts';
import { ask } from '../../../src/simulator/advice/ask.ts';
import type { Scenario } from '../../../src/simulator/read.ts';

const site = scenarios[0]!;
const page = 'arn:aws:s3:::acme-web-site/index.html';
const build = 'arn:aws:iam::111122223333:role/web-build-role';
const put = { action: 's3:PutObject', resource: page };

describe('a question', () => {
  it.each(['web-build-role', build])(
    'is decided with all documents of the role %s',
    (principal) => {
      const answer = ask(site, { principal, ...put });
      expect(answer.decision.result).toBe('Allowed');
      expect(answer.policies).toEqual([
        'role:web-build-role/policy:WebBuild',
        'bucket:acme-web-site/policy',
      ]);
      expect(answer.notes).toEqual([]);
      expect(answer.request.context).toMatchObject({
        'aws:SecureTransport': 'true',
        'aws:PrincipalArn': build,
      });
    },
  );

  it('takes the context that is given over what is usual', () => {
    const context = { 'aws:SecureTransport': 'false' };
    const { decision } = ask(site, { principal: 'web-build-role', ...put, context });
    expect(decision).toMatchObject({ result: 'ExplicitlyDenied', decidedBy: 'resource' });
  });

  it('asks the trust policy whether a service may assume the role', () => {
    const question = {
      principal: 'codebuild.amazonaws.com',
      action: 'sts:AssumeRole',
      resource: build,
    };
    const bare = ask(site, question);
    expect(bare.decision).toMatchObject({ result: 'ImplicitlyDenied', decidedBy: 'trust' });
    expect(bare.notes).toEqual([expect.stringContaining('aws:SourceArn')]);
    const context = {
      'aws:SourceAccount': '111122223333',
      'aws:SourceArn': 'arn:aws:codebuild:us-east-1:111122223333:project/web-build',
    };
    const answer = ask(site, { ...question, context });
    expect(answer).toMatchObject({
      decision: { result: 'Allowed', decidedBy: 'trust' },
      policies: ['trust:web-build-role'],
      notes: [],
    });
  });

  it('minds the organization and the boundary', () => {
    const deny = { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' };
    const guarded: Scenario = {
      ...site,
      organization: {
        serviceControl: [
          {
            name: 'Root',
            policies: [{ name: 'Guard', document: { Version: '2012-10-17', Statement: [deny] } }],
          },
        ],
        resourceControl: [],
      },
    };
    const { decision, policies } = ask(guarded, { principal: 'web-build-role', ...put });
    expect(decision).toMatchObject({ result: 'ExplicitlyDenied', decidedBy: 'serviceControl' });
    expect(policies).toContain('Guard');
  });

  it('knows users and the root user', () => {
    const user = 'arn:aws:iam::111122223333:user/ana';
    expect(ask(site, { principal: user, ...put }).decision.result).toBe('Allowed');
    const root = 'arn:aws:iam::111122223333:root';
    const assume = { action: 'sts:AssumeRole', resource: build };
    expect(ask(site, { principal: root, ...put }).decision.result).toBe('Allowed');
    expect(ask(site, { principal: root, ...assume }).decision.decidedBy).toBe('none');
  });

  it.each([
    ['gone-role', 's3:PutObject', page, /has no role .*gone-role/],
    ['web-build-role', 'PutObject', page, /service before it/],
    ['web-build-role', 's3:PutObject', 'index.html', /ARN with six parts/],
    ['web-build-role', 's3:PutObject', 'arn:aws:s3:::elsewhere/x', /does not describe/],
    ['__proto__', 's3:PutObject', page, /has no role/],
  ])('of %s about %s on %s is answered with a note', (principal, action, resource, note) => {
    const { notes } = ask(site, { principal, action, resource });
    expect(notes.join(' ')).toMatch(note);
  });
});

describe('a question has the context that a run has', () => {
  const other = '444455556666';
  const scenario = () => {
    const copy = structuredClone(scenarios[0]!);
    copy.accounts = { [other]: { resources: { buckets: { theirs: {} } } } };
    copy.roles!['web-build-role']!.tags = { team: 'blue' };
    copy.roles!['web-build-role']!.policies.More = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 's3:*', Resource: '*' },
        {
          Effect: 'Allow',
          Action: 'sqs:*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
        },
        {
          Effect: 'Deny',
          NotAction: 'iam:*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
        },
      ],
    };
    return copy;
  };
  const result = (action: string, resource: string) =>
    ask(scenario(), { principal: 'web-build-role', action, resource }).decision.result;

  it.each([
    ['s3:GetObject', 'arn:aws:s3:::theirs/a', 'ImplicitlyDenied'],
    ['sqs:SendMessage', 'arn:aws:sqs:us-east-1:111122223333:q', 'Allowed'],
    ['sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:q', 'ExplicitlyDenied'],
  ])('%s on %s: %s', (action, resource, expected) => {
    expect(result(action, resource)).toBe(expected);
  });

  it('takes questions that are none', () => {
    expect(ask(scenario(), {} as never).decision.result).toBe('ImplicitlyDenied');
  });
});
