// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { siteRun } from '../fixtures/recording.ts';
import { media, renderPlayer } from './support.tsx';

const step = (n: number) => document.querySelector(`.react-flow [data-step="${n}"]`);
const litSteps = () =>
  [1, 2, 3, 4, 5, 6].filter((n) => step(n)?.getAttribute('data-lit') === 'true');
const sentences = [
  /Keeps the code/,
  /Orchestrates.*builds nothing itself/,
  /recipe for a build/,
  /fresh machine for this build alone/,
  /commands, run phase by phase/,
  /What should last/,
];

test('six boxes say what they do, before anything happens', () => {
  renderPlayer();
  for (const [i, sentence] of sentences.entries())
    expect(step(i + 1)?.textContent).toMatch(sentence);
  expect(litSteps()).toEqual([]);
});

test('the six boxes light in order', () => {
  const player = renderPlayer();
  let last: number[] = [];
  const { length } = player.getState().recording.events;
  for (let position = 0; position <= length; position += 1) {
    act(() => player.getState().seek(position));
    const now = litSteps();
    expect(now).toEqual([1, 2, 3, 4, 5, 6].slice(0, now.length));
    expect(now.length).toBeGreaterThanOrEqual(last.length);
    last = now;
  }
  expect(last).toHaveLength(6);
});

test('the container is there only while it is', () => {
  const player = renderPlayer();
  const { events } = player.getState().recording;
  const after = (state: string) =>
    events.find((event) => event.type === 'container.state' && event.state === state)!.seq + 1;
  expect(step(4)?.textContent).toContain('not there yet');
  act(() => player.getState().seek(after('Provisioning')));
  expect(step(4)?.textContent).toContain('being made');
  act(() => player.getState().seek(after('Running')));
  expect(step(4)?.textContent).toContain('temporary');
  act(() => player.getState().last());
  expect(step(4)?.textContent).toContain('gone for good');
});

test('credentials show what is left of them, and that nobody holds them in the end', () => {
  const player = renderPlayer();
  const box = () => document.querySelector('.node-credentials')?.textContent;
  act(() => player.getState().seekTime(20_000));
  expect(box()).toMatch(/ASIA…7QX · 60 min left/);
  expect(box()).toContain('In the hands of the build container');
  act(() => player.getState().last());
  expect(box()).toContain('Nobody holds it · still valid at AWS until 10:56');
});

test('boxes can be reached by keyboard, have names, and Enter tells their last event', () => {
  const player = renderPlayer();
  act(() => player.getState().last());
  const container = document.querySelector<HTMLElement>('[data-id="container"]')!;
  expect(container.tabIndex).toBe(0);
  expect(container.getAttribute('aria-label')).toBe('Build container');
  const { position } = player.getState();
  fireEvent.keyDown(container, { key: 'Enter' });
  const { focus, recording } = player.getState();
  expect(recording.events[focus!]?.type).toBe('build.phase');
  expect(player.getState().position).toBe(position);
  expect(screen.getByRole('button', { name: 'Back to the playhead' })).toBeTruthy();
});

test('a refusal has a sign and a word, not only a colour', () => {
  const player = renderPlayer();
  act(() => player.getState().last());
  const site = document.querySelector('[data-id="bucket:acme-web-site"]')!;
  expect(site.textContent).toContain('PutObject');
  expect(site.querySelector('[data-health="bad"] svg')).not.toBeNull();
});

const midPush = 400;

test('what travels is drawn where it is at that time', () => {
  const player = renderPlayer();
  const place = () => document.querySelector('.token')?.getAttribute('transform');
  act(() => player.getState().seekTime(midPush));
  const there = place();
  expect(there).toMatch(/translate/);
  act(() => player.getState().seekTime(midPush + 200));
  expect(place()).not.toBe(there);
  act(() => player.getState().seekTime(midPush));
  expect(place()).toBe(there);
});

test('with reduced motion nothing travels, and the states are all there', () => {
  media.add('(prefers-reduced-motion: reduce)');
  const player = renderPlayer();
  act(() => player.getState().seekTime(midPush));
  expect(document.querySelector('.tokens')).toBeNull();
  act(() => player.getState().last());
  expect(litSteps()).toHaveLength(6);
});

test('another recording of another scenario redraws the boxes', () => {
  const player = renderPlayer();
  const run = siteRun();
  const buckets = { ...run.scenario.resources?.buckets, 'acme-media': {} };
  act(() =>
    player.getState().load({
      ...run,
      scenario: { ...run.scenario, resources: { ...run.scenario.resources, buckets } },
    }),
  );
  expect(document.querySelector('[data-id="bucket:acme-media"]')).not.toBeNull();
});

test('takes no keys from an editor elsewhere on the page, not even the space bar', () => {
  renderPlayer();
  const editor = document.createElement('div');
  editor.className = 'monaco-editor';
  document.body.append(editor);
  for (const [key, code] of [
    [' ', 'Space'],
    ['Backspace', 'Backspace'],
    ['Shift', 'ShiftLeft'],
  ])
    expect(fireEvent.keyDown(editor, { key, code })).toBe(true);
  editor.remove();
});
