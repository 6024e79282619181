import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { linkMessages, readLink, writeLink } from '../../../src/share/link.ts';
import { positionOfKey, sharedStateOf } from '../../../src/share/state.ts';
import type { Recording, Scenario } from '../../../src/simulator/read.ts';
import { withDocument } from '../../../src/studio/session/documents.ts';
import { embedLine } from '../../../src/studio/share/embedLine.ts';
import { openLink } from '../../../src/studio/share/openLink.ts';
import { ShareDialog } from '../../../src/studio/share/ShareDialog.tsx';
import type { ScenarioReading } from '../../../src/worker/protocol.ts';
import { scenario } from '../editors/fixture.ts';

const recording = {
  engine: '1',
  events: [
    { key: 'push', at: 0 },
    { key: 'exec1/Build', at: 47_200 },
  ],
} as unknown as Recording;
const edited = withDocument(scenario, 'buildspec', 'version: 0.1')!;
const accepting = {
  readScenario: async (input: unknown) => ({
    ok: true as const,
    value: { ok: true, scenario: input as Scenario } satisfies ScenarioReading,
  }),
};
const linkTo = (now: Scenario, base: Scenario | null, position = 2) =>
  `#${writeLink(sharedStateOf({ scenario: now, base, recording, position, grain: 'step' }))}`;

describe('a shared state', () => {
  it('brings edits, place and grain to another browser', async () => {
    const opened = await openLink(linkTo(edited, scenario), [scenario], accepting);
    expect(opened).toMatchObject({ ok: true, scenario: edited, base: scenario });
    expect(opened.ok && opened.state).toMatchObject({ at: 'exec1/Build', grain: 'step' });
    expect(opened.ok && opened.slot).toMatch(/^link:/);
  });

  it('names a built-in scenario without edits by its id alone', async () => {
    const link = linkTo(scenario, scenario);
    expect(link.length).toBeLessThan(120);
    const reader = { readScenario: vi.fn() };
    expect(await openLink(link, [scenario], reader)).toMatchObject({ ok: true, slot: 'small' });
    expect(reader.readScenario).not.toHaveBeenCalled();
  });

  it('carries an imported scenario whole', async () => {
    const imported = { ...scenario, id: 'mine' };
    const opened = await openLink(linkTo(imported, null), [scenario], accepting);
    expect(opened).toMatchObject({ ok: true, scenario: imported, base: imported });
  });

  it('finds its place by key, and none where the key is gone', () => {
    expect(positionOfKey(recording, 'exec1/Build')).toBe(2);
    expect(positionOfKey(recording, 'gone')).toBeNull();
    expect(positionOfKey(recording, undefined)).toBeNull();
  });
});

describe('a link that cannot be shown', () => {
  const refusing = {
    readScenario: async () => ({
      ok: true as const,
      value: { ok: false, problems: [] } satisfies ScenarioReading,
    }),
  };
  it.each([
    ['is cut', linkTo(edited, scenario).slice(0, 60), accepting],
    ['is for a scenario that is not there', linkTo(edited, scenario), accepting, [] as Scenario[]],
    ['holds no valid scenario', linkTo(edited, scenario), refusing],
  ])('says so when it %s', async (_what, link, client, known = [scenario] as Scenario[]) => {
    expect(await openLink(link, known, client)).toEqual({
      ok: false,
      message: linkMessages.damaged,
    });
  });

  it('says nothing when there is none', async () => {
    expect(await openLink('', [scenario], accepting)).toEqual({ ok: false, message: '' });
  });
});

describe('the line that embeds', () => {
  it('is short for a built-in scenario and escapes what it holds', () => {
    const line = embedLine('https://x.test/', { scenario: 'a', at: 'k"&1' }, 'v1.x', '<b>"');
    expect(line).toContain('src="https://x.test/embed.html?scenario=a&amp;at=k%22%261"');
    expect(line).toContain('title="Pipeglass: &lt;b&gt;&quot;"');
  });

  it('carries edits in the fragment', () => {
    const state = { scenario: 'a', patch: [[['name'], 'x']] as [[string[], string]] };
    expect(embedLine('https://x.test/', state, 'v1.x', 'n')).toContain('embed.html#v1.x"');
  });
});

describe('ShareDialog', () => {
  beforeAll(() => {
    // jsdom has no dialogs.
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function () {
      this.open = false;
    };
  });
  afterEach(cleanup);
  const show = (unsaved = false) => {
    const situation = { scenario: edited, base: scenario, recording, position: 2 };
    render(<ShareDialog situation={situation} unsaved={unsaved} onClose={() => {}} />);
  };
  const link = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Link' }).value;

  it('gives a link to this moment, or to the start', async () => {
    show();
    const stateOf = () => readLink(new URL(link()).hash);
    expect(stateOf()).toMatchObject({ state: { at: 'exec1/Build', scenario: 'small' } });
    await userEvent.click(screen.getByRole('checkbox', { name: /Start at this moment/ }));
    expect(stateOf()).not.toHaveProperty('state.at');
  });

  it('copies, and says so', async () => {
    const user = userEvent.setup();
    show();
    await user.click(screen.getAllByRole('button', { name: 'Copy' })[0]!);
    expect(await navigator.clipboard.readText()).toBe(link());
    expect(screen.getByText('Copied.')).toBeTruthy();
  });

  it('says that unsaved changes stay behind', () => {
    show(true);
    expect(screen.getByText(/not saved are not in it/)).toBeTruthy();
  });
});
