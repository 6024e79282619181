import { describe, expect, it } from 'vitest';
import { authorize, isPolicyInForce } from '../../../src/simulator/iam/index.ts';
import type { PolicyKind, PolicySet } from '../../../src/simulator/iam/types.ts';
import { actions } from './cases/actions.ts';
import { basics } from './cases/basics.ts';
import { ceilings } from './cases/ceilings.ts';
import { conditions } from './cases/conditions.ts';
import { crossAccount } from './cases/crossAccount.ts';
import { resourcePolicies } from './cases/resourcePolicies.ts';
import { resources } from './cases/resources.ts';
import { special } from './cases/special.ts';
import { trustCases } from './cases/trust.ts';
import { variables } from './cases/variables.ts';
import { requestOf } from './support.ts';

const topics = {
  basics,
  actions,
  resources,
  variables,
  conditions,
  resourcePolicies,
  ceilings,
  crossAccount,
  trust: trustCases,
  special,
};

/** Every document of a set is in force: otherwise a denial would prove nothing. */
function allInForce(set: PolicySet): boolean {
  const { identity = [], boundary = [], session = [], endpoint = [], resource } = set;
  const scps = (set.serviceControl ?? []).flatMap((level) => level.policies);
  const rcps = (set.resourceControl ?? []).flatMap((level) => level.policies);
  const are = (list: { document: unknown }[], kind: PolicyKind) =>
    list.every(({ document }) =>
      isPolicyInForce(typeof document === 'string' ? JSON.parse(document) : document, kind),
    );
  return (
    are([...identity, ...boundary, ...session, ...scps], 'identity') &&
    are([...rcps, ...endpoint], 'resource') &&
    are(resource ? [resource] : [], resource?.kind === 'trust' ? 'trust' : 'resource')
  );
}

describe.each(Object.entries(topics))('%s', (_, cases) => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const decision = authorize(requestOf(one.request), one.policies);
    if (!one.refused) expect(allInForce(one.policies)).toBe(true);
    expect([decision.result, decision.decidedBy]).toEqual([one.result, one.decidedBy]);
    if (one.message !== undefined) expect(decision.message).toBe(one.message);
    expect(decision.message === '').toBe(decision.result === 'Allowed');
  });
});
