import { createPlayer } from '../../src/player/store.ts';
import { simulate, worldAt } from '../../src/simulator/index.ts';
import { describe as narrate } from '../../src/simulator/read.ts';
import { buildLogs, rowsAt } from '../../src/studio/inspector/log/buildLogs.ts';
import { itemsOf } from '../../src/studio/inspector/log/items.ts';
import { longBuild } from './longBuild.ts';
import { summary, timed } from './statistics.ts';

/** What a look at the long build costs: rows of name and figure. */
export async function readingLines(): Promise<[name: string, figure: string][]> {
  const start = performance.now();
  const recording = await simulate(longBuild());
  const made = performance.now() - start;
  const { length } = recording.events;
  const begun = performance.now();
  const [log] = buildLogs(recording).values();
  if (log === undefined) throw new Error('The long build has no log.');
  const cut = performance.now() - begun;
  /** Places over the whole recording, in no order. */
  const anywhere = (index: number): number => (index * 7919) % (length + 1);
  const folded = new Set<number>();
  const rows = (position: number) =>
    itemsOf(log, { count: rowsAt(log, position), folded, lost: false });
  const player = createPlayer(recording);
  player.getState().setGrain('event');
  const looks: [string, (index: number) => unknown][] = [
    ['worldAt, next event', (index) => worldAt(recording, index)],
    ['worldAt, any event', (index) => worldAt(recording, anywhere(index))],
    ['its words for any event', (index) => narrate(recording, anywhere(index) % length)],
    ['rows of its log', (index) => rows(anywhere(index))],
    ['a step of the player', () => player.getState().forward()],
  ];
  const lines: [string, string][] = [
    [
      `build of ${recording.outcome.commands.length} commands`,
      `${length} events, ${log.rows.length} lines of log; simulate ${made.toFixed(0)} ms, log ${cut.toFixed(0)} ms`,
    ],
  ];
  for (const [name, look] of looks) {
    lines.push([`… ${name}`, summary(await timed(length, 0, look))]);
  }
  return lines;
}
