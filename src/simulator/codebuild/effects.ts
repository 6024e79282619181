import type { Simulation } from '../engine/simulation.ts';
import type { Effect, MachineEntry } from '../kernel/registry.ts';
import type { BuildStatus, PhaseContext, PhaseType } from '../recording/events.ts';
import { buildMachine } from './build.machine.ts';
import type { BuildRun } from './buildRun.ts';
import { containerMachine } from './container.machine.ts';
import { passOn } from './credentials.ts';
import { phaseRunners } from './phases/index.ts';

function runOf(sim: Simulation, buildId: unknown): BuildRun {
  const run = sim.builds.get(String(buildId));
  if (run === undefined) throw new Error(`no build ${String(buildId)}`);
  return run;
}

/** The rule behind the way a phase ended. */
function ruleOf(phase: PhaseType, status: BuildStatus, code: string | undefined): string {
  if (status === 'TIMED_OUT') return 'codebuild.timeout-cuts-phase';
  if (status !== 'FAILED') return 'codebuild.phases-in-order';
  if (code === 'YAML_FILE_ERROR') return 'codebuild.buildspec-unreadable';
  const late: readonly PhaseType[] = ['BUILD', 'POST_BUILD', 'UPLOAD_ARTIFACTS'];
  return late.includes(phase)
    ? 'codebuild.post-build-after-failed-build'
    : 'codebuild.early-failure-skips-the-rest';
}

export function buildEntry(simulation: () => Simulation): MachineEntry {
  const phaseStart = new Map<string, number>();

  const status: Effect = ({ context, params, trace }) => {
    const run = runOf(simulation(), context.buildId);
    const name = params.status as BuildStatus;
    const seq = trace.record(name, 'build.ended', { buildId: run.id, status: name });
    // FINALIZING takes the container away; a build that never got that far has one all the same.
    simulation().machines.send(run.containerId, { type: 'removed', seq });
    // A build that failed before its container was made: CodeBuild itself drops the credentials.
    if (run.holder !== null) passOn(trace, run, null);
    run.pipeline.ended({
      status: name,
      exported: run.exported,
      seq,
      ...(run.failedPhase === undefined ? {} : { failedPhase: run.failedPhase }),
    });
  };
  const phaseBegins: Effect = ({ context, params, trace }) => {
    const phase = params.phase as PhaseType;
    phaseStart.set(`${String(context.buildId)}/${phase}`, simulation().clock.now());
    trace.record(phase, 'build.phase', {
      buildId: String(context.buildId),
      phase,
      status: 'IN_PROGRESS',
      contexts: [],
    });
  };
  const phaseEnds: Effect = ({ context, params, trace }) => {
    const sim = simulation();
    const run = runOf(sim, context.buildId);
    const phase = params.phase as PhaseType;
    const ended = params.status as BuildStatus;
    const contexts = context.contexts as PhaseContext[];
    const first = contexts[0];
    if (ended !== 'SUCCEEDED' && run.failedPhase === undefined && first !== undefined) {
      run.failedPhase = { phase, context: first };
    }
    const began = phaseStart.get(`${run.id}/${phase}`) ?? sim.clock.now();
    trace.record(
      `${phase}/end`,
      'build.phase',
      {
        buildId: run.id,
        phase,
        status: ended,
        contexts,
        durationMs: sim.clock.now() - began,
      },
      { rule: ruleOf(phase, ended, first?.statusCode) },
    );
  };
  const runPhase: Effect = ({ id, context, params, trace }) => {
    const sim = simulation();
    const run = runOf(sim, context.buildId);
    const phase = params.phase as PhaseType;
    const thread = trace.child(phase);
    const runner = phaseRunners[phase];
    if (runner === undefined) return;
    run.current = { trace: thread };
    sim.background(
      (async () => {
        const { failed, ...result } = await runner(sim, run, thread);
        sim.machines.send(id, {
          type: failed ? 'phase.failed' : 'phase.succeeded',
          phase,
          ...(thread.last === null ? {} : { seq: thread.last }),
          ...result,
        });
      })(),
    );
  };
  const cutOff: Effect = ({ context }) => runOf(simulation(), context.buildId).cut.abort();

  return {
    machine: buildMachine,
    effects: { status, phaseBegins, phaseEnds, runPhase, cutOff },
  };
}

export function containerEntry(simulation: () => Simulation): MachineEntry {
  const announce: Effect = ({ id, params, trace }) => {
    const run = [...simulation().builds.values()].find((candidate) => candidate.containerId === id);
    if (run === undefined) return;
    const state = params.state as 'Provisioning' | 'Running' | 'Stopped';
    const { image } = run.project.environment;
    trace.record(
      state,
      'container.state',
      { containerId: id, buildId: run.id, project: run.project.name, image, state },
      { rule: 'codebuild.container-is-temporary' },
    );
  };
  return { machine: containerMachine, effects: { announce } };
}
