import policies from './data/policies.json' with { type: 'json' };

const table: Readonly<Record<string, { version: string; document: unknown }>> = policies;

/**
 * Document of a policy that AWS manages, by ARN (AWS Managed Policy Reference Guide; the versions of autumn 2026). Undefined
 * for one that is not known here, or is nobody's.
 */
export const managedPolicy = (arn: string): unknown =>
  Object.hasOwn(table, arn) ? table[arn]?.document : undefined;

/** AWS's own, known here or not: Pipeglass has the documents that builds and pipelines use most. */
export const isAwsManaged = (arn: string): boolean => arn.startsWith('arn:aws:iam::aws:policy/');

export const unknownDocument = (arn: string): string =>
  `Pipeglass does not have the document of ${arn}, a policy that AWS manages: here it gives nothing and takes nothing away.`;
