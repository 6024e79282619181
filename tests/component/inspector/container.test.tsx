import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ContainerFile, ContainerSnapshot, Recording } from '../../../src/simulator/read.ts';
import {
  fileTree,
  filtered,
  rowsOf,
  sizeText,
} from '../../../src/studio/inspector/container/fileTree.ts';
import type { SimulatorClient } from '../../../src/worker/client.ts';
import { refusedRun } from './fixture.ts';
import { adviceClient, seqOf, show } from './show.tsx';

afterEach(cleanup);

const cwd = '/codebuild/output/src1/src';
const files: ContainerFile[] = [
  { path: '/codebuild', type: 'directory', size: 0 },
  { path: '/codebuild/output', type: 'directory', size: 0 },
  { path: '/codebuild/output/src1', type: 'directory', size: 0 },
  { path: cwd, type: 'directory', size: 0 },
  { path: `${cwd}/dist`, type: 'directory', size: 0, change: 'added' },
  { path: `${cwd}/dist/index.html`, type: 'file', size: 1200, change: 'added' },
  { path: `${cwd}/node_modules/a/index.js`, type: 'file', size: 5, change: 'added' },
  { path: `${cwd}/old.txt`, type: 'file', size: 900, change: 'removed' },
  { path: `${cwd}/package.json`, type: 'file', size: 300, change: 'changed' },
  { path: '/etc/os-release', type: 'file', size: 50 },
];
const snapshot: ContainerSnapshot = {
  containerId: 'c1',
  buildId: 'web-build:1',
  project: 'web-build',
  image: 'aws/codebuild/standard:7.0',
  at: 2500,
  command: 'npm run build',
  cwd,
  user: 'root',
  variables: [
    { name: 'BUCKET', value: 'acme-web-site', from: 'buildspec' },
    { name: 'TOKEN', value: '***', from: 'store' },
    { name: 'HOME', value: '/root', from: 'image' },
  ],
  processes: [{ pid: 7, user: 'root', command: 'npm run build', startedAt: 2000 }],
  files,
  disk: { used: 1555, total: 64e9 },
};

/** The short run with a container that runs from the phase on, and is gone at the end. */
function withContainer(): Recording {
  const run = refusedRun();
  const at = (key: string) => run.events.find((event) => event.key === key)!;
  const container = (key: string, state: 'Running' | 'Stopped') => ({
    ...at(key),
    type: 'container.state' as const,
    containerId: 'c1',
    buildId: 'web-build:1',
    project: 'web-build',
    image: 'aws/codebuild/standard:7.0',
    state,
  });
  const replaced = [
    container('state', 'Running'),
    container(run.events.at(-1)!.key, 'Stopped'),
  ] as Recording['events'];
  return {
    ...run,
    events: run.events.map((event) => replaced.find(({ key }) => key === event.key) ?? event),
  };
}

function open(key: string, given: Partial<SimulatorClient> = {}) {
  const run = withContainer();
  const inspect = vi.fn<SimulatorClient['inspect']>(async () => ({ ok: true, value: snapshot }));
  const client = { ...adviceClient(), inspect, ...given };
  return { inspect, run, ...show(run, seqOf(run, key), 'container', client) };
}
const row = (name: RegExp) => screen.getByRole('treeitem', { name });

describe('the tree of files', () => {
  it('joins folders that hold only the next, adds up sizes, and puts folders first', () => {
    const tree = fileTree(files);
    expect(tree.map(({ name, size }) => [name, size])).toEqual([
      ['codebuild/output/src1/src', 1505],
      ['etc', 50],
    ]);
    expect(tree[0]?.children.map(({ name, changes }) => [name, changes])).toEqual([
      ['dist', 1],
      ['node_modules/a', 1],
      ['old.txt', 0],
      ['package.json', 0],
    ]);
  });

  it('gives each row its place among its siblings', () => {
    const rows = rowsOf(fileTree(files), (path) => path === cwd);
    expect(
      rows.map(({ node, level, position, siblings }) => [node.name, level, position, siblings]),
    ).toEqual([
      ['codebuild/output/src1/src', 1, 1, 2],
      ['dist', 2, 1, 4],
      ['node_modules/a', 2, 2, 4],
      ['old.txt', 2, 3, 4],
      ['package.json', 2, 4, 4],
      ['etc', 1, 2, 2],
    ]);
  });

  it('is filtered by text and by change', () => {
    expect(filtered(files, 'INDEX', false).map(({ path }) => path)).toEqual([
      `${cwd}/dist/index.html`,
      `${cwd}/node_modules/a/index.js`,
    ]);
    expect(filtered(files, '', true)).toHaveLength(5);
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1200, '1.2 kB'],
    [999_999, '1 MB'],
    [64e9, '64 GB'],
  ])('%d bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));
});

