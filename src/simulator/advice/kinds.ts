import type { Fix } from './types.ts';

/** In the order in which a careful engineer prefers them. */
const KINDS: readonly Fix['kind'][] = [
  'mend-document',
  'add-action',
  'widen-resource',
  'mend-condition',
  'trust-principal',
  'trust-condition',
  'add-statement',
  'resource-policy',
  'boundary',
  'session',
  'organization',
  'narrow-deny',
  'remove-deny',
];

/** Place of a kind in that order: the lower, the better. */
export const rankOf = (kind: Fix['kind']): number => KINDS.indexOf(kind);
