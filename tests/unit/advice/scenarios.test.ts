import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../src/scenarios/index.ts';
import { fixForCall } from '../../../src/simulator/advice/fixForCall.ts';
import { documentOf, editScenario } from '../../../src/simulator/advice/scenarioDocuments.ts';
import type { PolicyEdit } from '../../../src/simulator/advice/types.ts';
import { simulate } from '../../../src/simulator/index.ts';
import type { Recording, Scenario } from '../../../src/simulator/read.ts';

const succeeded = (recording: Recording): boolean =>
  recording.events.some(
    (event) => event.type === 'execution.status' && event.status === 'Succeeded',
  );
const denied = ({ events }: Recording) =>
  events.flatMap((event) =>
    event.type === 'api.call' && event.call.decision.result !== 'Allowed' ? [event.call] : [],
  );

/** Every statement of every role: its document and its place. */
const statements = scenarios.flatMap((scenario) =>
  Object.entries(scenario.roles ?? {}).flatMap(([role, { policies }]) =>
    [
      `trust:${role}`,
      ...Object.keys(policies).map((name) => `role:${role}/policy:${name}`),
    ].flatMap((document) =>
      (documentOf(scenario, document) as { Statement: { Sid?: string }[] }).Statement.map(
        ({ Sid }, index) => ({ id: scenario.id, scenario, document, index, sid: Sid ?? index }),
      ),
    ),
  ),
);

/** Mends the first denial of each run until the pipeline succeeds. */
async function mendAll(start: Scenario): Promise<{ scenario: Scenario; fixes: PolicyEdit[][] }> {
  let scenario = start;
  const fixes: PolicyEdit[][] = [];
  for (let round = 0; round < 12; round++) {
    const recording = await simulate(scenario);
    if (succeeded(recording) && denied(recording).length === 0) return { scenario, fixes };
    const [call] = denied(recording);
    expect(call, 'a run that failed without a denial').toBeDefined();
    const fix = fixForCall(scenario, call!);
    if (!fix.ok) throw new Error(fix.reason);
    fixes.push(fix.best.edits);
    scenario = editScenario(scenario, fix.best.edits);
  }
  throw new Error(`not mended after ${JSON.stringify(fixes, null, 1)}`);
}

describe('a scenario from which a statement was taken', () => {
  it.each(statements)('$id runs again with fixes: $document $sid', async (one) => {
    const broken = editScenario(one.scenario, [
      { op: 'remove', document: one.document, path: ['Statement', one.index] },
    ]);
    const { fixes, scenario } = await mendAll(broken);
    expect(fixes.length).toBeGreaterThan(0);
    const values = fixes.flat().map((edit) => JSON.stringify(edit));
    const sweeping = values.filter((edit) => /"\*"/.test(edit));
    expect(sweeping.filter((edit) => !edit.includes('ecr:GetAuthorizationToken'))).toEqual([]);
    expect(scenario).not.toEqual(broken);
  });
});
