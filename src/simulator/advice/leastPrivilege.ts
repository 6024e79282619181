import { authorize } from '../iam/index.ts';
import type { AuthorizationRequest, PolicyDocument, PolicyStatement } from '../iam/types.ts';
import type { ApiCall } from '../recording/events.ts';
import type { Recording } from '../recording/types.ts';
import { fillDefaults } from '../scenario/defaults.ts';
import type { FilledScenario, Scenario } from '../scenario/types.ts';
import { excessOf } from './excess.ts';
import { policySetFor } from './policySetFor.ts';
import { lastingPattern } from './resourcePattern.ts';
import { freeSid } from './sid.ts';
import { serviceOf } from './situation.ts';
import type { LeastPrivilege } from './types.ts';
import { byCodeUnits, patternsOf } from './usedPattern.ts';

type Call = Omit<ApiCall, 'seq'>;
type Use = LeastPrivilege['used'][number];

/**
 * The smallest policy with which a run would have gone the same way for one role, and what the role has beyond it. What was
 * denied stays denied: it is listed as used, but not granted. Proven by deciding every use again with this policy alone.
 * `Statement` is empty for a role that used nothing: it needs no policy.
 */
export function leastPrivilege(
  scenario: Scenario,
  recording: Recording,
  role: string,
): LeastPrivilege {
  const filled = fillDefaults(scenario);
  const used = usesOf(recording, role);
  const granted = used.filter(({ denied }) => !denied);
  const statements = statementsFor(filled, granted);
  const policy: PolicyDocument = { Version: '2012-10-17', Statement: statements };
  const open = granted.filter((use) => !isAllowed(policy, use));
  if (open.length > 0) statements.push(...named(open.map(exactly), statements));
  const identity = policySetFor(filled, requestBy(filled, role)).identity ?? [];
  return { role, policy, used, excess: excessOf(identity, granted) };
}

/** Every permission that a session of the role was checked for, with how often. */
function usesOf({ events }: Recording, role: string): Use[] {
  const uses = new Map<string, Use>();
  for (const event of events) {
    if (event.type !== 'api.call' || !needsPolicy(event.call, role)) continue;
    const { call } = event;
    const checks = call.checks ?? [{ action: call.action, resource: call.resource }];
    for (const [index, { action, resource }] of checks.entries()) {
      const denied = call.decision.result !== 'Allowed' && index === checks.length - 1;
      const key = JSON.stringify([action, resource, denied]);
      const use = uses.get(key) ?? { action, resource, calls: 0, denied };
      use.calls++;
      uses.set(key, use);
    }
  }
  return [...uses.values()].sort(
    (one, other) =>
      byCodeUnits(one.action, other.action) || byCodeUnits(one.resource, other.resource),
  );
}

/**
 * Calls that need no permission (GetCallerIdentity), that were refused before IAM was asked, or that a resource policy alone
 * lets through, ask nothing of the role's policies.
 */
function needsPolicy({ caller, decision }: Call, role: string): boolean {
  if (caller.type !== 'AssumedRole' || caller.role !== role) return false;
  const { result, decidedBy, statements } = decision;
  if (result !== 'Allowed' || decidedBy === 'identity') return decidedBy !== 'none';
  return statements.some(
    ({ layer, matched, effect }) => layer === 'identity' && matched && effect === 'Allow',
  );
}

/** One statement for all actions of a service that were used on the same things. */
function statementsFor(scenario: FilledScenario, uses: readonly Use[]): PolicyStatement[] {
  const resources = new Map<string, string[]>();
  for (const { action, resource } of uses) {
    resources.set(action, [...(resources.get(action) ?? []), resource]);
  }
  const groups = new Map<string, PolicyStatement & { Action: string[]; Resource: string[] }>();
  for (const [action, list] of resources) {
    const patterns = patternsOf(scenario, list);
    // Only actions without a resource may have "*", and they never take others along.
    const parts = [patterns.filter((one) => one === '*'), patterns.filter((one) => one !== '*')];
    for (const Resource of parts) {
      if (Resource.length === 0) continue;
      const key = JSON.stringify([serviceOf(action), Resource]);
      const group = groups.get(key) ?? { Effect: 'Allow', Action: [], Resource };
      group.Action.push(action);
      groups.set(key, group);
    }
  }
  const statements = [...groups.values()].map((group): PolicyStatement => {
    const { Action, Resource } = group;
    return {
      Effect: 'Allow',
      Action: oneOrMany(Action.sort(byCodeUnits)),
      Resource: oneOrMany(Resource),
    };
  });
  return named(statements, []);
}

const oneOrMany = (values: string[]): string | string[] =>
  values.length === 1 ? (values[0] ?? values) : values;

const exactly = ({ action, resource }: Use): PolicyStatement => ({
  Effect: 'Allow',
  Action: action,
  Resource: lastingPattern(resource),
});

/** Gives each statement a Sid, after what it is about. */
function named(
  statements: readonly PolicyStatement[],
  present: readonly PolicyStatement[],
): PolicyStatement[] {
  const taken = new Set<unknown>(present.map((one) => one.Sid));
  return statements.map((statement) => {
    const Sid = freeSid([statement.Action ?? ''].flat()[0] ?? '', taken);
    taken.add(Sid);
    return { Sid, ...statement };
  });
}

function isAllowed(document: PolicyDocument, { action, resource }: Use): boolean {
  const principal = { type: 'AWS', arn: 'arn:aws:iam::111122223333:role/proof' } as const;
  const decision = authorize(
    { principal, action, resource, resourceAccount: '111122223333' },
    { identity: [{ name: 'proof', document }] },
  );
  return decision.statements.some(({ matched }) => matched);
}

function requestBy({ account }: FilledScenario, role: string): AuthorizationRequest {
  const issuer = `arn:aws:iam::${account.id}:role/${role}`;
  const arn = `arn:aws:sts::${account.id}:assumed-role/${role}/review`;
  const principal = { type: 'AWS', arn, issuer, account: account.id } as const;
  return { principal, action: '*', resource: '*' };
}
