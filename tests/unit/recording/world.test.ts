import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Recording, worldAt } from '../../../src/simulator/read.ts';
import { outcomeOf } from '../../../src/simulator/recording/outcome.ts';
import { nodeSite, simulate } from '../engine/support.ts';

describe('worldAt', () => {
  let recording: Recording;
  beforeAll(async () => {
    recording = await simulate(nodeSite());
  });

  it('passes through the same worlds forwards, backwards and by jumps', () => {
    const length = recording.events.length;
    const straight = structuredClone(recording);
    const worlds: string[] = [];
    for (let position = 0; position <= length; position++) {
      worlds.push(JSON.stringify(worldAt(straight, position)));
    }
    for (let position = length; position >= 0; position--) {
      expect(JSON.stringify(worldAt(recording, position))).toBe(worlds[position]);
    }
    fc.assert(
      fc.property(fc.array(fc.nat(length), { maxLength: 20 }), (positions) => {
        const fresh = { ...recording };
        for (const position of positions) {
          expect(JSON.stringify(worldAt(fresh, position))).toBe(worlds[position]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('never changes a world it has handed out', () => {
    const fresh = { ...recording };
    const positions = [1, 40, 63, 64, 65, 100, recording.events.length];
    const kept = positions.map((position) => worldAt(fresh, position));
    const texts = kept.map((world) => JSON.stringify(world));
    for (let position = 0; position <= recording.events.length; position++)
      worldAt(fresh, position);
    expect(kept.map((world) => JSON.stringify(world))).toEqual(texts);
  });

  it('clamps what lies outside', () => {
    expect(worldAt(recording, -5).position).toBe(0);
    expect(worldAt(recording, Number.NaN).position).toBe(0);
    expect(worldAt(recording, 1e9).position).toBe(recording.events.length);
  });

  it('ends where the outcome says', () => {
    const end = worldAt(recording, recording.events.length);
    const { executions, builds, commands, calls } = outcomeOf(
      recording.scenario,
      recording.events,
      [],
    );
    expect({ executions, builds, commands, calls }).toEqual({
      executions: end.executions,
      builds: end.builds,
      commands: end.commands,
      calls: end.calls,
    });
  });
});
