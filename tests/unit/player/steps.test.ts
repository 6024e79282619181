import { expect, test } from 'vitest';
import { stepIndex, stepsOf } from '../../../src/player/steps.ts';
import { chapterSeqs, chaptersLit } from '../../../src/player/story.ts';
import type { Grain } from '../../../src/simulator/read.ts';
import { siteRun } from '../../component/fixtures/recording.ts';

const run = siteRun();
const grains: Grain[] = ['stage', 'step', 'event'];

test('a finer grain has all the steps of a coarser one', () => {
  const [stage, step, event] = grains.map((grain) => new Set(stepsOf(run, grain)));
  expect([...stage!].every((each) => step!.has(each))).toBe(true);
  expect([...step!].every((each) => event!.has(each))).toBe(true);
  expect(stage!.size).toBeLessThan(step!.size);
  expect(step!.size).toBeLessThan(event!.size);
  expect(event!.size).toBe(run.events.length + 1);
});

test.each(grains)('steps of grain %s rise from 0 within the recording', (grain) => {
  const steps = stepsOf(run, grain);
  expect(steps[0]).toBe(0);
  expect(steps.every((position, i) => i === 0 || position > steps[i - 1]!)).toBe(true);
  expect(steps.at(-1)!).toBeLessThanOrEqual(run.events.length);
});

test('every refused call, failed phase and gone container is a step', () => {
  const about = stepsOf(run, 'step').map((position) => run.events[position - 1]);
  expect(about.some((event) => event?.type === 'api.call' && event.call.errorCode)).toBe(true);
  expect(about.some((event) => event?.type === 'build.phase' && event.status === 'FAILED')).toBe(
    true,
  );
  expect(
    about.some((event) => event?.type === 'container.state' && event.state === 'Stopped'),
  ).toBe(true);
});

test('a call that succeeds is a step only the first time', () => {
  const about = stepsOf(run, 'step').map((position) => run.events[position - 1]);
  const logging = about.filter(
    (event) => event?.type === 'api.call' && event.call.operation === 'PutLogEvents',
  );
  expect(logging).toHaveLength(1);
});

test('machinery is no step, unless every event is', () => {
  const types = stepsOf(run, 'step').map((position) => run.events[position - 1]?.type);
  expect(types).not.toContain('machine.state');
  expect(types).not.toContain('log');
});

test('the step at a position is the last one that began', () => {
  expect([0, 1, 4, 5, 9, 100].map((position) => stepIndex([0, 5, 9], position))).toEqual([
    0, 0, 0, 1, 2, 2,
  ]);
  expect(stepIndex([], 3)).toBe(0);
});

test('the six boxes light in the order of the story', () => {
  const seqs = chapterSeqs(run);
  expect(seqs).toHaveLength(6);
  expect(seqs.every((seq, i) => seq !== null && (i === 0 || seq >= seqs[i - 1]!))).toBe(true);
  let lit = 0;
  for (let position = 0; position <= run.events.length; position++) {
    const now = chaptersLit(run, position);
    expect(now - lit).toBeGreaterThanOrEqual(0);
    expect(now - lit).toBeLessThanOrEqual(1);
    lit = now;
  }
  expect(lit).toBe(6);
});

test('a run that ends early lights no box beyond its end', () => {
  const cut = run.events.findIndex(({ type }) => type === 'build.started');
  expect(chaptersLit({ ...run, events: run.events.slice(0, cut) }, cut)).toBe(2);
});
