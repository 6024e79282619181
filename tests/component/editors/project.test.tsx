import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PlayerProvider } from '../../../src/player/context.tsx';
import { createPlayer } from '../../../src/player/store.ts';
import { editText, parseProject } from '../../../src/simulator/index.ts';
import { OpenDocument } from '../../../src/studio/editors/OpenDocument.tsx';
import { projectIn, valueAt } from '../../../src/studio/project/values.ts';
import { shownValue, writtenValue } from '../../../src/studio/project/written.ts';
import { SessionProvider, useSession } from '../../../src/studio/session/context.tsx';
import { textOf } from '../../../src/studio/session/store.ts';
import type { SimulatorClient } from '../../../src/worker/client.ts';
import { refusedRun } from '../inspector/fixture.ts';
import { fakeClient, fakeSession } from './fixture.ts';

// jsdom has no pointer, so the plain text stays.
beforeAll(() => vi.stubGlobal('matchMedia', () => ({ matches: false })));
afterAll(() => vi.unstubAllGlobals());
afterEach(cleanup);

const id = 'project:web-build';
const client = (): ReturnType<typeof fakeClient> & SimulatorClient => ({
  ...fakeClient(),
  editText: async (text, edits) => ({ ok: true, value: editText(text, edits) }),
  parse: async (kind, text) => ({
    ok: true,
    value: kind === 'project' ? parseProject(text).diagnostics : [],
  }),
});

function Open() {
  const document = useSession((state) => state.documents.find((each) => each.id === id));
  return document && <OpenDocument document={document} />;
}

function open(text?: string) {
  const { store } = fakeSession(null, client());
  store.getState().show(id);
  if (text !== undefined) store.getState().edit(id, text);
  render(
    <SessionProvider store={store}>
      <PlayerProvider store={createPlayer(refusedRun())}>
        <Open />
      </PlayerProvider>
    </SessionProvider>,
  );
  const now = () => textOf(store.getState(), id);
  const parsed = () => JSON.parse(now()) as Record<string, unknown>;
  return { store, now, parsed, user: userEvent.setup() };
}
const settled = (now: () => unknown, wanted: unknown) =>
  waitFor(() => expect(now()).toEqual(wanted));

