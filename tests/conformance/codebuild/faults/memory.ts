import { expect } from 'vitest';
import type { Scenario } from '../../../../src/simulator/read.ts';
import { edited, phaseOf, simulate } from '../../../unit/engine/support.ts';
import { environment, onlyBuild } from '../edits.ts';
import type { BuildFault } from '../fault.ts';

const scenario = 'node-site-to-s3';
const build = { scenario, phase: 'BUILD', statusCode: 'COMMAND_EXECUTION_ERROR' } as const;

/** One command, and what it needs. */
function needs(edited: Scenario, command: string, memoryMiB: number): void {
  onlyBuild(edited, command, 'mkdir -p dist && touch dist/index.html');
  edited.outcomes = [{ command, exitCode: 0, seconds: 40, memoryMiB }];
}

/** The same with a bigger machine is green. */
async function greenOnMedium(command: string, memoryMiB: number): Promise<void> {
  const recording = await simulate(
    edited(scenario, (bigger) => {
      needs(bigger, command, memoryMiB);
      environment(bigger, { computeType: 'BUILD_GENERAL1_MEDIUM' });
    }),
  );
  expect(phaseOf(recording, 'BUILD')?.phaseStatus).toBe('SUCCEEDED');
}

/** Commands that need more memory than they get. */
export const memoryFaults: readonly BuildFault[] = [
  {
    ...build,
    number: 55,
    what: 'a bundler needs more than the heap of Node.js',
    source: 'Node.js; community',
    edit: (edited) => needs(edited, 'npx webpack --mode production', 3000),
    message: 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    exitCode: 134,
    also: () =>
      greenOnMedium('NODE_OPTIONS=--max-old-space-size=6144 npx webpack --mode production', 5000),
  },
  {
    ...build,
    number: 56,
    what: 'a command needs more memory than the container has',
    source: 'Linux; derived',
    edit: (edited) => needs(edited, 'mvn -q package', 6000),
    message: 'Killed\n',
    exitCode: 137,
    also: () => greenOnMedium('mvn -q package', 6000),
  },
];
