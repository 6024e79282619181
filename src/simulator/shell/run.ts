import type { shellRules } from '../rules/shell.ts';
import { type Container, noReason, type Run } from './core/process.ts';
import type { ShellResult } from './types.ts';

/**
 * A command's run in a container.
 * @param name unique in the container: prefix of ids
 * @param over aborted when the run is over: one build's `cancel` goes with many runs
 */
export function newRun(
  container: Container,
  name: string,
  cancel: AbortSignal | undefined,
  over: AbortSignal,
): Run {
  const abort = new AbortController();
  if (cancel?.aborted) abort.abort(noReason);
  container.fs.exceeded = false;
  cancel?.addEventListener('abort', () => abort.abort(noReason), { once: true, signal: over });
  return {
    container,
    key: `${container.host.scope}/${name}`,
    abort,
    endless: false,
    startedAt: container.host.clock.now(),
    steps: 0,
    processes: 0,
    fidelity: 'modelled',
    note: null,
    calls: new Map(),
    misread: false,
    pipes: new Map(),
    jobs: [],
    crash: undefined,
    dirty: new Set(),
  };
}

/** Exit codes that a rule of the shell stands behind. */
const RULES: Record<number, keyof typeof shellRules> = {
  126: 'shell.not-executable',
  127: 'shell.command-not-found',
};

/** What became of a command. */
export function resultOf(run: Run, exitCode: number): ShellResult {
  if (run.endless) {
    const note = 'The command does not end by itself.';
    const rule = 'shell.endless-command' satisfies keyof typeof shellRules;
    return { exitCode, fidelity: 'assumed', note, endless: true, rule };
  }
  const { fidelity, note } = run;
  let rule: keyof typeof shellRules | undefined = RULES[exitCode];
  if (run.misread && exitCode !== 0) rule = 'shell.syntax-error-stops-reading';
  if (fidelity === 'scripted') rule = run.exhausted ?? 'shell.scripted-outcome';
  return {
    exitCode,
    fidelity,
    ...(note === null ? {} : { note }),
    endless: false,
    ...(rule === undefined ? {} : { rule }),
  };
}
