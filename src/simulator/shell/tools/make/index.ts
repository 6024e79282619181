import type { Tool, ToolContext } from '../../types.ts';
import { Failure, tool } from '../support/failure.ts';
import { isDirectory, isFile } from '../support/files.ts';
import { absolute } from '../support/paths.ts';
import { build } from './build.ts';
import { readMakefile } from './read.ts';
import { fatal, type Make } from './types.ts';

const startUpMs = 6;
/** In this order (GNU make manual, "What Name to Give Your Makefile"). */
const usualNames = ['GNUmakefile', 'makefile', 'Makefile'];
const long: Readonly<Record<string, string>> = {
  '--directory': 'C',
  '--file': 'f',
  '--makefile': 'f',
  '--jobs': 'j',
  '--silent': 's',
  '--quiet': 's',
  '--dry-run': 'n',
  '--just-print': 'n',
  '--always-make': 'B',
  '--ignore-errors': 'i',
  '--keep-going': 'k',
};

interface Words {
  goals: string[];
  flags: Set<string>;
  directories: string[];
  file: string | undefined;
  variables: [string, string][];
}

function read(words: readonly string[]): Words {
  const found: Words = {
    goals: [],
    flags: new Set(),
    directories: [],
    file: undefined,
    variables: [],
  };
  const value = (letter: string, text: string) => {
    if (letter === 'C') found.directories.push(text);
    if (letter === 'f') found.file = text;
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const set = /^([A-Za-z_.][\w.-]*)(?::{0,3}|\?)=([\s\S]*)$/.exec(word);
    if (word.startsWith('--')) {
      const [name = '', text] = word.split('=', 2);
      const letter = long[name];
      if (letter === 'C' || letter === 'f') value(letter, text ?? words[++at] ?? '');
      else if (letter !== undefined) found.flags.add(letter);
    } else if (/^-[Cf]/.test(word)) value(word.charAt(1), word.slice(2) || (words[++at] ?? ''));
    else if (word === '-j' && /^\d+$/.test(words[at + 1] ?? '')) at++;
    else if (word.startsWith('-')) for (const letter of word.slice(1)) found.flags.add(letter);
    else if (set !== null) found.variables.push([set[1] ?? '', set[2] ?? '']);
    else found.goals.push(word);
  }
  return found;
}

function newMake(ctx: ToolContext, words: Words, cwd: string): Make {
  const level = ctx.env.MAKELEVEL ?? '0';
  const text = (value: string) => ({ text: value, simple: true, fixed: false });
  const inherited = [...(ctx.env.MAKEFLAGS ?? '').matchAll(/(?:^|\s)([A-Za-z_]\w*)=(\S*)/g)];
  const fixed = [
    ...inherited.map((m): [string, string] => [m[1] ?? '', m[2] ?? '']),
    ...words.variables,
  ];
  return {
    ctx,
    cwd,
    prefix: level === '0' ? 'make' : `make[${level}]`,
    variables: new Map([
      ['MAKE', text('make')],
      ['MAKELEVEL', text(level)],
      ['CURDIR', text(cwd)],
      ['SHELL', text('/bin/sh')],
      ['MAKEFILE_LIST', text(words.file ?? ' Makefile')],
      ['MAKECMDGOALS', text(words.goals.join(' '))],
      ...fixed.map(([name, value]): [string, { text: string; simple: boolean; fixed: boolean }] => [
        name,
        { text: value, simple: false, fixed: true },
      ]),
    ]),
    exported: new Set(),
    exportAll: false,
    rules: [],
    phony: new Set(),
    place: { file: words.file ?? 'Makefile', line: 0 },
    silent: words.flags.has('s'),
    written: 0,
  };
}

/** GNU make 4.3: reads the makefile of the repository and runs its recipes in the shell of the container. */
export const make: Tool = tool('make', async (ctx) => {
  await ctx.sleep(startUpMs);
  const words = read(ctx.args);
  if (ctx.args.includes('--version') || words.flags.has('v')) {
    ctx.stdout('GNU Make 4.3\nBuilt for x86_64-pc-linux-gnu\n');
    return 0;
  }
  let cwd = ctx.cwd;
  for (const directory of words.directories) {
    cwd = absolute(cwd, directory);
    if (await isDirectory(ctx.fs, cwd)) continue;
    throw new Failure(2, `make: *** ${directory}: No such file or directory.  Stop.\n`);
  }
  const session = newMake(ctx, words, cwd);
  const moved = words.directories.length > 0 || session.prefix !== 'make';
  if (moved && !session.silent) ctx.stdout(`${session.prefix}: Entering directory '${cwd}'\n`);
  try {
    let file = words.file;
    for (const name of usualNames) {
      if (file === undefined && (await isFile(ctx.fs, `${cwd}/${name}`))) file = name;
    }
    if (file === undefined && words.goals.length === 0) {
      throw fatal(session, 'No targets specified and no makefile found');
    }
    if (file !== undefined && !(await readMakefile(session, file))) {
      ctx.stderr(`make: ${file}: No such file or directory\n`);
      throw fatal(session, `No rule to make target '${file}'`);
    }
    const has = (letter: string) => words.flags.has(letter);
    await build(session, words.goals, { dry: has('n'), ignore: has('i'), always: has('B') });
  } catch (reason) {
    if (!(reason instanceof Failure)) throw reason;
    ctx.stderr(reason.message);
    throw new Failure(reason.exitCode, '');
  } finally {
    if (moved && !session.silent) ctx.stdout(`${session.prefix}: Leaving directory '${cwd}'\n`);
  }
  return 0;
});
