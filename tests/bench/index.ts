/** `npm run bench`: the figures that the architecture promises, on this machine. */
import { cpus } from 'node:os';
import { gzipSync } from 'node:zlib';
import { scenarios } from '../../src/scenarios/index.ts';
import { simulate, worldAt } from '../../src/simulator/index.ts';
import type { Recording } from '../../src/simulator/recording/types.ts';
import type { Scenario, TimedIntervention } from '../../src/simulator/scenario/types.ts';
import { workerLine } from './browser.ts';
import { corpusLines } from './corpus.ts';
import { playingLine } from './playing.ts';
import { policyLines } from './policies.ts';
import { readingLines } from './reading.ts';
import { scrubbingLines } from './scrubbing.ts';
import { summary, timed } from './statistics.ts';

const runs = 30;
const wantedEvents = 10_000;
/** Virtual time between two pushes, ms: long enough that each finds the pipeline idle. */
const hour = 3_600_000;

const line = (name: string, value: string): void => console.log(`${name.padEnd(44)} ${value}`);

/** The scenario with so many pushes, an hour apart, that its recording has the wanted length. */
async function longRecording(scenario: Scenario, events: number): Promise<Recording> {
  const pushes = Math.ceil(wantedEvents / events);
  const push = (index: number): TimedIntervention => ({
    when: { at: index * hour },
    type: 'push',
    files: { 'bench.txt': `push ${index}\n` },
  });
  const interventions = Array.from({ length: pushes }, (_, index) => push(index));
  return simulate({ ...scenario, interventions });
}

/** Positions spread over the recording in no order, the same in every run (a linear congruential walk). */
function* positions(length: number): Generator<number, never> {
  let state = 42;
  while (true) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield state % (length + 1);
  }
}

const scenario = scenarios.find(({ id }) => id === 'node-site-to-s3') ?? scenarios[0];
if (scenario === undefined) throw new Error('There is no built-in scenario to measure.');

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}\n`);

// First of all, while nothing is compiled yet.
for (const [name, figure] of await policyLines(runs)) line(name, figure);
console.log('');
for (const [name, figure] of await corpusLines()) line(name, figure);
console.log('');

const first = await simulate(scenario);
const inNode = await timed(runs, 5, () => simulate(scenario));
line(`simulate(${scenario.id}), ${first.events.length} events, Node`, summary(inNode));
line('… in the worker of a browser', await workerLine(scenario, runs));

const long = await longRecording(scenario, first.events.length);
const next = positions(long.events.length);
const start = performance.now();
worldAt(long, long.events.length);
line(
  `worldAt, first call, ${long.events.length} events`,
  `${(performance.now() - start).toFixed(1)} ms`,
);
const folds = await timed(1000, 50, () => worldAt(long, next.next().value));
line(`worldAt, any position, ${long.events.length} events`, summary(folds));

line('main thread while playing', await playingLine(15));

console.log('');
for (const [name, figure] of await readingLines()) line(name, figure);
for (const [name, figure] of await scrubbingLines()) line(name, figure);

console.log('');
for (const each of scenarios) {
  const recording = await simulate(each);
  const zipped = gzipSync(JSON.stringify(recording)).length;
  line(
    `recording ${each.id}`,
    `${recording.events.length} events, ${(zipped / 1024).toFixed(1)} KiB gzip`,
  );
}
