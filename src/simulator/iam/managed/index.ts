import policies from './data/policies.json' with { type: 'json' };

const table: Readonly<Record<string, { version: string; document: unknown }>> = policies;

/**
 * Document of a policy that AWS manages, by ARN (AWS Managed Policy Reference Guide; the versions of autumn 2026). Undefined
 * for one that is not known here, or is nobody's.
 */
export const managedPolicy = (arn: string): unknown =>
  Object.hasOwn(table, arn) ? table[arn]?.document : undefined;

/** ARNs of all that are known here. */
export const managedPolicyArns = (): string[] => Object.keys(table);
