import type { CallResult, ServiceError } from '../../cloud/types.ts';
import { Cancelled } from '../../kernel/kernel.ts';
import type { Trace } from '../../recording/types.ts';
import type { BuildEnd } from './codeBuild.ts';
import type { ProviderCall } from './types.ts';

/**
 * ms of virtual time between two looks at a build: how often CodePipeline looks is documented nowhere (reference: codepipeline
 * §5.1). Here it looks less and less often, so that a long build does not bury its own story.
 */
const firstPollMs = 10_000;
const longestPollMs = 5 * 60_000;
/** From the build's end to the look that sees it (reference: codepipeline §4.6, unverified). */
const lastPollMs = 3000;

type Watched = { ok: true; result: BuildEnd } | { ok: false; error: ServiceError };

/**
 * Nobody tells CodePipeline how a build is: it asks, with the role of the pipeline, until the build is over. Once that is refused
 * the action fails, whatever becomes of the build (CodePipeline User Guide, "AWS CodeBuild action reference").
 * @param o.after seq of the call that started the build
 */
export async function watch(
  call: ProviderCall,
  o: {
    /** Of the build, or of the batch. */
    id: string;
    operation: 'BatchGetBuilds' | 'BatchGetBuildBatches';
    end: Promise<BuildEnd>;
    after: number;
  },
): Promise<Watched> {
  const { sim, trace, run } = call;
  const look = async (thread: Trace): Promise<CallResult> =>
    sim.door.call(thread, {
      service: 'codebuild',
      operation: o.operation,
      params: { ids: [o.id] },
      signer: await call.renewed(),
      from: `pipeline:${run.pipeline.name}`,
      rule: 'codepipeline.polls-the-build',
    });
  const over = new AbortController();
  const end = o.end.then((result) => {
    over.abort();
    return result;
  });
  let waitMs = firstPollMs;
  for (let looks = 1; !over.signal.aborted; looks++) {
    const isOver = await sim.clock.sleep(waitMs, over.signal).then(
      () => false,
      (reason: unknown) => {
        if (reason instanceof Cancelled) return true;
        throw reason;
      },
    );
    if (isOver) break;
    const thread = trace.child(`look${looks}`);
    thread.after(o.after);
    const seen = await look(thread);
    if (!seen.ok) {
      trace.after(seen.seq);
      return { ok: false, error: seen.error };
    }
    waitMs = Math.min(2 * waitMs, longestPollMs);
  }
  const result = await end;
  trace.after(result.seq);
  await sim.clock.sleep(lastPollMs);
  const seen = await look(trace);
  trace.after(seen.seq);
  return seen.ok ? { ok: true, result } : { ok: false, error: seen.error };
}
