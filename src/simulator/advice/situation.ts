import type {
  AuthorizationRequest,
  Decision,
  ElementTrace,
  NamedPolicy,
  PolicyLayer,
  PolicyLevel,
  PolicySet,
  StatementTrace,
} from '../iam/types.ts';
import { applyEdits } from './policyEdits.ts';
import type { Fix, FixOptions, PolicyEdit } from './types.ts';

/** A denial, and everything it was made from. */
export interface Situation {
  request: AuthorizationRequest;
  policies: PolicySet;
  decision: Decision;
  options: FixOptions;
}

/** A change that may mend a denial; not proven yet. */
export interface Candidate {
  kind: Fix['kind'];
  /** Where the edited document stands. All edits are in documents of this layer. */
  layer: PolicyLayer;
  title: string;
  reason: string;
  edits: PolicyEdit[];
  /** How well the change fits what the author meant; of two of a kind, the nearer one is preferred. */
  near: number;
}

/** Proposes changes in the documents of one layer. */
export type CandidateMaker = (situation: Situation, layer: PolicyLayer) => Candidate[];

/** The documents of a layer, by the names that edits and traces use. */
export function documentsOf(policies: PolicySet, layer: PolicyLayer): NamedPolicy[] {
  const { resource } = policies;
  switch (layer) {
    case 'serviceControl':
    case 'resourceControl':
      return (policies[layer] ?? []).flatMap((level) => level.policies);
    case 'resource':
    case 'trust':
      return resource === undefined || (resource.kind === 'trust') !== (layer === 'trust')
        ? []
        : [{ name: resource.name ?? resource.kind, document: resource.document }];
    default:
      return policies[layer] ?? [];
  }
}

/**
 * The policies with the edits in force; what was given stays as it is. A new name in `identity` is a new policy, and a
 * document that was taken away altogether is gone.
 */
export function withEdits(
  policies: PolicySet,
  layer: PolicyLayer,
  edits: readonly PolicyEdit[],
): PolicySet {
  const edited = ({ name, document }: NamedPolicy): NamedPolicy => ({
    name,
    document: applyEdits(
      document,
      edits.filter((edit) => edit.document === name),
    ),
  });
  const level = (one: PolicyLevel): PolicyLevel => ({ ...one, policies: one.policies.map(edited) });
  switch (layer) {
    case 'serviceControl':
    case 'resourceControl':
      return { ...policies, [layer]: (policies[layer] ?? []).map(level) };
    case 'resource':
    case 'trust': {
      const { resource } = policies;
      if (resource === undefined) return policies;
      const { document } = edited({
        name: resource.name ?? resource.kind,
        document: resource.document,
      });
      return { ...policies, resource: { ...resource, document } };
    }
    default: {
      const present = policies[layer] ?? [];
      const fresh = edits
        .map((edit) => edit.document)
        .filter((name) => present.every((policy) => policy.name !== name))
        .map((name): NamedPolicy => ({ name, document: undefined }));
      const all = [...present, ...fresh].map(edited);
      return { ...policies, [layer]: all.filter(({ document }) => document !== undefined) };
    }
  }
}

/** The Allow statements of a layer that do not apply, with the elements because of which they do not. */
export function nearMisses(
  { decision }: Situation,
  layer: PolicyLayer,
): { statement: StatementTrace; missed: ElementTrace[] }[] {
  return decision.statements
    .filter((one) => one.layer === layer && one.effect === 'Allow' && isEditable(one.policy))
    .map((statement) => ({
      statement,
      missed: statement.elements.filter((element) => !element.matched),
    }))
    .filter(({ missed }) => missed.length > 0);
}

/** The only element that keeps a statement from applying, if it is one of this name. */
export function onlyMiss(
  missed: readonly ElementTrace[],
  element: ElementTrace['element'],
): ElementTrace | undefined {
  return missed.length === 1 && missed[0]?.element === element ? missed[0] : undefined;
}

/** AWS's own policies cannot be edited, nor a default that is written nowhere. */
export const isEditable = (document: string): boolean =>
  !/^(managed:|default:|arn:)/.test(document) && document !== 'AdministratorAccess';

export const serviceOf = (action: string): string => (action.split(':')[0] ?? '').toLowerCase();
