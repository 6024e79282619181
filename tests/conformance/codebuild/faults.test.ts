import { describe, expect, it } from 'vitest';
import { contextWording, type Recording, rules } from '../../../src/simulator/read.ts';
import { edited, eventsOf, log, simulate } from '../../unit/engine/support.ts';
import type { Told } from './fault.ts';
import { faults } from './faults/index.ts';
import { notReproducible, notYet } from './faults/notReproducible.ts';

/** Everything that the run said: log, errors of calls, contexts of phases, errors of actions. */
function told(recording: Recording): Told {
  const uuid = recording.outcome.builds[0]?.id.split(':')[1] ?? '\u0000';
  const shown = log(recording).replaceAll(uuid, '#');
  const ended = eventsOf(recording, 'build.phase').filter(({ status }) => status !== 'IN_PROGRESS');
  const rest = [
    ...eventsOf(recording, 'action.status').map(({ errorDetails }) => errorDetails?.message ?? ''),
    ...ended.flatMap(({ contexts }) =>
      contexts.map(({ statusCode, message }) => `${statusCode}: ${message}`),
    ),
    ...eventsOf(recording, 'api.call').map(({ call }) => call.errorMessage ?? ''),
  ].join('\n');
  return {
    log: shown,
    phases: ended.map(({ phase, status }) => `${phase} ${status}`),
    all: `${shown}\n${rest.replaceAll(uuid, '#')}`,
  };
}

/** How the entries below name words that nobody has compared. */
const unsure = /unverified|not verified|never seen/;

const says = (text: string, message: string | RegExp): boolean =>
  typeof message === 'string' ? text.includes(message) : message.test(text);

describe('the fault catalogue of CodeBuild', () => {
  it('has a place for each of the 92 entries: reproduced, or the reason why it is not', () => {
    const places = [...[...faults, ...notReproducible].map(({ number }) => number), ...notYet];
    expect(places.sort((a, b) => a - b)).toEqual(Array.from({ length: 92 }, (_, i) => i + 1));
  });

  it('reproduces at least 75 of them', () => {
    const numbers = new Set(faults.map(({ number }) => number));
    const line = (number: number, ...rest: string[]) =>
      [String(number).padStart(2), ...rest].join('  ');
    const listed = [
      ...faults.map(({ number, what, phase, statusCode }) =>
        line(number, 'reproduced', `${phase ?? '–'} ${statusCode ?? ''}`.padEnd(40), what),
      ),
      ...notReproducible.map(({ number, reason }) => line(number, 'cannot be ', reason)),
      ...notYet.map((number) => line(number, 'not yet   ')),
    ].sort();
    console.log([...listed, `Faults of CodeBuild: ${numbers.size} of 92 reproduced`].join('\n'));
    expect(numbers.size).toBeGreaterThanOrEqual(75);
  });

  it.each(faults)('$number: $what', async (fault) => {
    const recording = await simulate(edited(fault.scenario, fault.edit));
    const said = told(recording);
    if (typeof fault.message === 'string') expect(said.all).toContain(fault.message);
    else expect(said.all).toMatch(fault.message);
    expect(recording.outcome.executions[0]?.status ?? null).toBe(
      fault.status === undefined ? 'Failed' : fault.status,
    );

    const first = recording.outcome.builds[0]?.phases.find(
      ({ phaseStatus }) => phaseStatus !== undefined && phaseStatus !== 'SUCCEEDED',
    );
    expect(first?.phaseType ?? null).toBe(fault.phase);
    if (fault.phase !== null) {
      expect(first?.phaseStatus).toBe(fault.phaseStatus ?? 'FAILED');
      expect(first?.contexts?.[0]?.statusCode).toBe(fault.statusCode);
      // What the catalogue calls unverified is marked so on screen, and nothing else is.
      const grade = rules[contextWording(first?.contexts?.[0]?.message ?? '') ?? '']?.evidence;
      const own = fault.statusCode !== 'COMMAND_EXECUTION_ERROR' && unsure.test(fault.source);
      expect(grade === 'unverified').toBe(own);
    }
    if (fault.exitCode !== undefined) {
      const codes = recording.outcome.commands.map(({ exitCode }) => exitCode);
      expect(codes).toContain(fault.exitCode);
    }
    await fault.also?.(said, recording);
    // Without the edit nothing of the kind is said.
    const sound = told(await simulate(edited(fault.scenario, () => undefined)));
    expect(says(sound.all, fault.message)).toBe(fault.harmless ?? false);
  });
});
