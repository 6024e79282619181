import { expect, test } from 'vitest';
import { positionAt, samePlace } from '../../../src/player/places.ts';
import { stepsOf } from '../../../src/player/steps.ts';
import { createPlayer, focusOf } from '../../../src/player/store.ts';
import { timescaleOf } from '../../../src/player/timescale.ts';
import type { Recording } from '../../../src/simulator/read.ts';
import { siteRun } from '../../component/fixtures/recording.ts';

const denied = siteRun();
const allowed = siteRun({ denied: false });
const keyAt = (recording: Recording, position: number) => recording.events[position - 1]?.key;

test('starts paused before anything has happened', () => {
  const state = createPlayer(denied).getState();
  expect(state).toMatchObject({ position: 0, time: 0, playing: false, grain: 'step' });
  expect(focusOf(state)).toBe(-1);
});

test('steps forward and back over the same places', () => {
  const player = createPlayer(denied);
  const there: number[] = [];
  for (let i = 0; i < 60; i++) {
    player.getState().forward();
    there.push(player.getState().position);
  }
  expect(player.getState().position).toBe(denied.events.length);
  const distinct = [...new Set(there)];
  for (const position of distinct.toReversed().slice(1)) {
    player.getState().back();
    expect(player.getState().position).toBe(position);
    expect(player.getState().time).toBe(denied.events[position - 1]?.at);
  }
  player.getState().back();
  expect(player.getState().position).toBe(0);
});

test('stepping back from within a step goes to its beginning', () => {
  const player = createPlayer(denied);
  const begins = stepsOf(denied, 'stage')[4]!;
  player.getState().setGrain('stage');
  player.getState().seek(begins + 1);
  player.getState().back();
  expect(player.getState().position).toBe(begins);
});

test('position follows time, both ways', () => {
  const player = createPlayer(denied);
  const { seekTime } = player.getState();
  for (const time of [0, 799, 800, 2000, 20_000, 38_010, 1e9, 5170, 0]) {
    seekTime(time);
    const state = player.getState();
    expect(state.time).toBe(Math.min(time, denied.events.at(-1)!.at));
    expect(state.position).toBe(time === 0 ? 0 : positionAt(denied, state.time));
  }
  seekTime(Number.NaN);
  expect(player.getState().position).toBe(0);
});

test('playing passes every event in order and stops at the end', () => {
  const player = createPlayer(denied);
  player.getState().play();
  let last = 0;
  for (let frame = 0; frame < 10_000 && player.getState().playing; frame++) {
    player.getState().advance(16);
    expect(player.getState().position).toBeGreaterThanOrEqual(last);
    last = player.getState().position;
  }
  expect(player.getState()).toMatchObject({ playing: false, position: denied.events.length });
  player.getState().play();
  expect(player.getState()).toMatchObject({ playing: true, position: 0, time: 0 });
});

test('speed makes the screen, not the run, faster', () => {
  const reach = (speed: 1 | 4, ms: number) => {
    const player = createPlayer(denied);
    player.getState().setSpeed(speed);
    player.getState().advance(ms);
    return player.getState().time;
  };
  expect(reach(4, 500)).toBeCloseTo(reach(1, 2000), 6);
});

test('another run keeps the place by key', () => {
  const call = denied.events.find(
    (event) => event.type === 'api.call' && event.call.errorCode !== undefined,
  )!;
  const player = createPlayer(denied);
  player.getState().seek(call.seq + 1);
  player.getState().load(allowed, { keepPlace: true });
  const { position } = player.getState();
  expect(keyAt(allowed, position)).toBe(call.key);
  expect(player.getState().time).toBe(allowed.events[position - 1]?.at);
});

test('a key that is gone leads to the last one before it that both runs share', () => {
  const stored = allowed.events.find(({ key }) => key.startsWith('exec1/Deploy'))!;
  const place = samePlace(allowed, stored.seq + 1, denied);
  expect(keyAt(denied, place)).toBe(keyAt(allowed, stored.seq));
  expect(samePlace({ ...allowed, events: [stored] }, 1, denied)).toBe(0);
});

test('loading without keeping the place starts anew', () => {
  const player = createPlayer(denied);
  player.getState().last();
  player.getState().toggleBreakpoint();
  player.getState().load(allowed);
  expect(player.getState()).toMatchObject({ position: 0, playing: false, breakpoints: [] });
});

test('looking at an event leaves the playhead where it is, and moving it looks away', () => {
  const player = createPlayer(denied);
  player.getState().seek(40);
  player.getState().focusOn(7);
  expect(player.getState().position).toBe(40);
  expect(focusOf(player.getState())).toBe(7);
  player.getState().focusOn(99_999);
  expect(player.getState().focus).toBeNull();
  player.getState().focusOn(7);
  player.getState().forward();
  expect(player.getState().focus).toBeNull();
});

test('playing stops at a breakpoint, and goes on after it', () => {
  const player = createPlayer(denied);
  const target = denied.events.find(({ type }) => type === 'build.started')!;
  player.getState().focusOn(target.seq);
  player.getState().toggleBreakpoint();
  player.getState().play();
  for (let i = 0; i < 5000 && player.getState().playing; i++) player.getState().advance(16);
  expect(player.getState().position).toBe(target.seq + 1);
  player.getState().play();
  player.getState().advance(200);
  expect(player.getState().position).toBeGreaterThan(target.seq + 1);
});

test('an empty run can be held without harm', () => {
  const player = createPlayer({ ...denied, events: [] });
  const state = player.getState();
  for (const act of [state.play, state.forward, state.back, state.last, state.first, state.toggle])
    act();
  state.advance(100);
  expect(player.getState()).toMatchObject({ position: 0, time: 0, playing: false });
});

test('the screen shows long waits shorter and calls long enough to be seen', () => {
  const scale = timescaleOf(denied);
  const install = denied.outcome.commands.find(({ text }) => text === 'npm ci')!;
  const shown = (from: number, to: number) => scale.toScreen(to) - scale.toScreen(from);
  expect(shown(install.startedAt, install.startedAt + install.durationMs)).toBeLessThan(4000);
  for (const { startedAt, at } of denied.outcome.calls)
    expect(shown(startedAt, at)).toBeGreaterThan(600);
  expect(scale.shortened).toBe(true);
});

test('time and screen are one line: there and back is the same', () => {
  const scale = timescaleOf(denied);
  let last = -1;
  for (let time = 0; time <= denied.events.at(-1)!.at; time += 37) {
    const screen = scale.toScreen(time);
    expect(screen).toBeGreaterThan(last);
    expect(scale.toTime(screen)).toBeCloseTo(time, 5);
    last = screen;
  }
  expect(scale.toScreen(1e12)).toBeCloseTo(scale.total, 5);
  expect(scale.toTime(-5)).toBe(0);
});
