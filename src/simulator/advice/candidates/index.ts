import type { Decision, PolicyLayer } from '../../iam/types.ts';
import { rankOf } from '../kinds.ts';
import type { Candidate, CandidateMaker, Situation } from '../situation.ts';
import type { Fix } from '../types.ts';
import { addAction } from './addAction.ts';
import { addStatement } from './addStatement.ts';
import { narrowDeny, removeDeny } from './deny.ts';
import { mendCondition } from './mendCondition.ts';
import { mendDocument } from './mendDocument.ts';
import { letIn } from './trust.ts';
import { widenResource } from './widenResource.ts';

/** Who proposes what, for a denial that some layer decided. */
interface Row {
  layer: PolicyLayer;
  makers: readonly CandidateMaker[];
  /** What all of them are called, where the layer says more than the change. */
  kind?: Fix['kind'];
}

const grants = [mendDocument, addAction, widenResource, mendCondition, addStatement];
const identity: Row = { layer: 'identity', makers: grants };
const resource: Row = {
  layer: 'resource',
  makers: [mendDocument, addAction, widenResource, letIn, addStatement],
  kind: 'resource-policy',
};
const trust: Row = { layer: 'trust', makers: [mendDocument, addAction, letIn, addStatement] };

/** For implicit denials: the layer that lacks an Allow, and the one that may do as well. */
const LACKING: Record<PolicyLayer, readonly Row[]> = {
  identity: [identity, resource],
  resource: [resource],
  trust: [trust],
  boundary: [{ layer: 'boundary', makers: grants, kind: 'boundary' }],
  session: [{ layer: 'session', makers: grants, kind: 'session' }],
  serviceControl: [{ layer: 'serviceControl', makers: grants, kind: 'organization' }],
  resourceControl: [],
  endpoint: [],
};

const DENYING: readonly PolicyLayer[] = ['identity', 'boundary', 'session', 'resource', 'trust'];
const ORGANIZATION: readonly PolicyLayer[] = ['serviceControl', 'resourceControl'];

/** `rank` is that of the change itself, where `kind` is that of the layer. */
export type RankedCandidate = Candidate & { rank: number };

/** Everything that may mend a denial, or bring the request to the next gate; nothing of it is proven yet. */
export function candidatesFor(situation: Situation): RankedCandidate[] {
  return rowsFor(situation.decision, situation.options.organization === true).flatMap(
    ({ layer, makers, kind }) =>
      makers
        .flatMap((make) => make(situation, layer))
        .map((candidate) => ({
          ...candidate,
          kind: kind ?? candidate.kind,
          rank: rankOf(candidate.kind),
        })),
  );
}

function rowsFor({ result, decidedBy }: Decision, organization: boolean): readonly Row[] {
  if (result === 'ImplicitlyDenied') {
    const closed = !organization && decidedBy === 'serviceControl';
    return decidedBy === 'none' || closed ? [] : LACKING[decidedBy];
  }
  const makers = [narrowDeny, removeDeny];
  return [
    ...DENYING.map((layer): Row => ({ layer, makers })),
    ...(organization ? ORGANIZATION : []).map(
      (layer): Row => ({ layer, makers, kind: 'organization' }),
    ),
  ];
}
