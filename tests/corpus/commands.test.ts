import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { imageOf, type Kind, kindsOf } from '../../src/build/corpus/kinds.ts';
import { parseBuildspec } from '../../src/simulator/index.ts';
import { toolsFor } from '../../src/simulator/shell/tools/index.ts';
import type { Dialect } from '../../src/simulator/shell/types.ts';
import { runAll } from '../unit/shell/support/container.ts';

const folder = new URL('../../../shared/corpus/buildspecs/', import.meta.url).pathname;
const files = existsSync(folder) ? readdirSync(folder).filter((file) => /\.ya?ml$/.test(file)) : [];

if (files.length === 0)
  it('commands of the corpus', ({ skip }) => {
    skip('shared/corpus/buildspecs is not there');
  });

interface Spec {
  file: string;
  texts: string[];
  image: string;
  dialect: Dialect;
}

/** Buildspecs for a POSIX shell with their command items. */
const specs = (): Spec[] =>
  files.flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const { buildspec } = parseBuildspec(text);
    if (buildspec === undefined || buildspec.env.shell?.includes('powershell')) return [];
    const texts = Object.values(buildspec.phases).flatMap((phase) => [
      ...phase.commands,
      ...phase.finally,
    ]);
    const image = imageOf(text);
    const posix = image.includes('amazonlinux') ? 'bash-posix' : 'dash';
    const dialect = buildspec.env.shell === undefined ? posix : 'bash';
    return [{ file, texts, image, dialect }];
  });

/** Those of the names that are on the PATH when all commands have run, whatever they ended with. */
async function installedBy({ texts, image, dialect }: Spec, names: string[]): Promise<Set<string>> {
  const found = names.map((name) => `command -v ${name} > /dev/null && echo "is there: ${name}"`);
  const ran = await runAll([...texts, `${found.join('\n')}\n:`], {
    tools: toolsFor(image),
    image,
    dialect,
  });
  return new Set(names.filter((name) => ran.at(-1)?.stdout.includes(`is there: ${name}\n`)));
}

class Table {
  readonly rows = new Map<string, { uses: number; files: Set<string> }>();
  add(name: string, file: string): void {
    const row = this.rows.get(name) ?? { uses: 0, files: new Set() };
    row.uses++;
    this.rows.set(name, { ...row, files: row.files.add(file) });
  }
  get uses(): number {
    return [...this.rows.values()].reduce((sum, row) => sum + row.uses, 0);
  }
  toString(): string {
    return [...this.rows]
      .sort(([, a], [, b]) => b.uses - a.uses)
      .map(([name, row]) => `${name} ${row.uses} (${[...row.files].slice(0, 2).join(' ')})`)
      .join(', ');
  }
}

describe.skipIf(files.length === 0)('commands of the corpus (skipped without shared/)', () => {
  it('at least 99 % of their first words are known', async () => {
    const counts = new Map<Kind, number>();
    const [installed, absent, unknown] = [new Table(), new Table(), new Table()];
    for (const spec of specs()) {
      const kinds = await kindsOf(spec.texts, spec);
      const doubtful = kinds.flatMap(({ command, kind }) =>
        (kind === 'absent' || kind === 'unknown') && command.name !== null ? [command.name] : [],
      );
      const there = await installedBy(spec, [...new Set(doubtful)]);
      for (const { command, kind } of kinds) {
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        if (command.name === null || (kind !== 'absent' && kind !== 'unknown')) continue;
        const table = there.has(command.name) ? installed : kind === 'absent' ? absent : unknown;
        table.add(command.name, spec.file);
      }
    }
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const known = 1 - unknown.uses / all;
    console.log(
      [
        `${all} commands: ${[...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')}`,
        `known: ${(known * 100).toFixed(2)} %`,
        `not on the image, installed by the buildspec (${installed.uses}): ${installed}`,
        `known, but neither on the image nor seen to be installed: 127 (${absent.uses}): ${absent}`,
        `unknown: 127 (${unknown.uses}): ${unknown}`,
      ].join('\n'),
    );
    expect(all).toBeGreaterThan(5000);
    expect(known).toBeGreaterThanOrEqual(0.99);
  });
});
