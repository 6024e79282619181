/** Writes the charts of the simulator's machines: `npx tsx src/build/charts.ts`. A test fails when they are out of date. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildMachine } from '../simulator/codebuild/build.machine.ts';
import { containerMachine } from '../simulator/codebuild/container.machine.ts';
import { actionMachine } from '../simulator/pipeline/action.machine.ts';
import { executionMachine } from '../simulator/pipeline/execution.machine.ts';
import { stageMachine } from '../simulator/pipeline/stage.machine.ts';
import type { MachineName } from '../simulator/recording/events.ts';
import type { Chart } from '../simulator/recording/worldTypes.ts';
import { roleSessionMachine } from '../simulator/sts/roleSession.machine.ts';
import { chartOf } from './chartOf.ts';

/** Charts made afresh from the machines. */
export const freshCharts: Record<MachineName, Chart> = {
  execution: chartOf('execution', executionMachine, {
    title: 'Pipeline execution',
    description: 'One trip of a commit through the pipeline, stage after stage.',
  }),
  stage: chartOf('stage', stageMachine, {
    title: 'Stage',
    description: 'Runs its actions, group after group by runOrder.',
  }),
  action: chartOf('action', actionMachine, {
    title: 'Action',
    description: 'Hands work to a provider and waits for the result.',
  }),
  build: chartOf('build', buildMachine, {
    title: 'Build',
    description: 'The eleven phases of one build, with the timeout beside them.',
  }),
  container: chartOf('container', containerMachine, {
    title: 'Build container',
    description: 'Made for one build, gone with it.',
  }),
  roleSession: chartOf('roleSession', roleSessionMachine, {
    title: 'Role session',
    description: 'Temporary credentials: requested, then active or refused, in the end expired.',
  }),
};

/** The module that holds them. */
export const chartsModule = (): string =>
  `/** Made from the machines by src/build/charts.ts; do not edit. */
import type { MachineName } from './events.ts';
import type { Chart } from './worldTypes.ts';

export const charts: Record<MachineName, Chart> = JSON.parse(
  '${JSON.stringify(freshCharts)}',
);
`;

export const chartsPath = fileURLToPath(
  new URL('../simulator/recording/charts.ts', import.meta.url),
);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(chartsPath, chartsModule());
}
