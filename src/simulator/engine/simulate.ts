import { exclusively } from '../kernel/realm.ts';
import type { Recording } from '../recording/types.ts';
import type { Scenario } from '../scenario/types.ts';
import { finishRecording } from './finish.ts';
import { type RunOptions, startRun } from './run.ts';

export type SimulateOptions = RunOptions;

/**
 * Run a scenario on virtual time and record everything that happens. Same scenario → byte-identical recording, in Node and in
 * browsers, under any host clock and time zone.
 * @throws AbortError when `signal` fires.
 */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Promise<Recording> {
  return exclusively(async () => {
    const run = startRun(scenario);
    const ended = await run.advance(options);
    const events = run.events.slice(0, options.untilSeq);
    return finishRecording({ scenario, events, ended, unused: run.unused() });
  });
}
