import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { misplacedModules, readBundle } from '../../../.ci/bundle.mjs';
import { reportName } from '../../../src/build/moduleReport.ts';
import { recordingChunk } from '../../../src/build/recordings.ts';

describe('reportName', () => {
  it.each([
    ['/repo/node_modules/zod/v4/core.js', 'npm:zod/v4/core.js'],
    ['/repo/node_modules/a/node_modules/@b/c/d.js?x', 'npm:@b/c/d.js'],
    ['/repo/src/player/store.ts', 'src/player/store.ts'],
    ['\0virtual:recording/one', 'virtual:recording/one'],
  ])('%j is %s', (id, name) => {
    expect(reportName(id, '/repo')).toBe(name);
  });
});

describe('recordingChunk', () => {
  it('names the chunk of a recording, and of nothing else', () => {
    expect(recordingChunk('\0virtual:recording/node-site-to-s3')).toBe('recording-node-site-to-s3');
    expect(recordingChunk('\0virtual:recordings')).toBeNull();
    expect(recordingChunk(null)).toBeNull();
  });
});

describe('readBundle', () => {
  const manifest = {
    'embed.html': { file: 'embed.js', dynamicImports: ['src/embed/mount.tsx'] },
    'src/embed/mount.tsx': {
      file: 'mount.js',
      imports: ['_shared.js'],
      dynamicImports: ['rec', 'src/worker/client.ts'],
    },
    'index.html': {
      file: 'index.js',
      imports: ['_shared.js', '_shell.js'],
      dynamicImports: ['src/studio/pane.tsx', 'src/studio/code.tsx', 'rec'],
    },
    '_shared.js': { file: 'shared.js', imports: ['_deep.js'] },
    '_deep.js': { file: 'deep.js', imports: ['_shared.js'] },
    '_shell.js': { file: 'shell.js' },
    '_monaco.js': { file: 'monaco.js' },
    'src/studio/pane.tsx': {
      file: 'pane.js',
      dynamicImports: ['src/studio/tab.tsx'],
      isDynamicEntry: true,
    },
    'src/studio/tab.tsx': { file: 'tab.js', isDynamicEntry: true },
    'src/studio/code.tsx': { file: 'code.js', imports: ['_monaco.js'], isDynamicEntry: true },
    'src/worker/client.ts': { file: 'client.js', isDynamicEntry: true },
    rec: { file: 'assets/recording-one-Ab12.js', isDynamicEntry: true },
  };
  const modules = { 'shell.js': ['npm:zod/index.js'], 'monaco.js': ['npm:monaco-editor/a.js'] };
  let dist = '';
  beforeAll(() => {
    dist = mkdtempSync(join(tmpdir(), 'dist-'));
    mkdirSync(join(dist, '.vite'));
    writeFileSync(join(dist, '.vite/manifest.json'), JSON.stringify(manifest));
    writeFileSync(join(dist, '.vite/modules.json'), JSON.stringify(modules));
  });
  afterAll(() => rmSync(dist, { recursive: true }));

  it('counts to the player what an embed loads until it plays, without recording and worker', () => {
    expect(readBundle(dist).player).toEqual(['deep.js', 'embed.js', 'mount.js', 'shared.js']);
  });

  it('counts to the shell what the studio loads beyond the player, without the editor', () => {
    expect(readBundle(dist).shell).toEqual(['index.js', 'pane.js', 'shell.js']);
  });

  it('counts what comes with a tab or a dialog by itself', () => {
    expect(readBundle(dist).panels).toEqual(['tab.js', 'code.js']);
  });

  it('finds the recordings, and modules in the wrong place', () => {
    expect(readBundle(dist).recordings).toEqual(['assets/recording-one-Ab12.js']);
    expect(misplacedModules(readBundle(dist))).toEqual([
      'shell.js holds npm:zod/index.js: zod must load later, or in the worker.',
    ]);
  });
});

describe('misplacedModules', () => {
  const bundle = (module: string) => ({
    player: ['p.js'],
    shell: [],
    recordings: [],
    modules: { 'p.js': [module], 'later.js': ['npm:zod/index.js'] },
  });

  it.each(['just-bash', 'zod', 'xstate', 'js-yaml', 'monaco-editor'])('finds %s', (name) => {
    expect(misplacedModules(bundle(`npm:${name}/x.js`))).toHaveLength(1);
  });

  it('finds the simulator itself, and nothing in chunks that load later', () => {
    expect(misplacedModules(bundle('src/simulator/index.ts'))).toHaveLength(1);
    expect(misplacedModules(bundle('npm:zodiac/x.js'))).toEqual([]);
    expect(misplacedModules(bundle('src/simulator/read.ts'))).toEqual([]);
  });
});
