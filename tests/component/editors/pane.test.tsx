import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlayerProvider } from '../../../src/player/context.tsx';
import { createPlayer } from '../../../src/player/store.ts';
import { EditorsPane } from '../../../src/studio/editors/EditorsPane.tsx';
import { failuresOf } from '../../../src/studio/editors/failures.ts';
import { SessionProvider } from '../../../src/studio/session/context.tsx';
import { createSession } from '../../../src/studio/session/store.ts';
import { refusedRun } from '../inspector/fixture.ts';
import { fakeClient, memoryStore, site } from './fixture.ts';

beforeEach(() => {
  // A touch screen: the plain editor stays.
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const run = refusedRun();
const seqOf = (key: string) => run.events.find((event) => event.key === key)!.seq;

function show(seq = 0) {
  const client = fakeClient();
  const player = createPlayer(run);
  player.getState().seek(seq + 1);
  player.getState().focusOn(seq);
  const session = createSession({
    scenario: run.scenario,
    client,
    player: { load: () => {} },
    storage: memoryStore(),
    parseDelayMs: 0,
  });
  render(
    <SessionProvider store={session}>
      <PlayerProvider store={player}>
        <EditorsPane />
      </PlayerProvider>
    </SessionProvider>,
  );
  return { session, client, player, user: userEvent.setup() };
}
const field = (name: string) => screen.getByRole<HTMLTextAreaElement>('textbox', { name });

describe('editors pane', () => {
  it('has a tab for each kind of document, and shows the buildspec first', () => {
    show();
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual([
      'buildspec.yml',
      'Policy',
      'Trust',
      'Pipeline',
      'Project',
      'Repo',
    ]);
    expect(field('buildspec.yml').value).toBe('version: 0.2\n');
  });

  it('saves with Ctrl+S, wherever the focus is, and runs again', async () => {
    const { session, client } = show();
    fireEvent.change(field('buildspec.yml'), { target: { value: 'version: 0.1' } });
    expect(fireEvent.keyDown(document.body, { key: 's', ctrlKey: true })).toBe(false);
    await waitFor(() => expect(session.getState().run).toBe('fresh'));
    expect(client.simulate).toHaveBeenCalledOnce();
    expect(session.getState().scenario.repository.files['buildspec.yml']).toBe('version: 0.1');
  });

  it('says on the screen that a refused policy is not in force', async () => {
    const { session, user } = show();
    await user.click(screen.getByRole('tab', { name: 'Policy' }));
    fireEvent.change(field('web-build-role · Site'), { target: { value: '{"bad":1}' } });
    expect(screen.getByRole('tab', { name: /Policy.*has unsaved changes/ })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save & run' }));
    await waitFor(() => expect(session.getState().refused[site]).toBeDefined());
    const problems = screen.getByRole('region', { name: 'Problems' });
    expect(problems.textContent).toContain(
      'Not saved. IAM answers MalformedPolicyDocument: “Syntax errors in policy.” The last good policy stays in force.',
    );
    expect(screen.getByRole('tab', { name: /Policy.*has errors/ })).toBeTruthy();
  });

  it('lists what failed in the last run, and leads to why', async () => {
    const { player, session, user } = show();
    await user.click(
      screen.getByRole('button', { name: /Line 1 · s3:PutObject denied · show why/ }),
    );
    expect(player.getState().position).toBe(seqOf('s3:PutObject') + 1);
    expect(session.getState()).toMatchObject({ tab: 'why', wanted: { pane: 'inspector' } });
  });

  it('marks the failing line, and the line at the playhead', () => {
    show(seqOf('push'));
    expect(document.querySelectorAll('.code-line-failed')).toHaveLength(1);
    expect(document.querySelectorAll('.code-line-now')).toHaveLength(0);
    cleanup();
    show(seqOf('cmd0'));
    expect(document.querySelectorAll('.code-line-now')).toHaveLength(1);
  });

  it('drops recorded marks of a text that was edited since', () => {
    show();
    fireEvent.change(field('buildspec.yml'), {
      target: { value: '# new first line\nversion: 0.2' },
    });
    expect(document.querySelectorAll('.code-line-failed')).toHaveLength(0);
  });

  it('goes back to the built-in text', async () => {
    const { user } = show();
    fireEvent.change(field('buildspec.yml'), { target: { value: 'x' } });
    await user.click(screen.getByRole('button', { name: 'Reset' }));
    expect(field('buildspec.yml').value).toBe('version: 0.2\n');
  });

  it('saves the project as the console does', async () => {
    const { session, user } = show();
    await user.click(screen.getByRole('tab', { name: 'Project' }));
    await user.click(screen.getByRole('button', { name: 'Save project' }));
    expect(session.getState().scenario.interventions?.[0]?.type).toBe('updateProject');
  });
});

describe('failures of a run', () => {
  it('are told once for each place, by the first that failed there', () => {
    expect(failuresOf(run).map(({ source, text }) => `${source.document}: ${text}`)).toEqual([
      'buildspec: s3:PutObject denied',
      'role:web-build-role/policy:Site: s3:PutObject denied',
    ]);
  });
});
