import type { Simulation } from '../../engine/simulation.ts';
import type { PhaseContext } from '../../recording/events.ts';
import type { Trace } from '../../recording/types.ts';
import { parseBuildspec } from '../buildspec/index.ts';
import type { BuildspecBatch } from '../buildspec/types.ts';
import { fetchInputs } from '../phases/downloadSource.ts';
import { locateBuildspec } from '../phases/locateBuildspec.ts';
import type { BatchRun } from './batchRun.ts';

export type Batchspec = { ok: true; batch: BuildspecBatch } | { ok: false; context: PhaseContext };

const wrong = (message: string): Batchspec => ({
  ok: false,
  context: { statusCode: 'YAML_FILE_ERROR', message },
});

/**
 * DOWNLOAD_BATCHSPEC: the source is fetched as the service role, and the buildspec's `batch` is read (CodeBuild API Reference,
 * "BuildBatchPhase"). What AWS says of a `batch` that is wrong was not seen: the words are ours.
 */
export async function readBatchspec(
  sim: Simulation,
  batch: BatchRun,
  trace: Trace,
): Promise<Batchspec> {
  const { root } = batch;
  const fetched = await fetchInputs(sim, root, trace);
  if (!fetched.ok) {
    const [context = { statusCode: 'CLIENT_ERROR', message: '' }] = fetched.result.contexts;
    return { ok: false, context };
  }
  const located = await locateBuildspec(sim, root, trace, fetched);
  if (!located.ok) return wrong(located.result.contexts[0]?.message ?? '');
  const { buildspec, diagnostics } = parseBuildspec(located.text);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (buildspec === undefined) return wrong(error?.message ?? 'YAML file does not exist');
  if (buildspec.batch !== undefined) return { ok: true, batch: buildspec.batch };
  const fault = diagnostics.find(({ code }) => code === 'buildspec.batch');
  return wrong(fault?.message ?? 'The buildspec has no “batch”');
}
