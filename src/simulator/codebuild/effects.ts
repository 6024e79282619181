import type { Simulation } from '../engine/simulation.ts';
import type { Effect, MachineEntry } from '../kernel/registry.ts';
import type { BuildStatus, PhaseContext, PhaseType } from '../recording/events.ts';
import { tryAgain } from './afterFailure.ts';
import { retryAutomatically } from './autoRetry.ts';
import { buildMachine } from './build.machine.ts';
import type { BuildRun, PhaseRecord } from './buildRun.ts';
import { containerMachine } from './container.machine.ts';
import { passOn } from './credentials.ts';
import type { FailureAction } from './onFailure.ts';
import { phaseRunners } from './phases/index.ts';

function runOf(sim: Simulation, buildId: unknown): BuildRun {
  const run = sim.builds.get(String(buildId));
  if (run === undefined) throw new Error(`no build ${String(buildId)}`);
  return run;
}

/** ms of virtual time that a request on its way may take to come back when its phase is cut off. */
const graceMs = 1000;
/** In these nothing is on its way that must come back. */
const early: readonly PhaseType[] = ['SUBMITTED', 'QUEUED'];

const onFailureRules: Readonly<Record<FailureAction, string>> = {
  ABORT: 'codebuild.on-failure-abort',
  CONTINUE: 'codebuild.on-failure-continue',
  RETRY: 'codebuild.on-failure-retry',
};

/** The rule behind the way a phase ended. */
function ruleOf(
  phase: PhaseType,
  status: BuildStatus,
  code: string | undefined,
  onFailure: FailureAction | undefined,
): string {
  if (status === 'TIMED_OUT') return 'codebuild.timeout-cuts-phase';
  if (status === 'STOPPED') return 'codebuild.stop-cuts-phase';
  if (status !== 'FAILED') return 'codebuild.phases-in-order';
  if (onFailure !== undefined) return onFailureRules[onFailure];
  if (code === 'YAML_FILE_ERROR') return 'codebuild.buildspec-unreadable';
  const late: readonly PhaseType[] = ['BUILD', 'POST_BUILD', 'UPLOAD_ARTIFACTS'];
  return late.includes(phase)
    ? 'codebuild.post-build-after-failed-build'
    : 'codebuild.early-failure-skips-the-rest';
}

export function buildEntry(simulation: () => Simulation): MachineEntry {
  const status: Effect = ({ context, params, trace }) => {
    const run = runOf(simulation(), context.buildId);
    const name = params.status as BuildStatus;
    run.ended = true;
    run.status = name;
    run.endedAt = simulation().clock.now();
    simulation().fleets.giveBack(run);
    const seq = trace.record(name, 'build.ended', {
      buildId: run.id,
      status: name,
      ...(Object.keys(run.exported).length === 0 ? {} : { exported: { ...run.exported } }),
    });
    // FINALIZING takes the container away; a build that never got that far has one all the same.
    simulation().machines.send(run.containerId, { type: 'removed', seq });
    // A build that failed before its container was made: CodeBuild itself drops the credentials.
    if (run.holder !== null) passOn(trace, run, null);
    const tellPipeline = () =>
      run.pipeline.ended({
        status: name,
        exported: run.exported,
        seq,
        ...(run.failedPhase === undefined ? {} : { failedPhase: run.failedPhase }),
      });
    if (name !== 'FAILED' || run.retries === undefined) {
      if (name === 'FAILED') simulation().background(retryAutomatically(simulation(), run, trace));
      return tellPipeline();
    }
    const again = tryAgain(simulation(), run, trace);
    simulation().background(again.then((started) => (started ? undefined : tellPipeline())));
  };
  const phaseBegins: Effect = ({ context, params, trace }) => {
    const phase = params.phase as PhaseType;
    const { phases } = runOf(simulation(), context.buildId);
    phases.push({ phaseType: phase, startTime: simulation().clock.now() });
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
    const onFailure = params.onFailure as FailureAction | undefined;
    const contexts = context.contexts as PhaseContext[];
    const first = contexts[0];
    if (ended !== 'SUCCEEDED' && run.failedPhase === undefined && first !== undefined) {
      run.failedPhase = { phase, context: first };
    }
    const now = sim.clock.now();
    const phaseRecord = run.phases.findLast(({ phaseType }) => phaseType === phase);
    const durationMs = now - (phaseRecord?.startTime ?? now);
    if (phaseRecord !== undefined) {
      Object.assign(phaseRecord, {
        phaseStatus: ended,
        endTime: now,
        durationInSeconds: Math.floor(durationMs / 1000),
        contexts,
      } satisfies Partial<PhaseRecord>);
    }
    trace.record(
      `${phase}/end`,
      'build.phase',
      {
        buildId: run.id,
        phase,
        status: ended,
        contexts,
        durationMs,
        ...(onFailure === undefined ? {} : { onFailure }),
      },
      { rule: ruleOf(phase, ended, first?.statusCode, onFailure) },
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
    const last = () => (thread.last === null ? {} : { seq: thread.last });
    const endCut = () => sim.machines.send(id, { type: 'phase.cut', phase, ...last() });
    // What has been cut off already is tidied up all the same.
    const { signal } = phase === 'FINALIZING' ? new AbortController() : run.cut;
    const onCut = () => sim.kernel.schedule(early.includes(phase) ? 0 : graceMs, endCut);
    signal.addEventListener('abort', onCut, { once: true });
    sim.background(
      (async () => {
        try {
          const { failed, ...result } = await runner(sim, run, thread);
          const type = failed ? 'phase.failed' : 'phase.succeeded';
          if (!signal.aborted) sim.machines.send(id, { type, phase, ...last(), ...result });
        } finally {
          signal.removeEventListener('abort', onCut);
          if (signal.aborted) endCut();
        }
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
