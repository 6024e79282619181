import type { Params } from '../cloud/types.ts';
import type { Trace } from '../recording/types.ts';
import type { Intervention, TimedIntervention } from '../scenario/types.ts';
import { push } from './push.ts';
import type { Simulation } from './simulation.ts';

type Handler = (sim: Simulation, trace: Trace, intervention: Intervention) => Promise<void>;

/** The developer asks CodeBuild for something, in the console or on the command line. */
async function callCodeBuild(
  sim: Simulation,
  trace: Trace,
  operation: string,
  params: Params,
): Promise<void> {
  const result = await sim.door.call(trace, {
    service: 'codebuild',
    operation,
    params,
    signer: { type: 'user', name: 'dana' },
    from: 'developer',
  });
  trace.after(result.seq);
}

/** What the learner can do today. The others are listed as unused, so that nothing pretends to have happened. */
const handlers: Partial<Record<Intervention['type'], Handler>> = {
  push: async (sim, trace, intervention) => {
    if (intervention.type === 'push') await push(sim, trace, intervention);
  },
  updateProject: async (sim, trace, intervention) => {
    if (intervention.type !== 'updateProject') return;
    const project = sim.scenario.projects[intervention.project];
    await callCodeBuild(sim, trace, 'UpdateProject', {
      name: intervention.project,
      serviceRole: project?.serviceRole ?? '',
    });
  },
  startBuild: async (sim, trace, intervention) => {
    if (intervention.type !== 'startBuild') return;
    await callCodeBuild(sim, trace, 'StartBuild', {
      ...intervention.overrides,
      projectName: intervention.project,
    });
  },
  startBuildBatch: async (sim, trace, intervention) => {
    if (intervention.type !== 'startBuildBatch') return;
    await callCodeBuild(sim, trace, 'StartBuildBatch', {
      ...intervention.overrides,
      projectName: intervention.project,
    });
  },
  stopBuildBatch: async (sim, trace, intervention) => {
    if (intervention.type !== 'stopBuildBatch') return;
    for (const { id, project } of sim.batches.values()) {
      if (project.name === intervention.project) {
        await callCodeBuild(sim, trace, 'StopBuildBatch', { id });
      }
    }
  },
  retryBuild: async (sim, trace, intervention) => {
    if (intervention.type !== 'retryBuild') return;
    const last = [...sim.builds.values()].findLast(
      ({ project }) => project.name === intervention.project,
    );
    if (last !== undefined) await callCodeBuild(sim, trace, 'RetryBuild', { id: last.id });
  },
  stopBuild: async (sim, trace, intervention) => {
    if (intervention.type !== 'stopBuild') return;
    for (const run of sim.builds.values()) {
      if (run.project.name !== intervention.project) continue;
      sim.machines.send(run.id, {
        type: 'stop',
        ...(trace.last === null ? {} : { seq: trace.last }),
      });
    }
  },
};

/**
 * Puts the interventions into the run: at their time, or when the event they wait for has been recorded.
 * `noticed` is to be called for every recorded key; `unused` lists those whose moment never came.
 */
export function planInterventions(sim: Simulation, list: readonly TimedIntervention[]) {
  const waiting = new Map<string, { item: TimedIntervention; delay: number; index: number }[]>();
  const unused = new Set<TimedIntervention>(list);

  /** The first push is the story itself; everything else has a name of its own, whatever comes before it. */
  const scopes = list.map((item, index) => {
    const earlier = list.slice(0, index).filter(({ type }) => type === item.type).length;
    return item.type === 'push' && earlier === 0 ? '' : `${item.type}${earlier + 1}`;
  });
  const perform = (item: TimedIntervention, index: number, cause: number | null) => {
    const handler = handlers[item.type];
    if (handler === undefined) return;
    unused.delete(item);
    const trace = sim.root.child(scopes[index] ?? item.type);
    if (cause !== null) trace.after(cause);
    sim.background(handler(sim, trace, item));
  };
  for (const [index, item] of list.entries()) {
    if ('at' in item.when) {
      sim.kernel.schedule(item.when.at, () => perform(item, index, null));
    } else {
      const all = waiting.get(item.when.after) ?? [];
      all.push({ item, delay: item.when.delay ?? 0, index });
      waiting.set(item.when.after, all);
    }
  }
  return {
    noticed(key: string, seq: number) {
      for (const { item, delay, index } of waiting.get(key) ?? []) {
        sim.kernel.schedule(delay, () => perform(item, index, seq));
      }
      waiting.delete(key);
    },
    unused: (): Intervention[] => [...unused].map(({ when: _when, ...rest }) => rest),
  };
}
