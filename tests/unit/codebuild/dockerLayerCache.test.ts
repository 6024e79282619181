import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../src/simulator/read.ts';
import { container, log, simulate } from '../engine/support.ts';

const minute = 60_000;

/** Two builds of the image, some minutes apart: how many steps each found in the cache. */
async function cachedSteps(o: {
  cache: Record<string, unknown>;
  apart?: number;
  edit?: (scenario: Scenario) => void;
}): Promise<number[]> {
  const recording = await simulate(
    container((scenario) => {
      const [project] = Object.values(scenario.projects);
      project!.cache = o.cache;
      scenario.interventions = [0, (o.apart ?? 10) * minute].map((at) => ({
        when: { at },
        type: 'push',
      }));
      o.edit?.(scenario);
    }),
  );
  const [, ...builds] = log(recording).split('Running on CodeBuild');
  expect(builds).toHaveLength(2);
  return builds.map((text) => text.match(/ CACHED\n/g)?.length ?? 0);
}
const layers = { type: 'LOCAL', modes: ['LOCAL_DOCKER_LAYER_CACHE'] };

describe('the layers of Docker', () => {
  it('are found by the next build on the host', async () => {
    const [first, second] = await cachedSteps({ cache: layers });
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0);
  });

  it('are gone with the host, and with every build that has no such cache', async () => {
    expect(await cachedSteps({ cache: layers, apart: 120 })).toEqual([0, 0]);
    expect(await cachedSteps({ cache: { type: 'NO_CACHE' } })).toEqual([0, 0]);
    const custom = { type: 'LOCAL', modes: ['LOCAL_CUSTOM_CACHE'] };
    expect(await cachedSteps({ cache: custom })).toEqual([0, 0]);
  });
});
