import type { HandlerResult, Params } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import { describeBuild } from './describeBuild.ts';

/** ms for which CodeBuild remembers a token. */
const rememberedMs = 5 * 60_000;

/**
 * StartBuild with a token that it was given within the last five minutes answers with the build of that time, and starts none;
 * with other parameters it is refused (AWS CodeBuild API Reference, "StartBuild", idempotencyToken; the words were not seen).
 * Null: the token is new.
 */
export function repeated(
  sim: Simulation,
  params: Params,
  token: string | undefined,
): HandlerResult | null {
  if (token === undefined) return null;
  const before = [...sim.builds.values()].findLast(
    (run) => run.token === token && sim.clock.now() - run.startedAt <= rememberedMs,
  );
  if (before === undefined) return null;
  if (JSON.stringify(before.params) === JSON.stringify(params)) {
    return { ok: true, output: { build: describeBuild(sim, before) } };
  }
  const message = 'The idempotency token was used before, with other parameters';
  return { ok: false, error: { code: 'InvalidInputException', message, status: 400 } };
}
