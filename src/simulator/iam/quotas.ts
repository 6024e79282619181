/**
 * How long policies may be. Source: IAM and AWS STS quotas; PutBucketPolicy (S3); limits of other services are
 * unverified.
 */
export interface Quota {
  /** The longest text. */
  limit: number;
  /** IAM does not count white space; S3 counts bytes. */
  unit: 'characters without white space' | 'characters' | 'bytes';
  /** Code of the refusal. */
  code: string;
  /** Its literal words; `name`: of the role, user, group or policy. */
  message(name: string): string;
}

const IAM_UNIT = 'characters without white space';
const inline = (limit: number, owner: string): Quota => ({
  limit,
  unit: IAM_UNIT,
  code: 'LimitExceeded',
  message: (name) => `Maximum policy size of ${limit} bytes exceeded for ${owner} ${name}`,
});

/** By what the policy is. Inline policies share theirs: it holds for all of one role, user or group together. */
export const quotas = {
  managed: {
    limit: 6144,
    unit: IAM_UNIT,
    code: 'LimitExceeded',
    message: () => 'Cannot exceed quota for PolicySize: 6144',
  },
  inlineRole: inline(10_240, 'role'),
  inlineUser: inline(2048, 'user'),
  inlineGroup: inline(5120, 'group'),
  trust: {
    limit: 2048,
    unit: IAM_UNIT,
    code: 'LimitExceeded',
    message: () => 'Cannot exceed quota for ACLSizePerRole: 2048',
  },
  bucket: {
    limit: 20_480,
    unit: 'bytes',
    code: 'PolicyTooLarge',
    message: () => 'Policy exceeds the maximum allowed document size.',
  },
} as const satisfies Record<string, Quota>;
export type QuotaName = keyof typeof quotas;

/** At most so many managed policies on one role, by default. Source: IAM and AWS STS quotas. */
export const POLICIES_PER_ROLE = 20;

/** What IAM says when one more is attached. */
export const tooManyPolicies = {
  code: 'LimitExceeded',
  message: `Cannot exceed quota for PoliciesPerRole: ${POLICIES_PER_ROLE}`,
} as const;

/** The length of a text as a quota counts it. */
export function policySize(text: string, unit: Quota['unit']): number {
  if (unit === 'bytes') return new TextEncoder().encode(text).length;
  return unit === 'characters' ? text.length : text.replace(WHITE_SPACE, '').length;
}

const WHITE_SPACE = /[ \t-\r]+/g;

/**
 * What the service answers to policies that together are too long, or null. `name` is that of the role, user or group
 * (inline) or of the policy; `texts` are all that count together.
 */
export function quotaExceeded(
  quota: QuotaName,
  name: string,
  texts: readonly string[],
): { code: string; message: string } | null {
  const { limit, unit, code, message } = quotas[quota];
  let size = 0;
  for (const text of texts) size += policySize(text, unit);
  return size > limit ? { code, message: message(name) } : null;
}