describe('Container', () => {
  it('shows where the shell stands, and opens the way to what changed but not node_modules', async () => {
    const { inspect, run } = open('cmd0');
    expect(await screen.findByText('npm run build')).toBeTruthy();
    expect(inspect).toHaveBeenCalledWith(run.scenario, seqOf(run, 'cmd0'));
    expect(row(/src1\/src/).getAttribute('aria-expanded')).toBe('true');
    expect(row(/index\.html added/).getAttribute('aria-level')).toBe('3');
    expect(row(/node_modules/).getAttribute('aria-expanded')).toBe('false');
    expect(screen.getByRole('checkbox', { name: 'Changed (4)' })).toBeTruthy();
  });

  it('is walked with the keys of a tree', async () => {
    const { user } = open('cmd0');
    await screen.findByRole('tree', { name: 'Files' });
    row(/src1\/src/).focus();
    const focused = () => document.activeElement?.querySelector('.file-name')?.textContent;
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(focused()).toBe('index.html');
    await user.keyboard('{ArrowLeft}');
    expect(focused()).toBe('dist');
    await user.keyboard('{ArrowLeft}');
    expect(row(/dist/).getAttribute('aria-expanded')).toBe('false');
    await user.keyboard('{End}');
    expect(focused()).toBe('etc');
    await user.keyboard('p');
    expect(focused()).toBe('package.json');
    await user.keyboard('{Home}*');
    expect(row(/^etc/).getAttribute('aria-expanded')).toBe('true');
    expect(screen.getAllByRole('treeitem').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(
      1,
    );
  });

  it('shows a file and what the last command changed in it, and goes back to its row', async () => {
    const readFile = vi.fn<SimulatorClient['readFile']>(async (_scenario, _seq, path) => ({
      ok: true,
      value: { path, text: 'a\nnew\n', before: 'a\nold\n', size: 6 },
    }));
    const { user } = open('cmd0', { readFile });
    await user.click(await screen.findByRole('treeitem', { name: /package\.json/ }));
    const lines = within(await screen.findByRole('list', { name: /What changed/ })).getAllByRole(
      'listitem',
    );
    expect(lines.map(({ dataset }) => dataset.kind)).toEqual(['same', 'removed', 'added', 'same']);
    await user.click(screen.getByRole('radio', { name: 'Whole file' }));
    expect(screen.getByText(/^a\s+new/)).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(row(/package\.json/).tabIndex).toBe(0);
    await waitFor(() => expect(document.activeElement).toBe(row(/package\.json/)));
  });

  it('shows variables by who set them, processes and the disk', async () => {
    const { user } = open('cmd0');
    await user.click(await screen.findByRole('radio', { name: 'Variables' }));
    expect(screen.getByRole('region', { name: 'Set by the buildspec' }).textContent).toContain(
      'BUCKETacme-web-site',
    );
    expect(screen.getByRole('region', { name: 'Set by a secret store' }).textContent).toContain(
      'masked',
    );
    await user.type(screen.getByRole('searchbox', { name: 'Filter variables' }), 'root');
    expect(screen.queryByText('BUCKET')).toBeNull();
    await user.click(screen.getByRole('radio', { name: 'Processes' }));
    expect(screen.getByRole('list', { name: 'Processes' }).textContent).toContain(
      'pid 7 · root · since 00:02.0',
    );
    await user.click(screen.getByRole('radio', { name: 'Disk' }));
    expect(screen.getByText(/1\.6 kB of 64 GB used/)).toBeTruthy();
  });

  it('says why there is none, and does not ask', async () => {
    const before = open('push');
    expect(await screen.findByText(/There is no container yet/)).toBeTruthy();
    expect(before.inspect).not.toHaveBeenCalled();
    cleanup();
    const after = open(refusedRun().events.at(-1)!.key);
    expect(
      await screen.findByText(/The container is gone: CodeBuild threw it away at 00:03\.0/),
    ).toBeTruthy();
    await after.user.click(screen.getByRole('button', { name: 'Go to its last command' }));
    expect(await screen.findByText('npm run build')).toBeTruthy();
  });

  it('says what went wrong', async () => {
    open('cmd0', {
      inspect: async () => ({ ok: false, failure: { code: 'failed', message: 'It broke.' } }),
    });
    expect((await screen.findByRole('alert')).textContent).toContain('It broke.');
  });

  it('never shows a late answer to an earlier question', async () => {
    const answers: ((given: Partial<ContainerSnapshot>) => void)[] = [];
    const inspect: SimulatorClient['inspect'] = () =>
      new Promise((resolve) => {
        answers.push((given) => resolve({ ok: true, value: { ...snapshot, ...given } }));
      });
    const { player, run } = open('cmd0', { inspect });
    await waitFor(() => expect(answers).toHaveLength(1));
    const next = seqOf(run, 's3:PutObject');
    player.getState().seek(next + 1);
    player.getState().focusOn(next);
    await waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.({ command: 'second' });
    expect(await screen.findByText('second')).toBeTruthy();
    answers[0]?.({ command: 'first' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(screen.queryByText('first')).toBeNull();
  });
});
