// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { stepsOf } from '../../../src/player/steps.ts';
import { renderPlayer } from './support.tsx';

const press = (key: string, target: Element = document.body) => fireEvent.keyDown(target, { key });

test('keys play, step and jump', () => {
  const player = renderPlayer();
  const steps = stepsOf(player.getState().recording, 'step');
  press('ArrowRight');
  press('ArrowRight');
  expect(player.getState().position).toBe(steps[2]);
  press('ArrowLeft');
  expect(player.getState().position).toBe(steps[1]);
  press('End');
  expect(player.getState().position).toBe(player.getState().recording.events.length);
  press('Home');
  expect(player.getState().position).toBe(0);
  press(' ');
  expect(player.getState().playing).toBe(true);
  press(' ');
  expect(player.getState().playing).toBe(false);
});

test.each(['Somewhere to type', 'More to type'])('keys typed into “%s” are left alone', (name) => {
  const player = renderPlayer();
  const field = screen.getByLabelText(name);
  for (const key of [' ', 'ArrowRight', 'End', 'b']) press(key, field);
  expect(player.getState()).toMatchObject({ position: 0, playing: false, breakpoints: [] });
});

test('space on a button is the button’s own', async () => {
  const player = renderPlayer();
  screen.getByRole('button', { name: 'Step forward' }).focus();
  await userEvent.keyboard(' ');
  expect(player.getState()).toMatchObject({ playing: false });
  expect(player.getState().position).toBeGreaterThan(0);
});

test('keys with Ctrl, Alt or Meta are the browser’s', () => {
  const player = renderPlayer();
  for (const modifier of ['ctrlKey', 'altKey', 'metaKey'])
    fireEvent.keyDown(document.body, { key: 'ArrowRight', [modifier]: true });
  expect(player.getState().position).toBe(0);
});

test('every button of the transport has a name and does what it says', async () => {
  const player = renderPlayer();
  const click = (name: string) => userEvent.click(screen.getByRole('button', { name }));
  await click('Last step');
  expect(player.getState().position).toBe(player.getState().recording.events.length);
  await click('First step');
  expect(player.getState().position).toBe(0);
  await click('Step forward');
  await click('Step forward');
  await click('Step back');
  expect(player.getState().position).toBe(stepsOf(player.getState().recording, 'step')[1]);
  await click('Play');
  expect(player.getState().playing).toBe(true);
  await click('Pause');
  expect(player.getState().playing).toBe(false);
  for (const button of screen.getAllByRole('button'))
    expect(button.getAttribute('aria-label') ?? button.textContent).toBeTruthy();
});

test('speed and size of a step are chosen', async () => {
  const player = renderPlayer();
  await userEvent.selectOptions(screen.getByLabelText('Speed'), '2');
  await userEvent.click(screen.getByRole('radio', { name: 'Event' }));
  expect(player.getState()).toMatchObject({ speed: 2, grain: 'event' });
  press('ArrowRight');
  expect(player.getState().position).toBe(1);
});

test('the playhead is a slider that says what happens when', () => {
  const player = renderPlayer();
  const slider = screen.getByRole('slider', { name: 'Playhead' });
  expect(slider.getAttribute('aria-valuenow')).toBe('0');
  press('ArrowRight', slider);
  expect(player.getState().position).toBe(1);
  expect(slider.getAttribute('aria-valuetext')).toBe(
    'git push: commit 4f2a91c reaches GitHub at 00:00.8',
  );
  expect(slider.getAttribute('aria-valuenow')).toBe('800');
  press('PageUp', slider);
  expect(stepsOf(player.getState().recording, 'stage')).toContain(player.getState().position);
  press('PageDown', slider);
  expect(player.getState().position).toBe(1);
});

test('each step is announced and told, with the literal message where AWS has one', () => {
  const player = renderPlayer();
  const live = document.querySelector('[aria-live="polite"]')!;
  expect(live.textContent).toContain('nothing has been pushed');
  const denied = player
    .getState()
    .recording.events.find((event) => event.type === 'api.call' && event.call.errorCode)!;
  act(() => player.getState().seek(denied.seq + 1));
  expect(live.textContent).toMatch(/s3:PutObject/);
  expect(document.querySelector('.narration h2')?.textContent).toBe(live.textContent);
  expect(document.querySelector('blockquote')?.textContent).toMatch(
    /is not authorized to perform: s3:PutObject/,
  );
  const steps = stepsOf(player.getState().recording, 'step');
  expect(
    screen.getByText(`Step ${steps.indexOf(denied.seq + 1)} of ${steps.length - 1}`),
  ).toBeTruthy();
});

test('the denied call is counted only once it has happened, and can be gone to', async () => {
  const player = renderPlayer();
  expect(screen.queryByText(/denied call/)).toBeNull();
  act(() => player.getState().last());
  await userEvent.click(screen.getByRole('button', { name: /1 denied call/ }));
  const event = player.getState().recording.events[player.getState().position - 1];
  expect(event?.type === 'api.call' && event.call.errorCode).toBe('AccessDenied');
});

test('how a stage went is not told before it is over', () => {
  const player = renderPlayer();
  const bar = () =>
    document.querySelector(
      '.tracks-past .bar[title^="Stage Build"], .tracks-past .bar[title="Build"]',
    );
  act(() => player.getState().seekTime(20_000));
  expect(bar()?.getAttribute('data-tone')).toBe('pipeline');
  act(() => player.getState().last());
  expect(bar()?.getAttribute('data-tone')).toBe('bad');
});

test('time passes only while playing', () => {
  const frames: FrameRequestCallback[] = [];
  vi.stubGlobal('requestAnimationFrame', (draw: FrameRequestCallback) => frames.push(draw));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  const player = renderPlayer();
  frames.length = 0;
  act(() => player.getState().play());
  expect(frames).toHaveLength(1);
  for (const now of [1000, 1050, 1100]) act(() => frames.at(-1)?.(now));
  expect(player.getState().time).toBeGreaterThan(0);
  const asked = frames.length;
  act(() => player.getState().pause());
  expect(frames).toHaveLength(asked);
});
