import { describe, expect, it } from 'vitest';
import { authorize, parsePolicy } from '../../../src/simulator/iam/index.ts';
import { allow, BUCKET, identity, named, PAGE, policy, requestOf } from './support.ts';

/** Limits are several times what a small machine needs, so that only a change of order of magnitude fails. */
const LIMIT_MS = 400;

function milliseconds(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

const many = (count: number, resource: (index: number) => string) =>
  policy(...Array.from({ length: count }, (_, index) => allow('s3:Get*', resource(index))));

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
});
