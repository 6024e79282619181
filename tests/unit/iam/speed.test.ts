import { describe, expect, it } from 'vitest';
import { authorize, parsePolicy, reviewPolicy } from '../../../src/simulator/iam/index.ts';
import type { PolicyKind } from '../../../src/simulator/iam/types.ts';
import type { Statement } from './support.ts';
import { allow, BUCKET, identity, named, PAGE, policy, requestOf, trusts } from './support.ts';

/**
 * Twenty times what a small machine needs, so that only a change of order of magnitude fails: with so many elements
 * anything quadratic takes minutes. The figures themselves are in `npm run bench`.
 */
const LIMIT_MS = 2000;

function milliseconds(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

const many = (count: number, resource: (index: number) => string) =>
  policy(...Array.from({ length: count }, (_, index) => allow('s3:Get*', resource(index))));

const listOf = (count: number, make: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => make(index));
/** A policy of one statement with a condition on `aws:username`. */
const onUser = (operator: string, values: unknown) =>
  policy(
    allow('s3:*', '*', { Condition: { [operator]: { 'aws:username': values } } } as Statement),
  );
const slip = (index: number) => `${'abcdefghij'[index % 10]}codebuidl.amazonaws.com`;
const trusting = (services: string[]) => policy(trusts({ Service: services }));

describe('speed', () => {
  it('of simple decisions: 100,000 in well under 4 seconds', () => {
    const policies = identity(
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], `arn:aws:logs:*:*:log-group:/aws/*`),
      allow('s3:GetObject', 'arn:aws:s3:::codepipeline-us-east-1-*'),
      allow('s3:PutObject', `${BUCKET}/*`),
    );
    const request = requestOf();
    const spent = milliseconds(() => {
      for (let index = 0; index < 100_000; index++) authorize(request, policies);
    });
    expect(spent).toBeLessThan(4000);
  });

  it.each([
    ['10,000 statements', () => many(10_000, (index) => `arn:aws:s3:::b${index}/*`)],
    ['10,000 slow patterns', () => many(10_000, () => 'arn:aws:s3:::*a*a*a*a*a*a*a*a*b')],
    ['10,000 slow patterns with ?', () => many(10_000, () => 'arn:aws:s3:::*a?a*a?a*?a?*b')],
    ['a pattern of a million stars', () => many(1, () => `arn:aws:s3:::${'*a'.repeat(500_000)}`)],
  ])('of hostile documents: %s', (_, make) => {
    const document = make();
    const request = requestOf({ resource: `${PAGE}${'a'.repeat(1000)}` });
    let result = '';
    const spent = milliseconds(() => {
      result = authorize(request, { identity: named(document) }).result;
    });
    expect(result).toBe('ImplicitlyDenied');
    expect(spent).toBeLessThan(LIMIT_MS);
  });

  it.each([
    ['deep nesting', '{"a":'.repeat(200_000)],
    ['commas', `[${','.repeat(200_000)}`],
    ['an open string', `"${'\\u0041'.repeat(100_000)}`],
    ['unknown members', `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`).join(',')}}`],
  ])('of hostile texts: %s', (_, text) => {
    let count = 0;
    const spent = milliseconds(() => {
      count = parsePolicy(text, 'identity').diagnostics.length;
    });
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(100);
    expect(spent).toBeLessThan(LIMIT_MS);
  });

  it.each<[string, PolicyKind, () => unknown]>([
    ['10,000 statements', 'identity', () => many(10_000, (index) => `arn:aws:s3:::b${index}/*`)],
    ['10,000 equal statements', 'identity', () => many(10_000, () => '*')],
    [
      '50,000 values',
      'identity',
      () =>
        onUser(
          'StringEquals',
          listOf(50_000, (i) => `u${i}`),
        ),
    ],
    [
      '20,000 patterns',
      'identity',
      () =>
        onUser(
          'StringLike',
          listOf(20_000, (i) => `*a*b${i}`),
        ),
    ],
    ['20,000 actions', 'identity', () => policy(allow(listOf(20_000, (i) => `s3:G*${i}*x`)))],
    [
      '20,000 resources',
      'identity',
      () =>
        policy(
          allow(
            's3:*',
            listOf(20_000, (i) => `arn:aws:s3:::*${i}*x`),
          ),
        ),
    ],
    ['50,000 open variables', 'identity', () => onUser('StringLike', `\${`.repeat(50_000))],
    [
      '3,000 variables',
      'identity',
      () => policy(allow('s3:*', `arn:aws:s3:::${`\${aws:username}*`.repeat(3000)}`)),
    ],
    ['20,000 misspelt services', 'trust', () => trusting(listOf(20_000, slip))],
  ])('of advice on long policies: %s', (_, kind, make) => {
    const text = JSON.stringify(make());
    let result: ReturnType<typeof parsePolicy> | undefined;
    const spent = milliseconds(() => {
      result = parsePolicy(text, kind);
    });
    expect(result?.policy).toBeDefined();
    expect(result?.diagnostics.length).toBeGreaterThan(0);
    expect(result?.diagnostics.length).toBeLessThanOrEqual(100);
    expect(spent).toBeLessThan(LIMIT_MS);
  });

  it('of a review with wildcards over every action', async () => {
    const actions = listOf(2000, (index) => `ec2:*${index % 7}*`);
    const text = JSON.stringify(
      policy(
        allow(
          actions,
          listOf(500, (index) => `arn:aws:ec2:*:*:x${index}`),
        ),
      ),
    );
    const start = performance.now();
    expect((await reviewPolicy(text, 'identity')).length).toBe(100);
    expect(performance.now() - start).toBeLessThan(2 * LIMIT_MS);
  });
});
