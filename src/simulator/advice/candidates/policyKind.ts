import type { PolicyKind, PolicyLayer } from '../../iam/types.ts';

const KINDS: Record<PolicyLayer, PolicyKind | null> = {
  identity: 'identity',
  boundary: 'identity',
  session: 'identity',
  serviceControl: 'identity',
  trust: 'trust',
  resource: 'resource',
  resourceControl: null,
  endpoint: null,
};

/** Whose checks on saving hold for the documents of a layer; null: unknown. */
export const policyKind = (layer: PolicyLayer): PolicyKind | null => KINDS[layer];