describe('the form of a project', () => {
  it('writes one setting and leaves everything else as it was typed', async () => {
    const typed = `{
    "name": "web-build",   "description": "mine",
    "source": {"type": "CODEPIPELINE"},
    "artifacts": {"type": "CODEPIPELINE"},
    "environment": {"type": "LINUX_CONTAINER", "image": "aws/codebuild/standard:7.0", "computeType": "BUILD_GENERAL1_SMALL"},
    "timeoutInMinutes": 20,
    "serviceRole": "arn:aws:iam::111122223333:role/web-build-role"
}`;
    const { now, user } = open(typed);
    await user.clear(await screen.findByRole('textbox', { name: 'Timeout, minutes' }));
    await user.type(screen.getByRole('textbox', { name: 'Timeout, minutes' }), '45');
    await settled(
      now,
      typed
        .replace(/ {4}"timeoutInMinutes": 20,\n/, '')
        .replace(/(role")\n/, '$1,\n    "timeoutInMinutes": 45\n'),
    );
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Image' }),
      'aws/codebuild/standard:8.0',
    );
    await waitFor(() => expect(now()).toContain('"image": "aws/codebuild/standard:8.0"'));
    expect(now()).toContain('"name": "web-build",   "description": "mine",');
  });

  it('keeps everything between form and JSON, and back', async () => {
    const { user, now } = open();
    await user.click(await screen.findByRole('checkbox', { name: 'Privileged mode' }));
    await waitFor(() => expect(now()).toContain('"privilegedMode": true'));
    const before = now();
    await user.click(screen.getByRole('radio', { name: 'JSON' }));
    expect((screen.getByRole('textbox', { name: 'web-build' }) as HTMLTextAreaElement).value).toBe(
      before,
    );
    await user.click(screen.getByRole('radio', { name: 'Form' }));
    expect(
      (await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Privileged mode' })).checked,
    ).toBe(true);
    expect(now()).toBe(before);
  });

  it('adds, changes and removes environment variables', async () => {
    const { user, parsed } = open();
    const variables = () => valueAt(parsed(), ['environment', 'environmentVariables']);
    await user.click(await screen.findByRole('button', { name: 'Add a variable' }));
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await waitFor(() => expect(document.activeElement).toBe(name));
    await user.clear(name);
    await user.type(name, 'TOKEN');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'SECRETS_MANAGER');
    await user.type(screen.getByRole('textbox', { name: 'Value' }), 'npm:token');
    await settled(variables, [{ name: 'TOKEN', value: 'npm:token', type: 'SECRETS_MANAGER' }]);
    await user.click(screen.getByRole('button', { name: 'Add a variable' }));
    await waitFor(() => expect(variables()).toHaveLength(2));
    await user.click(screen.getByRole('button', { name: 'Remove TOKEN' }));
    await settled(variables, [{ name: 'NAME', value: '', type: 'PLAINTEXT' }]);
  });

  it('takes an object away with the last that was in it, and writes what belongs together', async () => {
    const { user, parsed } = open();
    const vpc = await screen.findByRole('textbox', { name: 'Subnets' });
    await user.type(vpc, 'subnet-1, subnet-2');
    await settled(() => parsed().vpcConfig, { subnets: ['subnet-1', 'subnet-2'] });
    await user.clear(vpc);
    await settled(() => Object.hasOwn(parsed(), 'vpcConfig'), false);
    await user.type(screen.getByRole('textbox', { name: 'Log group' }), '/b');
    await settled(() => parsed().logsConfig, {
      cloudWatchLogs: { status: 'ENABLED', groupName: '/b' },
    });
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Image' }),
      'aws/codebuild/amazonlinux-aarch64-standard:4.0',
    );
    await settled(() => valueAt(parsed(), ['environment', 'type']), 'ARM_CONTAINER');
  });

  it('shows what CodeBuild says beside the field', async () => {
    const { user } = open();
    const field = await screen.findByRole('textbox', { name: 'Timeout, minutes' });
    await user.type(field, '3');
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
    const says = document.getElementById(field.getAttribute('aria-describedby')!)!;
    expect(within(says).getByText('A number of minutes from 5 to 2160.')).toBeTruthy();
  });

  it('takes an image of one’s own', async () => {
    const { user, parsed } = open();
    await user.selectOptions(
      await screen.findByRole('combobox', { name: 'Image' }),
      'Another one…',
    );
    const free = screen.getByRole('textbox', { name: 'Image: another one' });
    await user.clear(free);
    await user.type(free, 'node:22');
    await settled(() => valueAt(parsed(), ['environment', 'image']), 'node:22');
    expect(screen.getByRole('combobox', { name: 'Who pulls the image' })).toBeTruthy();
  });

  it('says when the JSON cannot be read', async () => {
    open('{ "name": ');
    expect(await screen.findByText(/The JSON cannot be read/)).toBeTruthy();
  });
});

describe('values', () => {
  it('are found inside what the AWS CLI prints', () => {
    const project = { name: 'a' };
    expect(projectIn(JSON.stringify({ projects: [project] }))).toEqual({
      project,
      base: ['projects', 0],
    });
    expect(projectIn(JSON.stringify({ project }))?.base).toEqual(['project']);
    expect(projectIn(JSON.stringify(project))?.base).toEqual([]);
    expect(projectIn('[]')).toBeNull();
    expect(valueAt({}, ['__proto__', 'toString'])).toBeUndefined();
  });

  it('are written as JSON wants them, and shown again as they were typed', () => {
    expect(writtenValue('number', '45')).toBe(45);
    expect(writtenValue('number', 'soon')).toBe('soon');
    expect(writtenValue('number', '')).toBeUndefined();
    expect(writtenValue('list', ' a,b c ')).toEqual(['a', 'b', 'c']);
    expect(shownValue('list', ['a', 'b'])).toBe('a, b');
    expect(shownValue('text', { odd: 1 })).toBe('{"odd":1}');
  });
});
