import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PlayerProvider } from '../../../src/player/context.tsx';
import { createPlayer } from '../../../src/player/store.ts';
import { scenarios } from '../../../src/scenarios/index.ts';
import { applyPatch, diffJson } from '../../../src/share/jsonPatch.ts';
import { parseScenario } from '../../../src/simulator/index.ts';
import type { EventOf, Recording, Scenario } from '../../../src/simulator/read.ts';
import { CommandList } from '../../../src/studio/outcomes/CommandList.tsx';
import { outcomeFor } from '../../../src/studio/outcomes/script.ts';
import { SessionProvider } from '../../../src/studio/session/context.tsx';
import { documentsOf, withDocument } from '../../../src/studio/session/documents.ts';
import { createSession } from '../../../src/studio/session/store.ts';
import { fakeClient, memoryStore } from '../editors/fixture.ts';
import { refusedRun } from './fixture.ts';
import { adviceClient, seqOf, show } from './show.tsx';

const site = scenarios[0]!;
const command = 'aws s3 cp dist/index.html s3://acme-web-site/';

beforeAll(() => {
  // jsdom has dialogs without a way to open them.
  HTMLDialogElement.prototype.showModal ??= vi.fn(function (this: HTMLDialogElement) {
    this.open = true;
  });
  HTMLDialogElement.prototype.close ??= vi.fn();
});
afterEach(cleanup);

/** The short run, with its one command as the scenario has it: by itself it ends as given. */
function runOf(scenario: Scenario, alone: Partial<EventOf<'command.ended'>>): Recording {
  const run = refusedRun();
  const scripted = outcomeFor(scenario.outcomes ?? [], command);
  const result: Partial<EventOf<'command.ended'>> =
    scripted === undefined ? alone : { exitCode: scripted.exitCode, fidelity: 'scripted' };
  return {
    ...run,
    scenario,
    events: run.events.map((event) =>
      event.type === 'command.ended' ? { ...event, ...result } : event,
    ),
  };
}

function showCommand(
  alone: Partial<EventOf<'command.ended'>> = { exitCode: 0, fidelity: 'modelled' },
) {
  const given = refusedRun().scenario;
  const client = {
    ...adviceClient(),
    simulate: async (scenario: Scenario) => ({ ok: true as const, value: runOf(scenario, alone) }),
  };
  const run = runOf(given, alone);
  return { given, ...show(run, seqOf(run, 'cmd0'), 'why', client) };
}

describe('Make it fail', () => {
  it('scripts a command, runs again, and stands where it fails', async () => {
    const { at, player, session, user } = showCommand();
    await user.click(screen.getByRole('button', { name: 'Make it fail…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Make it fail' });
    await user.clear(within(dialog).getByLabelText('Exit code'));
    await user.type(within(dialog).getByLabelText('Exit code'), '3');
    await user.clear(within(dialog).getByLabelText('After seconds'));
    await user.type(within(dialog).getByLabelText('After seconds'), '30');
    await user.type(within(dialog).getByLabelText('Message on stderr'), 'no space left');
    await user.click(within(dialog).getByRole('button', { name: 'Creates file…' }));
    await user.type(within(dialog).getByLabelText('Path'), 'dist/half.js');
    await user.click(within(dialog).getByRole('button', { name: 'Make it fail & run' }));
    expect((await screen.findByText(/The run was made again/)).textContent).toBe(
      `✓ ${command} fails now. The run was made again. It exits with 3.`,
    );
    expect(session.getState().scenario.outcomes).toEqual([
      {
        command,
        exitCode: 3,
        stderr: 'no space left',
        seconds: 30,
        creates: { 'dist/half.js': '' },
      },
    ]);
    const { recording } = player.getState();
    expect(recording.events[at()]).toMatchObject({ type: 'command.started', text: command });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText(/The simulator does not run this command/).textContent).toBe(
      'scripted The simulator does not run this command: exit 3 after 30 s · says “no space left” · creates dist/half.js.',
    );
  });

  it('is undone from the notice, and removed from the list', async () => {
    const { given, session, user } = showCommand();
    const fail = async () => {
      await user.click(await screen.findByRole('button', { name: 'Make it fail…' }));
      await user.click(await screen.findByRole('button', { name: 'Make it fail & run' }));
      await screen.findByText(/fails now/);
    };
    await fail();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByText(/Taken back/);
    expect(session.getState().scenario).toEqual(given);

    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    await fail();
    const list = screen.getByRole('list', { name: 'Scripted outcomes', hidden: true });
    await user.click(within(list).getByText('Remove'));
    await screen.findByText(/runs by itself again/);
    expect(session.getState().scenario).toEqual(given);
    expect(screen.queryByRole('list', { name: 'Scripted outcomes', hidden: true })).toBeNull();

    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByText(/Taken back/);
    expect(session.getState().scenario.outcomes).toEqual([{ command, exitCode: 1 }]);
  });

  it('offers success for a result that is assumed', async () => {
    const { session, user } = showCommand({ exitCode: 1, fidelity: 'assumed' });
    await user.click(screen.getByRole('button', { name: 'Make it succeed' }));
    await screen.findByText(/succeeds now/);
    expect(session.getState().scenario.outcomes).toEqual([{ command, exitCode: 0 }]);
  });
});

