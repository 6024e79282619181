import type { BuildRun } from '../codebuild/buildRun.ts';
import { exclusively } from '../kernel/realm.ts';
import type { SimEvent } from '../recording/events.ts';
import type { Scenario } from '../scenario/types.ts';
import { type Run, startRun } from './run.ts';

/** A run that stands still at a moment, and the build whose container is looked at. */
export interface Held {
  run: Run;
  /** Null: no container runs at that moment. */
  build: BuildRun | null;
}

/**
 * Re-runs a scenario until event `seq` has happened and holds it there. What goes on in a held run touches no recording.
 * @param seq position of the event; beyond the end: the end
 */
export function holdAt(scenario: Scenario, seq: number): Promise<Held> {
  return exclusively(async () => {
    const run = startRun(scenario);
    await run.advance({ untilSeq: Math.max(0, seq) + 1 });
    run.sim.kernel.freeze();
    return { run, build: buildAt(run, seq) };
  });
}

/** Does something in a held run: time goes on only for this. What waits for something that cannot come is told to `cancel`. */
export function act<T>({ run }: Held, task: (cancel: AbortSignal) => Promise<T>): Promise<T> {
  const { kernel } = run.sim;
  return exclusively(async () => {
    const interrupt = new AbortController();
    let over = false;
    const end = () => {
      over = true;
    };
    const result = new Promise<T>((resolve, reject) => {
      kernel.schedule(0, () => task(interrupt.signal).then(resolve, reject));
    });
    result.then(end, end);
    await kernel.run(() => over);
    if (!over) {
      interrupt.abort();
      await kernel.run(() => over);
    }
    return result;
  });
}

/** The build that event `seq` is about, else the one that started last; only while its container runs. */
function buildAt({ sim, events }: Run, seq: number): BuildRun | null {
  const past = events.slice(0, seq + 1);
  const last = past.at(-1);
  const running = [...sim.builds.values()].filter(
    (build) => build.source !== undefined && stateOf(past, build.containerId) === 'Running',
  );
  const meant = last !== undefined && 'buildId' in last ? last.buildId : null;
  return running.find(({ id }) => id === meant) ?? running.at(-1) ?? null;
}

function stateOf(events: readonly SimEvent[], containerId: string): string | null {
  const last = events.findLast(
    (event) => event.type === 'container.state' && event.containerId === containerId,
  );
  return last?.type === 'container.state' ? last.state : null;
}
