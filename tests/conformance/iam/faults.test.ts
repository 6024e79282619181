import { describe, expect, it } from 'vitest';
import { editScenario, fixForCall } from '../../../src/simulator/advice/index.ts';
import type { Recording, Scenario } from '../../../src/simulator/read.ts';
import { edited, eventsOf, log, simulate } from '../../unit/engine/support.ts';
import type { PermissionFault } from './fault.ts';
import { pipelineFaults } from './faults/pipeline.ts';
import { registryFaults } from './faults/registry.ts';
import { roleFaults } from './faults/roles.ts';
import { s3Faults } from './faults/s3.ts';
import { storeFaults } from './faults/stores.ts';

const faults = [
  ...s3Faults,
  ...registryFaults,
  ...roleFaults,
  ...pipelineFaults,
  ...storeFaults,
].sort((a, b) => a.number - b.number);

/** Everything that the run said: log, errors of calls, actions and phases, refused documents, how it ended. */
function told(recording: Recording): string {
  const uuid = recording.outcome.builds[0]?.id.split(':')[1] ?? '';
  return [
    log(recording),
    ...eventsOf(recording, 'action.status').map(({ errorDetails }) => errorDetails?.message ?? ''),
    ...eventsOf(recording, 'build.phase').flatMap(({ contexts }) =>
      contexts.map(({ message }) => message),
    ),
    ...eventsOf(recording, 'api.call').map(({ call }) => call.errorMessage ?? ''),
    ...eventsOf(recording, 'policy.refused').map(({ code, message }) => `${code}: ${message}`),
    recording.outcome.executions[0]?.status ?? '',
  ]
    .join('\n')
    .replaceAll(uuid === '' ? '\u0000' : uuid, '#');
}

const statusOf = (recording: Recording) => recording.outcome.executions[0]?.status;

function says(text: string, message: string | RegExp): boolean {
  return typeof message === 'string' ? text.includes(message) : message.test(text);
}

/** The call that made the run fail: the last that IAM refused, else the last that a service did. */
function refusedCall(recording: Recording) {
  const calls = eventsOf(recording, 'api.call').map(({ call }) => call);
  return (
    calls.findLast(({ decision }) => decision.result !== 'Allowed') ??
    calls.findLast(({ errorCode }) => errorCode !== undefined)
  );
}

/** Applies proposed edits until the run goes on to its end; an engineer may have to press the button twice. */
async function mended(fault: PermissionFault, scenario: Scenario, recording: Recording) {
  let [current, last] = [scenario, recording];
  const { mend } = fault;
  const enough = () =>
    statusOf(last) === 'Succeeded' ||
    (mend.type === 'policy' && mend.next !== undefined && says(told(last), mend.next));
  for (let round = 0; round < 4 && !enough(); round++) {
    const call = refusedCall(last);
    if (call === undefined) throw new Error('no call was refused');
    const fix = fixForCall(current, call);
    if (!fix.ok) throw new Error(fix.reason);
    expect(fix.best.decision.result).toBe('Allowed');
    current = editScenario(current, fix.best.edits);
    last = await simulate(current);
  }
  return last;
}

describe('the faults of permission in CI', () => {
  it('are all here', () => {
    expect(faults.map(({ number }) => number)).toEqual(Array.from({ length: 35 }, (_, i) => i + 1));
  });

  describe.each(faults)('$number: $what', (fault) => {
    const scenario = () => edited(fault.scenario, fault.edit);

    it('says its literal message', async () => {
      const recording = await simulate(scenario());
      const text = told(recording);
      if (typeof fault.message === 'string') expect(text).toContain(fault.message);
      else expect(text).toMatch(fault.message);
      expect(statusOf(recording)).toBe(fault.status ?? 'Failed');
      // Without the edit nothing of the kind is said.
      expect(
        says(told(await simulate(edited(fault.scenario, () => undefined))), fault.message),
      ).toBe(false);
    });

    const { mend } = fault;
    if (mend.type === 'policy') {
      it('is mended by a proven edit of a policy', async () => {
        const broken = scenario();
        const last = await mended(fault, broken, await simulate(broken));
        expect(told(last)).not.toContain(fault.message);
        if (mend.next === undefined) expect(statusOf(last)).toBe('Succeeded');
        else expect(says(told(last), mend.next)).toBe(true);
      });
    } else if (mend.type === 'honest') {
      it('says honestly that no policy mends it', async () => {
        const broken = scenario();
        const call = refusedCall(await simulate(broken));
        const fix = call && fixForCall(broken, call);
        expect(fix).toMatchObject({ ok: false, reason: expect.stringMatching(mend.says) });
      });
    } else {
      it('is mended by what really causes it', async () => {
        const broken = scenario();
        mend.edit(broken);
        const text = told(await simulate(broken));
        expect(says(text, fault.message)).toBe(false);
        expect(text).toMatch(/Succeeded$/);
      });
    }
  });
});
