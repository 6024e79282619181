import type { Door } from '../cloud/types.ts';
import type { BatchRun } from '../codebuild/batch/batchRun.ts';
import type { BuildRun } from '../codebuild/buildRun.ts';
import type { BuildHosts } from '../codebuild/cache/local.ts';
import type { DockerHub } from '../codebuild/dockerHub.ts';
import type { Fleets } from '../codebuild/fleets.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { MachineRegistry } from '../kernel/registry.ts';
import type { Clock, Ids } from '../kernel/types.ts';
import type { ExecutionRun } from '../pipeline/executionRun.ts';
import type { Trace } from '../recording/types.ts';
import type { FilledScenario } from '../scenario/types.ts';

/** Everything one run has in hand. Passed to effects; never stored outside the run. */
export interface Simulation {
  scenario: FilledScenario;
  kernel: Kernel;
  clock: Clock;
  ids: Ids;
  machines: MachineRegistry;
  door: Door;
  /** The thread from which all others branch off. */
  root: Trace;
  /** By execution id. */
  executions: Map<string, ExecutionRun>;
  /** By build id. */
  builds: Map<string, BuildRun>;
  /** Batch builds, by id. */
  batches: Map<string, BatchRun>;
  /** Builds so far, per project. */
  buildNumbers: Map<string, number>;
  dockerHub: DockerHub;
  fleets: Fleets;
  buildHosts: BuildHosts;
  /** Lets a task run on virtual time; `Cancelled` is a normal end, everything else fails the simulation. */
  background(task: Promise<void>): void;
}
