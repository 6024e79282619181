import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { authorize } from '../../../src/simulator/iam/index.ts';
import type { AuthorizationRequest, PolicySet } from '../../../src/simulator/iam/types.ts';

/** The fact sheet's vectors (iam.md §3.9). They lie beside the repository, not in it. */
const FILE = new URL('../../../../shared/reference/iam-vectors.json', import.meta.url);

interface Vector {
  name: string;
  group: string;
  request: {
    principal: string;
    action: string;
    resource: string;
    resourceAccount?: string;
    context: Record<string, string | string[]>;
  };
  identityPolicies: unknown[];
  resourcePolicy?: unknown;
  permissionBoundary?: unknown;
  sessionPolicy?: unknown;
  scps?: { name: string; policies: unknown[] }[];
  rcps?: { name: string; policies: unknown[] }[];
  endpointPolicies?: unknown[];
  expected: string;
  decidedBy: string;
  reason?: string;
}

/** The simulator prints the newer wording for trust (iam.md §5); the vectors hold the guide's. */
const TRUST_CLAUSE = /no role trust policy allows/;

function principalOf(text: string): AuthorizationRequest['principal'] {
  if (text === 'anonymous') return { type: 'Anonymous' };
  return text.startsWith('arn:') ? { type: 'AWS', arn: text } : { type: 'Service', name: text };
}

const named = (documents: unknown[]) =>
  documents.map((document, index) => ({ name: `policy-${index}`, document }));
const levels = (given: Vector['scps']) =>
  given?.map((level) => ({ name: level.name, policies: named(level.policies) }));

function policiesOf(vector: Vector): PolicySet {
  const isTrust = vector.request.action.startsWith('sts:AssumeRole');
  const set: PolicySet = { identity: named(vector.identityPolicies) };
  if (vector.resourcePolicy !== undefined) {
    set.resource = { kind: isTrust ? 'trust' : 'other', document: vector.resourcePolicy };
  }
  if (vector.permissionBoundary !== undefined) set.boundary = named([vector.permissionBoundary]);
  if (vector.sessionPolicy !== undefined) set.session = named([vector.sessionPolicy]);
  const scps = levels(vector.scps);
  const rcps = levels(vector.rcps);
  if (scps) set.serviceControl = scps;
  if (rcps) set.resourceControl = rcps;
  if (vector.endpointPolicies) set.endpoint = named(vector.endpointPolicies);
  return set;
}

const vectors: Vector[] = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : [];

if (vectors.length === 0)
  it('vectors of the fact sheet', ({ skip }) => {
    skip('shared/reference/iam-vectors.json is not there: only our own cases are run');
  });

describe.skipIf(vectors.length === 0)('vectors of the fact sheet (skipped without shared/)', () => {
  it.each(vectors.map((vector) => [`${vector.group}: ${vector.name}`, vector] as const))(
    '%s',
    (_, vector) => {
      const { principal, ...request } = vector.request;
      const decision = authorize(
        { ...request, principal: principalOf(principal) },
        policiesOf(vector),
      );
      const reason = (vector.reason ?? '').replace(TRUST_CLAUSE, 'no resource-based policy allows');
      expect({
        result: decision.result,
        decidedBy: decision.decidedBy,
        message: decision.message,
      }).toEqual({ result: vector.expected, decidedBy: vector.decidedBy, message: reason });
    },
  );
});