describe('the commands of a build', () => {
  const list = (run: Recording, position: number) => {
    const player = createPlayer(run);
    const session = createSession({
      scenario: run.scenario,
      client: fakeClient(),
      player: player.getState(),
      storage: null,
    });
    const onLook = vi.fn();
    render(
      <SessionProvider store={session}>
        <PlayerProvider store={player}>
          <CommandList
            recording={run}
            buildId="web-build:1"
            position={position}
            seq={position - 1}
            onLook={onLook}
          />
        </PlayerProvider>
      </SessionProvider>,
    );
    return onLook;
  };

  it('are told as far as they have come, and lead to their moment', async () => {
    const run = refusedRun();
    const start = seqOf(run, 'cmd0');
    list(run, start);
    expect(screen.getByText('No command has run yet.')).toBeTruthy();
    cleanup();
    const onLook = list(run, start + 1);
    const row = screen.getByRole('listitem');
    expect(row.textContent).toContain('runs');
    expect(row.getAttribute('aria-current')).toBe('true');
    await userEvent.click(within(row).getByRole('button', { name: command }));
    expect(onLook).toHaveBeenCalledWith(start);
    cleanup();
    list(run, run.events.length);
    expect(screen.getByRole('listitem').textContent).toContain('exit 1');
    expect(screen.getByRole('button', { name: `Change its outcome… ${command}` })).toBeTruthy();
  });

  it('carry the sign of a scripted outcome', () => {
    const scripted = { ...refusedRun().scenario, outcomes: [{ command, exitCode: 0 }] };
    const run = runOf(scripted, {});
    list(run, run.events.length);
    expect(screen.getByRole('listitem').textContent).toContain('scripted');
  });
});

describe('scripted outcomes', () => {
  const outcomes = [{ command: 'npm ci', exitCode: 1, creates: { 'dist/a.js': 'x' } }];

  it('are a document of the scenario, and gone without a trace when there are none', () => {
    const scripted = withDocument(site, 'outcomes', JSON.stringify(outcomes))!;
    expect(scripted.outcomes).toEqual(outcomes);
    expect(documentsOf(scripted).map(({ id }) => id)).toContain('outcomes');
    expect(withDocument(scripted, 'outcomes', '')).toEqual(site);
    expect(documentsOf(site).map(({ id }) => id)).not.toContain('outcomes');
  });

  it.each([
    '{}',
    'null',
    '[{"command":"a"}]',
    '[{"command":"","exitCode":1}]',
    '[{"exitCode":256}]',
  ])('do not take %s', (text) => expect(withDocument(site, 'outcomes', text)).toBeNull());

  it('survive a reload', async () => {
    const storage = memoryStore();
    const open = () =>
      createSession({ scenario: site, client: fakeClient(), player: { load: () => {} }, storage });
    const first = open();
    await first.getState().open(site);
    await first.getState().adopt({ outcomes: JSON.stringify(outcomes) });
    const second = open();
    await second.getState().open(site);
    expect(second.getState().scenario.outcomes).toEqual(outcomes);
    await second.getState().adopt({}, ['outcomes']);
    const third = open();
    await third.getState().open(site);
    expect(third.getState().scenario).toEqual(site);
  });

  it('come along in a link', () => {
    const patch = diffJson(site, { ...site, outcomes });
    const read = parseScenario(applyPatch(site, patch)?.value);
    expect(read.ok && read.scenario.outcomes).toEqual(outcomes);
  });
});
