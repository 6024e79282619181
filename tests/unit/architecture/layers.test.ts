import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, readSource, root, sourceFiles } from './imports.ts';
import { allowed, type Layer, layerOf, layers, wrongWay } from './layers.ts';

const files = sourceFiles('src').filter((file) => layerOf(file) !== null);
const imports = files.flatMap((file) => importsOf(file, readSource(file)));

describe('imports in src', () => {
  it('are found in every way of writing them', () => {
    const text = `
      import a from './a.ts';
      import type { B } from '../b/b.ts';
      import {
        c,
        type D,
      } from '../../c.ts';
      export * from './e.ts';
      export type { F } from './f.ts';
      import './g.css';
      // import h from './h.ts';
      const i = () => import('./i.ts');
      new Worker(new URL('./j.ts', import.meta.url));
      import k from 'k/l';`;
    const found = importsOf('src/x/y.ts', text).map((each) => [
      each.target ?? each.specifier,
      each.way,
    ]);
    expect(found).toEqual([
      ['src/x/a.ts', 'static'],
      ['src/b/b.ts', 'type'],
      ['c.ts', 'static'],
      ['src/x/e.ts', 'static'],
      ['src/x/f.ts', 'type'],
      ['src/x/g.css', 'static'],
      ['k/l', 'static'],
      ['src/x/i.ts', 'dynamic'],
      ['src/x/j.ts', 'dynamic'],
    ]);
  });

  it('point one way', () => {
    const faults = imports.flatMap(({ file, target, way }) => {
      const from = layerOf(file);
      const why = from && target ? wrongWay(from, target, way) : null;
      return why === null ? [] : [`${file}: ${why}`];
    });
    expect(faults).toEqual([]);
  });

  it('write the extension of the file', () => {
    const bare = imports.filter(
      ({ target, specifier }) => target !== null && !/\.[a-z]+(\?.*)?$/.test(specifier),
    );
    expect(bare).toEqual([]);
  });

  it('lie in known folders', () => {
    const strangers = sourceFiles('src').filter((file) => layerOf(file) === null);
    expect(strangers).toEqual([]);
  });
});

describe('the table of layers', () => {
  it('tells types, values and lazy imports apart', () => {
    expect(wrongWay('embed', 'src/worker/client.ts', 'dynamic')).toBeNull();
    expect(wrongWay('embed', 'src/worker/client.ts', 'static')).not.toBeNull();
    expect(wrongWay('lessons', 'src/scenarios/one.ts', 'type')).toBeNull();
    expect(wrongWay('lessons', 'src/scenarios/one.ts', 'static')).not.toBeNull();
    expect(wrongWay('player', 'src/simulator/iam/types.ts', 'type')).toBeNull();
    expect(wrongWay('player', 'src/simulator/iam/types.ts', 'static')).not.toBeNull();
    expect(wrongWay('player', 'src/simulator/iam/evaluate.ts', 'type')).not.toBeNull();
  });

  it('has no circle', () => {
    const uses = (layer: Layer): readonly Layer[] => {
      const { layers: whole, doors, types } = allowed[layer];
      return [...whole, ...types, ...(doors.length > 0 ? (['simulator'] as const) : [])];
    };
    const visit = (layer: Layer, path: readonly Layer[]): void => {
      expect(path, `circle: ${[...path, layer].join(' → ')}`).not.toContain(layer);
      for (const next of uses(layer)) visit(next, [...path, layer]);
    };
    for (const layer of layers) visit(layer, []);
  });
});

