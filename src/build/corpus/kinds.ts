/** What our shell makes of the first words of a buildspec's commands. */
import { builtins } from '../../simulator/shell/builtins/index.ts';
import { bundledNames } from '../../simulator/shell/programs/bundled.ts';
import { ownPrograms } from '../../simulator/shell/programs/index.ts';
import { assumedPrograms } from '../../simulator/shell/tools/assumed.ts';
import { toolsFor } from '../../simulator/shell/tools/index.ts';
import type { Dialect, Tool } from '../../simulator/shell/types.ts';
import { commandsOf, type FirstWord } from './words.ts';

/**
 * - `shell`: built-ins, key words, functions of the text;
 * - `program`: programs of the system, run by us;
 * - `modelled`, `assumed`: tools of the image;
 * - `path`: a file named by its path, looked for when it runs;
 * - `expansion`: the name is known only when it runs;
 * - `absent`: known, but the image lacks it: ends with 127 unless the buildspec installs it;
 * - `unknown`: ends with 127.
 */
export type Kind =
  | 'shell'
  | 'program'
  | 'modelled'
  | 'assumed'
  | 'path'
  | 'expansion'
  | 'absent'
  | 'unknown';

const reserved = new Set(['[[', 'time', '!']);
const noProgram = (name: string) => ({ name, run: () => Promise.resolve(127) });
const system = new Set([...bundledNames(), ...ownPrograms(noProgram).map(({ name }) => name)]);
const assumed = new Set(assumedPrograms.map(({ name }) => name));

/** The image that a buildspec was most likely written for: the one that has its package manager. */
export function imageOf(buildspec: string): string {
  return /^[\s-]*(?:sudo\s+)?(?:yum|dnf|amazon-linux-extras)\s/m.test(buildspec)
    ? 'aws/codebuild/amazonlinux-x86_64-standard:5.0'
    : 'aws/codebuild/standard:7.0';
}

function kindOf(
  { name }: FirstWord,
  tools: ReadonlyMap<string, Tool>,
  functions: ReadonlySet<string>,
): Kind {
  if (name === null) return 'expansion';
  if (builtins.has(name) || functions.has(name) || reserved.has(name)) return 'shell';
  if (name.includes('/')) return 'path';
  const tool = tools.get(name);
  if (tool?.absent) return 'absent';
  if (tool !== undefined) return assumed.has(name) ? 'assumed' : 'modelled';
  return system.has(name) ? 'program' : 'unknown';
}

/** Every command of a buildspec with its kind. @param texts its command items, in order. */
export async function kindsOf(
  texts: readonly string[],
  o: { image: string; dialect: Dialect },
): Promise<{ command: FirstWord; kind: Kind }[]> {
  const read = await Promise.all(texts.map((text) => commandsOf(text, o.dialect)));
  const tools = new Map(toolsFor(o.image).map((each) => [each.name, each]));
  const functions = new Set(read.flatMap((each) => each.functions));
  return read
    .flatMap(({ commands }) => commands)
    .map((command) => ({ command, kind: kindOf(command, tools, functions) }));
}
