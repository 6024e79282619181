import type { Call, Program } from '../core/process.ts';
import { badOption, complainAs, readFlags, resolve } from './support.ts';
import { entriesOf, entryOf, isDirectory, join, NO_FILE, pairs, parentOf, say } from './tree.ts';

interface Options {
  recursive: boolean;
  /** Links are replaced by what they point to. */
  follow: boolean;
  /** What is there stays. */
  keep: boolean;
  /** Only over what is older. */
  update: boolean;
  times: boolean;
  verbose: boolean;
}

const KNOWN = [
  ...['a|archive', 'r|recursive', 'R', 'f|force', 'p', 'u|update', 'n|no-clobber', 'v|verbose'],
  ...['L|dereference', 'P|no-dereference', 'd', 'H', 't:target-directory', 'T|no-target-directory'],
  ...['i|interactive', 'x|one-file-system', 'parents', 'remove-destination'],
];
/** Long options whose value stands in the same word, if at all, and that change nothing here. */
const IGNORED =
  /^--(?:preserve|no-preserve|reflink|sparse|context|backup|attributes-only)(?:=.*)?$/;

/** `cp`. */
const cp: Program = {
  name: 'cp',
  async run(call) {
    const { rest, unknown, has, value } = readFlags(
      call.args.filter((arg) => !IGNORED.test(arg)),
      KNOWN,
    );
    if (unknown !== null) return badOption(call, unknown);
    const found = await pairs(call, rest, {
      target: value('t') ?? (has('parents') ? rest.pop() : undefined),
      plain: has('T'),
    });
    if (typeof found === 'number') return found;
    const options: Options = {
      recursive: has('r') || has('R') || has('a'),
      follow: has('L') || !(has('r') || has('R') || has('a') || has('d') || has('P')),
      keep: has('n'),
      update: has('u'),
      times: has('a') || has('p'),
      verbose: has('v'),
    };
    let status = 0;
    for (const [from, into] of found) {
      let to = into;
      if (has('parents')) {
        to = join(value('t') ?? parentOf(into), from);
        const parent = parentOf(resolve(call, to));
        await call.proc.run.container.fs.mkdir(parent, { recursive: true });
      }
      status = (await copyOne(call, from, to, options)) || status;
    }
    return status;
  },
};

async function copyOne(call: Call, from: string, to: string, o: Options): Promise<number> {
  const { fs } = call.proc.run.container;
  const [source, target] = [resolve(call, from), resolve(call, to)];
  const entry = await entryOf(call, from);
  const followed = entry?.isSymbolicLink && (o.follow || from.endsWith('/'));
  if (entry === null || (followed && !(await fs.exists(source)))) {
    return complainAs(call, `cannot stat '${from}': ${NO_FILE}`);
  }
  const directory = entry.isDirectory || (followed === true && (await isDirectory(call, from)));
  if (directory && !o.recursive)
    return complainAs(call, `-r not specified; omitting directory '${from}'`);
  if (source === target) {
    return directory && /(?:^|\/)\.\/?$/.test(from)
      ? 0
      : complainAs(call, `'${from}' and '${to}' are the same file`);
  }
  if (directory) return copyDirectory(call, from, to, o);
  const there = await entryOf(call, to);
  if (there?.isDirectory)
    return complainAs(call, `cannot overwrite directory '${to}' with non-directory '${from}'`);
  if (there !== null && (o.keep || (o.update && there.mtime >= entry.mtime))) return 0;
  if (!(await isDirectory(call, parentOf(target)))) {
    const what = entry.isSymbolicLink && !followed ? 'symbolic link' : 'regular file';
    return complainAs(call, `cannot create ${what} '${to}': ${NO_FILE}`);
  }
  if (entry.isSymbolicLink && !followed) {
    if (there !== null) await fs.rm(target);
    await fs.symlink(await fs.readlink(source), target);
  } else {
    const { mode, mtime } = await fs.stat(source);
    await fs.writeFile(target, await fs.readFileBuffer(source));
    if (there === null || o.times) await fs.chmod(target, mode);
    if (o.times) await fs.utimes(target, mtime, mtime);
  }
  await say(call, o.verbose, `'${from}' -> '${to}'`);
  return 0;
}

async function copyDirectory(call: Call, from: string, to: string, o: Options): Promise<number> {
  const { fs } = call.proc.run.container;
  const [source, target] = [resolve(call, from), resolve(call, to)];
  if (target.startsWith(`${source.replace(/\/$/, '')}/`)) {
    return complainAs(call, `cannot copy a directory, '${from}', into itself, '${to}'`);
  }
  const there = await entryOf(call, to);
  if (there !== null && !(await isDirectory(call, to)))
    return complainAs(call, `cannot overwrite non-directory '${to}' with directory '${from}'`);
  if (there === null) {
    if (!(await isDirectory(call, parentOf(target))))
      return complainAs(call, `cannot create directory '${to}': ${NO_FILE}`);
    await fs.mkdir(target);
    await fs.chmod(target, (await fs.stat(source)).mode);
    await say(call, o.verbose, `'${from}' -> '${to}'`);
  }
  let status = 0;
  for (const name of await entriesOf(call, from)) {
    status =
      (await copyOne(call, join(from, name), join(to, name), {
        ...o,
        follow: o.follow && o.recursive,
      })) || status;
  }
  return status;
}

export const copyPrograms: Program[] = [cp];