/** An import that one layer must not write, and the start of the sentence that the linter says to it. */
const offences: [Layer, string, string][] = [
  ['simulator', '../player/store.ts', 'The simulator imports nothing from its sibling'],
  ['simulator', '../scenarios/index.ts', 'The simulator imports nothing from its sibling'],
  ['simulator', 'react', 'The simulator knows no screen'],
  ['simulator', 'zustand/vanilla', 'The simulator knows no screen'],
  ['simulator', 'just-bash', 'The simulator gives the same bytes'],
  ['simulator', 'node:zlib', 'The simulator gives the same bytes'],
  ['player', '../simulator/index.ts', 'The player reads recordings only'],
  ['player', '../simulator/recording/recorder.ts', 'The player reads recordings only'],
  ['player', '../studio/main.tsx', 'The player is what studio and embed have in common'],
  ['player', 'xstate', 'The player is the first screen'],
  ['embed', '../studio/main.tsx', 'The embed is the player in a frame'],
  ['embed', '../simulator/index.ts', 'The embed shows recordings'],
  ['embed', 'zod', 'The embed has a budget'],
  ['studio', '../simulator/index.ts', 'The studio asks for runs through the worker'],
  ['studio', '../simulator/iam/evaluate.ts', 'The studio asks for runs through the worker'],
  ['studio', '../embed/main.tsx', 'Studio and embed are two separate pages'],
  ['studio', 'js-yaml', 'Shell, schemas, machines and YAML'],
  ['worker', '../simulator/kernel/kernel.ts', 'The worker is the simulator behind a channel'],
  ['worker', '../studio/main.tsx', 'The worker answers questions'],
  ['worker', 'react', 'There is no document in a worker'],
  ['ui', '../player/store.ts', 'Design tokens and primitives import nothing of ours'],
  ['ui', '../simulator/read.ts', 'Design tokens and primitives import nothing of ours'],
  ['share', '../simulator/index.ts', 'Links and exports are made from'],
  ['share', '../player/store.ts', 'Sharing is pure data work'],
  ['scenarios', '../simulator/read.ts', 'Scenarios are data for the simulator'],
  ['scenarios', '../ui/tokens.ts', 'Scenarios are plain typed data'],
  ['lessons', '../simulator/read.ts', 'Lessons are data about recordings'],
  ['lessons', '../player/store.ts', 'Lessons are plain typed data'],
];

const permitted: [Layer, string][] = [
  ['simulator', './iam/types.ts'],
  ['simulator', 'just-bash/browser'],
  ['player', '../simulator/read.ts'],
  ['player', '../simulator/recording/types.ts'],
  ['embed', '../player/store.ts'],
  ['embed', '../worker/client.ts'],
  ['studio', '../worker/client.ts'],
  ['studio', '../simulator/read.ts'],
  ['worker', '../simulator/index.ts'],
  ['scenarios', '../simulator/scenario/types.ts'],
];

interface Finding {
  category: string;
  message: string;
  location: { path: string; start?: { line: number } };
}

/** What the project's linter says about files that hold one import each, in one run of it. */
function lint(cases: readonly (readonly [Layer, string])[]): (string | null)[] {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  try {
    const config = JSON.parse(readSource('biome.json'));
    const here = { ...config, vcs: { enabled: false } };
    writeFileSync(join(folder, 'biome.json'), JSON.stringify(here));
    cases.forEach(([layer, specifier], index) => {
      mkdirSync(join(folder, 'src', layer), { recursive: true });
      const text = `import { name } from '${specifier}';\n\nexport const copy = name;\n`;
      writeFileSync(join(folder, 'src', layer, `case${index}.ts`), text);
    });
    const { stdout } = spawnSync(
      join(root, 'node_modules/.bin/biome'),
      ['lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none'],
      { cwd: folder, encoding: 'utf8' },
    );
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: Finding[] };
    return cases.map(([layer], index) => {
      const path = `src/${layer}/case${index}.ts`;
      return diagnostics.find(({ location }) => location.path === path)?.message ?? null;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the linter', () => {
  it('refuses each import that points the wrong way, and says why', () => {
    const said = lint(offences.map(([layer, specifier]) => [layer, specifier]));
    const wanted = offences.map(([layer, specifier, reason]) => `${layer} ${specifier}: ${reason}`);
    const got = offences.map(
      ([layer, specifier, reason], index) =>
        `${layer} ${specifier}: ${said[index]?.slice(0, reason.length)}`,
    );
    expect(got).toEqual(wanted);
  });

  it('lets the right ones stand', () => {
    expect(lint(permitted)).toEqual(permitted.map(() => null));
  });

  it('agrees with the table about every pair of layers', () => {
    const pairs = layers
      .filter((from) => from !== 'build')
      .flatMap((from) => layers.filter((to) => to !== from).map((to) => [from, to] as const));
    const target = (to: Layer): string => `../${to}/inside.ts`;
    const said = lint(pairs.map(([from, to]) => [from, target(to)]));
    const byLinter = pairs.map(([from, to], index) => `${from} → ${to}: ${said[index] === null}`);
    const byTable = pairs.map(([from, to]) => {
      // The linter does not tell types from values; where types alone may pass, the test above judges.
      const passes = wrongWay(from, `src/${to}/inside.ts`, 'type') === null;
      return `${from} → ${to}: ${passes}`;
    });
    expect(byLinter).toEqual(byTable);
  });
});
