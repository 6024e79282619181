import { describe, expect, it } from 'vitest';
import { quotaExceeded, tooManyPolicies } from '../../../src/simulator/iam/index.ts';
import type { QuotaName } from '../../../src/simulator/iam/quotas.ts';

const cases: [QuotaName, number, string][] = [
  ['managed', 6144, 'Cannot exceed quota for PolicySize: 6144'],
  ['inlineRole', 10_240, 'Maximum policy size of 10240 bytes exceeded for role build'],
  ['inlineUser', 2048, 'Maximum policy size of 2048 bytes exceeded for user build'],
  ['inlineGroup', 5120, 'Maximum policy size of 5120 bytes exceeded for group build'],
  ['trust', 2048, 'Cannot exceed quota for ACLSizePerRole: 2048'],
];

describe('quotas of policies', () => {
  it.each(cases)('%s: %i characters', (quota, limit, message) => {
    expect(quotaExceeded(quota, 'build', ['x'.repeat(limit)])).toBeNull();
    expect(quotaExceeded(quota, 'build', ['x'.repeat(limit + 1)])).toEqual({
      code: 'LimitExceeded',
      message,
    });
  });

  it('does not count white space', () => {
    const spaced = `${'x'.repeat(6144)}${' \n\t\r'.repeat(1000)}`;
    expect(quotaExceeded('managed', 'build', [spaced])).toBeNull();
  });

  it('counts all inline policies of a role together', () => {
    const half = 'x'.repeat(5121);
    expect(quotaExceeded('inlineRole', 'build', [half])).toBeNull();
    expect(quotaExceeded('inlineRole', 'build', [half, half])?.code).toBe('LimitExceeded');
  });

  it('counts bytes of a bucket policy', () => {
    expect(quotaExceeded('bucket', 'b', ['ä'.repeat(10_240)])).toBeNull();
    expect(quotaExceeded('bucket', 'b', ['ä'.repeat(10_241)])).not.toBeNull();
  });

  it('knows how many policies a role may have', () => {
    expect(tooManyPolicies.message).toBe('Cannot exceed quota for PoliciesPerRole: 20');
  });
});
