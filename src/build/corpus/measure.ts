/** The measures of the corpus: what is known of its commands. */
import { parseBuildspec } from '../../simulator/index.ts';
import type { Dialect } from '../../simulator/shell/types.ts';
import { installedBy } from './installed.ts';
import { imageOf, type Kind, kindsOf } from './kinds.ts';

/** How often a word occurs, and in which files. */
export class Words {
  readonly rows = new Map<string, { uses: number; files: Set<string> }>();

  add(word: string, file: string): void {
    const row = this.rows.get(word) ?? { uses: 0, files: new Set() };
    row.uses++;
    this.rows.set(word, { uses: row.uses, files: row.files.add(file) });
  }

  get uses(): number {
    return [...this.rows.values()].reduce((sum, row) => sum + row.uses, 0);
  }

  /** Most used first. */
  get sorted(): [string, { uses: number; files: Set<string> }][] {
    return [...this.rows].sort(([a, x], [b, y]) => y.uses - x.uses || (a < b ? -1 : 1));
  }
}

export interface Measures {
  /** Commands by kind; `absent` ones that the buildspec installs are in `installed` too. */
  counts: Map<Kind, number>;
  all: number;
  /** Share of the commands whose first word is known: 0–1. */
  known: number;
  /** Not on the image, but installed by the buildspec. */
  installed: Words;
  /** Known, but neither on the image nor seen to be installed. */
  absent: Words;
  unknown: Words;
}

interface Spec {
  file: string;
  texts: string[];
  image: string;
  dialect: Dialect;
}

/** The command items of a buildspec for a POSIX shell; null for others. */
function specOf(file: string, text: string): Spec | null {
  const { buildspec } = parseBuildspec(text);
  if (buildspec === undefined || buildspec.env.shell?.includes('powershell')) return null;
  const texts = Object.values(buildspec.phases).flatMap((phase) => [
    ...phase.commands,
    ...phase.finally,
  ]);
  const image = imageOf(text);
  const posix = image.includes('amazonlinux') ? 'bash-posix' : 'dash';
  return { file, texts, image, dialect: buildspec.env.shell === undefined ? posix : 'bash' };
}

/** Measures the commands of buildspecs, given by file name and text. */
export async function measure(files: readonly [string, string][]): Promise<Measures> {
  const counts = new Map<Kind, number>();
  const [installed, absent, unknown] = [new Words(), new Words(), new Words()];
  for (const [file, text] of files) {
    const spec = specOf(file, text);
    if (spec === null) continue;
    const kinds = await kindsOf(spec.texts, spec);
    const doubtful = kinds.flatMap(({ command: { name }, kind }) =>
      name !== null && (kind === 'absent' || kind === 'unknown') ? [name] : [],
    );
    const there = await installedBy(spec, [...new Set(doubtful)]);
    for (const { command, kind } of kinds) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (command.name === null || (kind !== 'absent' && kind !== 'unknown')) continue;
      const table = there.has(command.name) ? installed : kind === 'absent' ? absent : unknown;
      table.add(command.name, file);
    }
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { counts, all, known: all === 0 ? 1 : 1 - unknown.uses / all, installed, absent, unknown };
}
