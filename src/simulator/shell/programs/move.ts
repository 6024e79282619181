import type { Call, Program } from '../core/process.ts';
import { badOption, complainAs, readFlags, resolve } from './support.ts';
import {
  entriesOf,
  entryOf,
  isDirectory,
  join,
  lastName,
  NO_FILE,
  pairs,
  parentOf,
  say,
} from './tree.ts';

/** `mv`. */
const mv: Program = {
  name: 'mv',
  async run(call) {
    const { rest, unknown, has, value } = readFlags(
      call.args.filter((arg) => !/^--backup(?:=.*)?$/.test(arg)),
      [
        ...['f|force', 'i|interactive', 'n|no-clobber', 'u|update', 'v|verbose'],
        ...['t:target-directory', 'T|no-target-directory'],
      ],
    );
    if (unknown !== null) return badOption(call, unknown);
    const found = await pairs(call, rest, { target: value('t'), plain: has('T') });
    if (typeof found === 'number') return found;
    let status = 0;
    for (const [from, to] of found) {
      const there = await entryOf(call, to);
      if (there !== null && has('n') && (await entryOf(call, from)) !== null) continue;
      status = (await move(call, from, to, has('v'))) || status;
    }
    return status;
  },
};

async function move(call: Call, from: string, to: string, verbose: boolean): Promise<number> {
  const { fs } = call.proc.run.container;
  const [source, target] = [resolve(call, from), resolve(call, to)];
  const entry = await entryOf(call, from);
  const there = await entryOf(call, to);
  if (entry === null) return complainAs(call, `cannot stat '${from}': ${NO_FILE}`);
  if (source === target) return complainAs(call, `'${from}' and '${to}' are the same file`);
  if (target.startsWith(`${source.replace(/\/$/, '')}/`))
    return complainAs(call, `cannot move '${from}' to a subdirectory of itself, '${to}'`);
  if (!(await isDirectory(call, parentOf(target))))
    return complainAs(call, `cannot move '${from}' to '${to}': ${NO_FILE}`);
  if (there?.isDirectory && !entry.isDirectory)
    return complainAs(call, `cannot overwrite directory '${to}' with non-directory`);
  if (there !== null && !there.isDirectory && entry.isDirectory)
    return complainAs(call, `cannot overwrite non-directory '${to}' with directory '${from}'`);
  if (there?.isDirectory && (await entriesOf(call, to)).length > 0)
    return complainAs(call, `cannot move '${from}' to '${to}': Directory not empty`);
  if (there !== null) await fs.rm(target, { recursive: true });
  await fs.mv(source, target);
  await say(call, verbose, `renamed '${from}' -> '${to}'`);
  return 0;
}

/** `rm`. The root is safe from it unless told otherwise. */
const rm: Program = {
  name: 'rm',
  async run(call) {
    const { rest, unknown, has } = readFlags(
      call.args.filter(
        (arg) => !/^--(?:preserve-root|interactive|one-file-system)(?:=.*)?$/.test(arg),
      ),
      ['r|recursive', 'R', 'f|force', 'v|verbose', 'd|dir', 'i', 'I', 'no-preserve-root'],
    );
    if (unknown !== null) return badOption(call, unknown);
    const recursive = has('r') || has('R');
    if (rest.length === 0 && !has('f'))
      return complainAs(call, "missing operand\nTry 'rm --help' for more information.");
    let status = 0;
    for (const path of rest) {
      const entry = path === '' ? null : await entryOf(call, path);
      if (entry === null) {
        if (!has('f')) status = await complainAs(call, `cannot remove '${path}': ${NO_FILE}`);
      } else if (recursive && resolve(call, path) === '/' && !has('no-preserve-root')) {
        status = await complainAs(
          call,
          "it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe",
        );
      } else if (recursive && /^\.\.?$/.test(lastName(path))) {
        const what = `refusing to remove '.' or '..' directory: skipping '${path}'`;
        status = await complainAs(call, what);
      } else if (entry.isDirectory && !recursive) {
        const empty = has('d') && (await entriesOf(call, path)).length === 0;
        if (!empty) status = await complainAs(call, `cannot remove '${path}': Is a directory`);
        else await call.proc.run.container.fs.rm(resolve(call, path), { recursive: true });
      } else await remove(call, path, entry.isDirectory, has('v'));
    }
    return status;
  },
};

async function remove(call: Call, path: string, directory: boolean, verbose: boolean) {
  const { fs } = call.proc.run.container;
  const bare = path.replace(/(.)\/+$/, '$1');
  if (verbose && directory) {
    for (const name of await entriesOf(call, path)) {
      const inside = join(bare, name);
      await remove(call, inside, (await entryOf(call, inside))?.isDirectory === true, true);
    }
  }
  await fs.rm(resolve(call, path), { recursive: true, force: true });
  await say(call, verbose, `removed ${directory ? 'directory ' : ''}'${bare}'`);
}

/** `mkdir`. */
const mkdir: Program = {
  name: 'mkdir',
  async run(call) {
    const { rest, unknown, has, value } = readFlags(call.args, [
      'p|parents',
      'v|verbose',
      'm:mode',
    ]);
    if (unknown !== null) return badOption(call, unknown);
    if (rest.length === 0)
      return complainAs(call, "missing operand\nTry 'mkdir --help' for more information.");
    const { fs } = call.proc.run.container;
    const mode = value('m') === undefined ? null : Number.parseInt(value('m') ?? '', 8);
    if (Number.isNaN(mode)) return complainAs(call, `invalid mode '${value('m')}'`);
    let status = 0;
    for (const path of rest) {
      const steps = has('p') ? ancestors(path) : [path];
      for (const step of steps) {
        const last = step === steps.at(-1);
        const entry = step === '' ? null : await entryOf(call, step);
        const there = entry !== null && (await isDirectory(call, step));
        if (there && has('p')) continue;
        const parent = await entryOf(call, parentOf(resolve(call, step)));
        const why =
          entry !== null
            ? last
              ? 'File exists'
              : 'Not a directory'
            : step === '' || parent === null
              ? NO_FILE
              : (await isDirectory(call, parentOf(resolve(call, step))))
                ? null
                : 'Not a directory';
        if (why !== null) {
          status = await complainAs(call, `cannot create directory '${step}': ${why}`);
          break;
        }
        await fs.mkdir(resolve(call, step));
        if (last && mode !== null) await fs.chmod(resolve(call, step), mode);
        await say(call, has('v'), `mkdir: created directory '${step}'`);
      }
    }
    return status;
  },
};

/** `a/b/c`: `a`, `a/b`, `a/b/c`. */
function ancestors(path: string): string[] {
  const bare = path.replace(/(.)\/+$/, '$1');
  const out: string[] = [];
  for (let at = bare.indexOf('/', 1); at !== -1; at = bare.indexOf('/', at + 1)) {
    if (bare.charAt(at - 1) !== '/') out.push(bare.slice(0, at));
  }
  return [...out, bare];
}

export const movePrograms: Program[] = [mv, rm, mkdir];
