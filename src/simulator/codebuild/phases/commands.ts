import type { Simulation } from '../../engine/simulation.ts';
import { Cancelled } from '../../kernel/kernel.ts';
import type { Fidelity, PhaseType } from '../../recording/events.ts';
import type { Trace } from '../../recording/types.ts';
import { actionAfter } from '../afterFailure.ts';
import { type BuildRun, failure, type PhaseResult, succeeded } from '../buildRun.ts';
import type { PhaseName } from '../buildspec/types.ts';
import { saveCache } from '../cache/index.ts';
import { isLambda, lambdaDirectory, lambdaUser } from '../lambdaCompute.ts';
import { agentText } from '../logTemplates.ts';
import { masked } from '../masking.ts';
import { endOfPhase } from '../phaseLog.ts';
import type { PhaseRunner } from './index.ts';

/** ms between two phases of the agent; observed 35–50. */
const phaseGapMs = 36;

/** 128 + SIGKILL: what a killed process leaves. */
const killed = 137;

interface Step {
  text: string;
  path: (string | number)[];
}

/**
 * A phase of the user's commands: in order, the first that fails ends `commands`, then `finally` runs
 * (CodeBuild User Guide, "Build specification reference", phases).
 */
export function commandPhase(phase: PhaseType, name: PhaseName): PhaseRunner {
  return async (sim, run, trace) => {
    const spec = run.source?.buildspec.phases[name];
    await sim.clock.sleep(phaseGapMs);
    run.log.agent(trace, agentText.enteringPhase(phase));
    const step = (list: 'commands' | 'finally') => (text: string, index: number) => ({
      text,
      path: ['phases', name, list, index],
    });
    const counter = { next: 0 };
    const steps = (list: 'commands' | 'finally') =>
      runSteps(sim, run, trace, phase, (spec?.[list] ?? []).map(step(list)), counter);
    const stranger = await workAs(run, spec?.['run-as']);
    let result = stranger ?? (await steps('commands'));
    if (stranger === null) {
      const last = await steps('finally');
      if (!result.failed) result = last;
    }
    if (result.failed) run.source?.shell.setEnv('CODEBUILD_BUILD_SUCCEEDING', '0');
    if (phase === 'POST_BUILD' && !result.failed) await saveCache(sim, run, trace);
    endOfPhase(run, trace, phase, result);
    if (!result.failed) return result;
    const onFailure = actionAfter(run, spec?.['on-failure'], result.contexts[0]?.message ?? '');
    if (onFailure === 'RETRY') run.retries = true;
    return onFailure === undefined ? result : { ...result, onFailure };
  };
}

/**
 * The commands of the phase run as its `run-as`, else as the buildspec's, else as root. Null: so they do. What CodeBuild says
 * of a user that the container does not have was not seen: these are the words of the language its agent is written in.
 */
async function workAs(run: BuildRun, ofPhase: string | undefined): Promise<PhaseResult | null> {
  const { source } = run;
  const lambda = isLambda(run.project);
  const name = lambda ? lambdaUser : (ofPhase ?? source?.buildspec['run-as'] ?? 'root');
  const confinedTo = lambda ? lambdaDirectory : null;
  if (source === undefined || (await source.shell.become(name, confinedTo))) return null;
  return failure('COMMAND_EXECUTION_ERROR', `user: unknown user ${name}`);
}

async function runSteps(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  phase: PhaseType,
  steps: Step[],
  counter: { next: number },
): Promise<PhaseResult> {
  for (const step of steps) {
    if (run.cut.signal.aborted) throw new Cancelled();
    const exitCode = await runCommand(sim, run, trace, phase, step, counter.next++);
    if (exitCode !== 0) {
      run.log.agent(trace, agentText.commandFailed(step.text, exitCode));
      return failure(
        'COMMAND_EXECUTION_ERROR',
        `Error while executing command: ${step.text}. Reason: exit status ${exitCode}`,
      );
    }
  }
  return succeeded;
}

async function runCommand(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  phase: PhaseType,
  step: Step,
  index: number,
): Promise<number> {
  const { source } = run;
  if (source === undefined) return 1;
  const range = source.buildspec.rangeOf(step.path);
  const sources = [
    { document: 'buildspec', path: step.path, ...(range === undefined ? {} : { range }) },
  ];
  run.log.agent(trace, agentText.runningCommand(step.text));
  const thread = trace.child(`cmd${index}`);
  const startedAt = sim.clock.now();
  const place = { buildId: run.id, phase, index };
  thread.record('start', 'command.started', { ...place, text: step.text }, { sources });
  run.current = { trace: thread, command: step.text };

  const ended = (exitCode: number, fidelity: Fidelity, note?: string, shellRule?: string) => {
    const rule = exitCode === 0 ? 'shell.exit-zero' : 'codebuild.command-fails-phase';
    thread.record(
      'end',
      'command.ended',
      {
        ...place,
        exitCode,
        durationMs: sim.clock.now() - startedAt,
        fidelity,
        ...(note === undefined ? {} : { note }),
      },
      { sources, rule: shellRule ?? rule },
    );
  };
  try {
    // The moment before the command: a run that is held here shows the container as the command finds it.
    await sim.clock.sleep(0, run.cut.signal);
    const result = await untilCut(sim, run, (open) =>
      source.shell.run(
        step.text,
        ({ stream, text }) => {
          if (!open()) return;
          const shown = masked(text, run.masked);
          thread.record('output', 'command.output', { ...place, stream, text: shown });
        },
        run.cut.signal,
      ),
    );
    // A command that would run for ever waits for what ends it: the build's timeout, or a stop.
    if (result.endless) await sim.clock.sleep(Number.MAX_SAFE_INTEGER, run.cut.signal);
    ended(result.exitCode, result.fidelity, result.note, result.rule);
    if (thread.last !== null) trace.after(thread.last);
    run.current = { trace };
    run.log.output(trace, '\n');
    return result.exitCode;
  } catch (reason) {
    if (reason instanceof Cancelled) {
      ended(killed, 'assumed', 'It did not end by itself: the container was taken away from it.');
    }
    throw reason;
  }
}

/** A killed process does not wait for the answer to its last request. */
async function untilCut<T>(
  sim: Simulation,
  run: BuildRun,
  task: (open: () => boolean) => Promise<T>,
): Promise<T> {
  const { signal } = run.cut;
  let onCut: () => void = () => undefined;
  const cut = new Promise<never>((_resolve, reject) => {
    onCut = () => sim.kernel.schedule(0, () => reject(new Cancelled()));
    signal.addEventListener('abort', onCut, { once: true });
  });
  try {
    return await Promise.race([task(() => !signal.aborted), cut]);
  } finally {
    signal.removeEventListener('abort', onCut);
  }
}
