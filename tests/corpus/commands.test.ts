import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { imageOf, type Kind, kindsOf } from '../../src/build/corpus/kinds.ts';
import { parseBuildspec } from '../../src/simulator/index.ts';

const folder = new URL('../../../shared/corpus/buildspecs/', import.meta.url).pathname;
const files = existsSync(folder) ? readdirSync(folder).filter((file) => /\.ya?ml$/.test(file)) : [];

if (files.length === 0)
  it('commands of the corpus', ({ skip }) => {
    skip('shared/corpus/buildspecs is not there');
  });

describe.skipIf(files.length === 0)('commands of the corpus (skipped without shared/)', () => {
  it('nearly all of their first words are known', async () => {
    const counts = new Map<Kind, number>();
    const unknown = new Map<string, { uses: number; files: Set<string> }>();
    for (const file of files) {
      const text = readFileSync(join(folder, file), 'utf8');
      const { buildspec } = parseBuildspec(text);
      if (buildspec === undefined || buildspec.env.shell?.includes('powershell')) continue;
      const texts = Object.values(buildspec.phases).flatMap((phase) => [
        ...phase.commands,
        ...phase.finally,
      ]);
      const dialect = buildspec.env.shell === undefined ? 'dash' : 'bash';
      for (const { command, kind } of await kindsOf(texts, { image: imageOf(text), dialect })) {
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        if (kind !== 'unknown' || command.name === null) continue;
        const entry = unknown.get(command.name) ?? { uses: 0, files: new Set() };
        entry.uses++;
        unknown.set(command.name, { ...entry, files: entry.files.add(file) });
      }
    }
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const known = 1 - (counts.get('unknown') ?? 0) / all;
    console.log(
      [
        `${all} commands, ${(known * 100).toFixed(2)} % known: ${[...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')}`,
        ...[...unknown]
          .sort(([, a], [, b]) => b.uses - a.uses)
          .map(
            ([name, entry]) => `${name} ${entry.uses} (${[...entry.files].slice(0, 3).join(' ')})`,
          ),
      ].join('\n'),
    );
    expect(all).toBeGreaterThan(5000);
    expect(known).toBeGreaterThan(0.95);
  });
});
