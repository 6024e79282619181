import { describe, expect, it } from 'vitest';
import { authorize, decisionRule, explainDecision } from '../../../src/simulator/iam/index.ts';
import type { AuthorizationRequest, PolicySet } from '../../../src/simulator/iam/types.ts';
import { iamRules } from '../../../src/simulator/rules/iam.ts';
import {
  ACCOUNT,
  allow,
  BUCKET,
  bucketPolicy,
  deny,
  identity,
  named,
  PAGE,
  policy,
  ROLE,
  requestOf,
  service,
  trust,
  trusts,
} from './support.ts';

function explained(policies: PolicySet, given: Partial<AuthorizationRequest> = {}) {
  const request = requestOf(given);
  const decision = authorize(request, policies);
  const { title, lines } = explainDecision(decision, request);
  return { decision, title, lines, rows: lines.map((line) => [line.ok, line.text]) };
}

describe('explainDecision', () => {
  it('shows the statement that misses by its action', () => {
    const { title, rows, lines } = explained(
      identity(allow('s3:GetObject', PAGE, { Sid: 'Site' })),
    );
    expect(title).toBe('Denied: no role policy allows s3:PutObject');
    expect(rows).toEqual([
      [true, 'Explicit deny anywhere? None of 1 policy denies'],
      [false, 'Role policy policy-0 — statement Site: action s3:GetObject ≠ s3:PutObject'],
      [null, 'Bucket policy: none attached'],
      [false, 'Nothing allows s3:PutObject, and what is not allowed is denied'],
    ]);
    expect(lines.at(-1)?.detail).toBe(
      'because no identity-based policy allows the s3:PutObject action',
    );
    expect(lines[1]?.detail).toContain(`resource ${PAGE} covers ${PAGE}`);
  });

  it('shows the statement that allows', () => {
    const { title, rows } = explained(identity(allow('s3:*'), deny('sqs:*')));
    expect(title).toBe('Allowed: the role policy allows s3:PutObject');
    expect(rows[1]).toEqual([true, 'Role policy policy-0 — statement 1: allows this request']);
    expect(rows[2]).toEqual([
      null,
      'Role policy policy-0 — statement 2: Deny does not apply, action sqs:* ≠ s3:PutObject',
    ]);
  });

  it('shows who denies', () => {
    const { title, rows } = explained({
      ...identity(allow('*')),
      ...bucketPolicy(deny('s3:*', `${BUCKET}/*`, { Principal: '*', Sid: 'NoOne' })),
    });
    expect(title).toBe('Denied: a bucket policy forbids s3:PutObject');
    expect(rows[0]).toEqual([
      false,
      'Explicit deny anywhere? Yes: Bucket policy acme-web-site — statement NoOne',
    ]);
    expect(rows.at(-1)).toEqual([false, 'Bucket policy decided: it forbids this, and a Deny wins']);
  });

  it('says that trust decided', () => {
    const { rows } = explained(trust(trusts({ Service: 'codepipeline.amazonaws.com' })), {
      principal: service('codebuild'),
      action: 'sts:AssumeRole',
      resource: ROLE,
    });
    expect(rows).toContainEqual([
      false,
      'Trust policy trust — statement 1: principal Service: codepipeline.amazonaws.com ≠ codebuild.amazonaws.com',
    ]);
    expect(rows.at(-1)?.[1]).toMatch(/^Trust, not permission, decided: /);
  });

  it('says when there is no trust policy', () => {
    const { rows } = explained(
      {},
      { principal: service('codebuild'), action: 'sts:AssumeRole', resource: ROLE },
    );
    expect(rows).toContainEqual([false, 'Trust policy: none attached']);
  });

  it('says that a named account leaves the decision to the caller', () => {
    const { lines } = explained(
      bucketPolicy(allow('s3:*', `${BUCKET}/*`, { Principal: { AWS: ACCOUNT } })),
    );
    expect(lines.map((line) => line.detail).join()).toContain(
      'leaves it to the policies of the caller',
    );
  });

  it('names the condition that does not hold, and why', () => {
    const Condition = { StringEquals: { 'aws:SourceVpce': 'vpce-1' } };
    const { rows } = explained(identity(allow('s3:*', '*', { Condition })));
    expect(rows[1]?.[1]).toBe(
      'Role policy policy-0 — statement 1: condition StringEquals aws:SourceVpce does not hold: the request has no such key',
    );
  });

  it('keeps long policies short, with the statements that apply', () => {
    const filler = Array.from({ length: 300 }, () => allow('sqs:*'));
    const { rows } = explained({ identity: named(policy(...filler, allow('s3:*'))) });
    expect(rows.length).toBeLessThan(60);
    expect(rows).toContainEqual([
      true,
      'Role policy policy-0 — statement 301: allows this request',
    ]);
    expect(rows).toContainEqual([null, 'Role policy: 261 more statements']);
  });
});

describe('decisionRule', () => {
  it.each<[string, PolicySet, Partial<AuthorizationRequest>]>([
    ['iam.implicit-deny', {}, {}],
    ['iam.identity-allow', identity(allow('*')), {}],
    ['iam.explicit-deny', identity(deny('*')), {}],
    [
      'iam.boundary-ceiling',
      { ...identity(allow('*')), boundary: named(policy(allow('a:b'))) },
      {},
    ],
    ['iam.trust-required', {}, { action: 'sts:AssumeRole', resource: ROLE }],
    ['iam.cross-account-both', {}, { resourceAccount: '444455556666' }],
    ['iam.no-policy-needed', {}, { action: 'sts:GetCallerIdentity', resource: '*' }],
  ])('%s is in the ledger', (rule, policies, given) => {
    expect(decisionRule(authorize(requestOf(given), policies))).toBe(rule);
    expect(iamRules).toHaveProperty([rule]);
  });
});
