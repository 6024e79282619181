import { createDoor } from '../cloud/door.ts';
import { retryBuildBatch, stopBuildBatch } from '../codebuild/batch/control.ts';
import { batchesOf, batchGetBuildBatches } from '../codebuild/batch/describeBatch.ts';
import { startBuildBatch } from '../codebuild/batch/startBatch.ts';
import { makeBuildHosts } from '../codebuild/cache/local.ts';
import { batchGetBuilds, buildsOf } from '../codebuild/describeBuild.ts';
import { makeDockerHub } from '../codebuild/dockerHub.ts';
import { buildEntry, containerEntry } from '../codebuild/effects.ts';
import { makeFleets } from '../codebuild/fleets.ts';
import { retryBuild } from '../codebuild/retryBuild.ts';
import { startBuild } from '../codebuild/startBuild.ts';
import { stopBuild } from '../codebuild/stopBuild.ts';
import { makeIds } from '../kernel/ids.ts';
import { Cancelled, limits, makeKernel } from '../kernel/kernel.ts';
import { makeRegistry } from '../kernel/registry.ts';
import { actionEntry, executionEntry, stageEntry } from '../pipeline/effects.ts';
import type { SimEvent } from '../recording/events.ts';
import { makeRecorder } from '../recording/recorder.ts';
import type { Recording } from '../recording/types.ts';
import { fillDefaults } from '../scenario/defaults.ts';
import type { Intervention, Scenario } from '../scenario/types.ts';
import { roleSessionEntry } from '../sts/effects.ts';
import { seededDice } from './dice.ts';
import { planInterventions } from './interventions.ts';
import { announceRefusedPolicies } from './refusedPolicies.ts';
import type { Simulation } from './simulation.ts';

/** Where a run stops, and who listens. */
export interface RunOptions {
  /** Stop when this many events are recorded. */
  untilSeq?: number;
  /** Stop before the first moment after this. ms of virtual time. */
  untilTime?: number;
  /** Abort rejects with `AbortError`. */
  signal?: AbortSignal;
  /** Called with new events, batch by batch. */
  onEvents?: (batch: SimEvent[]) => void;
}

/** One run of a scenario, which can be held at any moment. Use inside `exclusively`. */
export interface Run {
  sim: Simulation;
  /** What is recorded so far. */
  events: readonly SimEvent[];
  advance(options: RunOptions): Promise<Recording['ended']>;
  /** Interventions whose moment has not come. */
  unused(): Intervention[];
}

/** Sets up a scenario's world at its first moment: nothing has happened yet. */
export function startRun(written: Scenario): Run {
  const scenario = fillDefaults(written);
  const ids = makeIds(scenario.seed);
  const kernel = makeKernel(Date.parse(scenario.startTime), seededDice(scenario.seed));
  const recorder = makeRecorder(kernel.clock.now);
  let failure: { reason: unknown } | null = null;

  const simulation = (): Simulation => sim;
  const machines = makeRegistry(kernel, {
    execution: executionEntry(simulation),
    stage: stageEntry(simulation),
    action: actionEntry(simulation),
    build: buildEntry(simulation),
    container: containerEntry(simulation),
    roleSession: roleSessionEntry(simulation),
  });
  const sim: Simulation = {
    scenario,
    kernel,
    clock: kernel.clock,
    ids,
    machines,
    root: recorder.root,
    executions: new Map(),
    builds: new Map(),
    batches: new Map(),
    buildNumbers: new Map(),
    dockerHub: makeDockerHub(kernel.clock.now),
    fleets: makeFleets(scenario),
    buildHosts: makeBuildHosts(kernel.clock.now),
    door: createDoor({
      scenario,
      clock: kernel.clock,
      ids,
      hooks: {
        startBuild: (params, env) => startBuild(simulation(), params, env),
        retryBuild: (params, env) => retryBuild(simulation(), params, env),
        stopBuild: (params) => stopBuild(simulation(), params),
        batchGetBuilds: (params) => ({ ok: true, output: batchGetBuilds(simulation(), params) }),
        startBuildBatch: (params, env) => startBuildBatch(simulation(), params, env),
        retryBuildBatch: (params, env) => retryBuildBatch(simulation(), params, env),
        stopBuildBatch: (params) => stopBuildBatch(simulation(), params),
        batchGetBuildBatches: (params) => ({
          ok: true,
          output: batchGetBuildBatches(simulation(), params),
        }),
        listBatches: (name) => ({ ok: true, output: batchesOf(simulation(), name) }),
        listBuilds: (name) => ({ ok: true, output: buildsOf(simulation(), name) }),
      },
    }),
    background(task) {
      task.catch((reason: unknown) => {
        if (!(reason instanceof Cancelled)) failure ??= { reason };
      });
    },
  };

  announceRefusedPolicies(sim);
  const plan = planInterventions(sim, scenario.interventions);
  let handedOver = 0;
  return {
    sim,
    events: recorder.events,
    unused: plan.unused,
    async advance(options) {
      const stop = (nextDue: number): boolean => {
        if (failure !== null) throw failure.reason;
        options.signal?.throwIfAborted();
        const fresh = recorder.events.slice(handedOver);
        for (const event of fresh) plan.noticed(event.key, event.seq);
        if (fresh.length > 0) options.onEvents?.(fresh);
        handedOver = recorder.events.length;
        return (
          nextDue > (options.untilTime ?? Number.POSITIVE_INFINITY) ||
          handedOver >= (options.untilSeq ?? Number.POSITIVE_INFINITY) ||
          handedOver >= limits.events
        );
      };
      const how = await kernel.run(stop);
      stop(0);
      return handedOver >= limits.events ? 'limit' : how;
    },
  };
}
