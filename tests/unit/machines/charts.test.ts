import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chartsModule, chartsPath, freshCharts } from '../../../src/build/charts.ts';
import { charts } from '../../../src/simulator/recording/charts.ts';

describe('charts', () => {
  it('are those of the machines as they are now', () => {
    expect(charts).toEqual(freshCharts);
    expect(readFileSync(chartsPath, 'utf8')).toContain(chartsModule().split('JSON.parse')[0]);
  });

  it('hold every phase of a build with the way out of it', () => {
    const states = charts.build.states.flatMap(function all(state): typeof charts.build.states {
      return [state, ...state.states.flatMap(all)];
    });
    const phase = (name: string) => states.find((state) => state.name === name);
    expect(phase('BUILD')?.transitions).toContainEqual({
      event: 'phase.failed',
      target: 'IN_PROGRESS.phases.POST_BUILD',
    });
    expect(phase('INSTALL')?.transitions).toContainEqual({
      event: 'phase.failed',
      target: 'IN_PROGRESS.phases.FINALIZING',
    });
    expect(phase('IN_PROGRESS')?.type).toBe('parallel');
  });
});
