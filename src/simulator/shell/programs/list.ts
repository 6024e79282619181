import type { Call, Program } from '../core/process.ts';
import { usersOf } from '../users.ts';
import { badOption, complainAs, type Flags, print, readFlags, resolve } from './support.ts';

interface Entry {
  name: string;
  path: string;
  directory: boolean;
  link: string | null;
  mode: number;
  size: number;
  time: Date;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HALF_YEAR = 183 * 24 * 3600 * 1000;

async function entryOf(call: Call, name: string, path: string): Promise<Entry | null> {
  const { fs } = call.proc.run.container;
  try {
    const stat = await fs.lstat(path);
    const { isDirectory: directory, mode, mtime: time } = stat;
    const link = stat.isSymbolicLink ? await fs.readlink(path) : null;
    const size = directory ? 4096 : link === null ? stat.size : link.length;
    return { name, path, directory, link, mode, size, time };
  } catch {
    return null;
  }
}

function modeText({ mode, directory, link }: Entry): string {
  const bits = link === null ? mode : 0o777;
  const letters = [...'rwxrwxrwx']
    .map((letter, i) => (bits & (0o400 >> i) ? letter : '-'))
    .join('');
  return (link !== null ? 'l' : directory ? 'd' : '-') + letters;
}

/** `Jul  4 14:26`, or with the year when it is half a year away. */
function timeText(time: Date, now: number): string {
  const day = String(time.getUTCDate()).padStart(2);
  const two = (value: number) => String(value).padStart(2, '0');
  const age = now - time.getTime();
  const recent = age > -1 && age < HALF_YEAR;
  const last = recent
    ? `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}`
    : ` ${time.getUTCFullYear()}`;
  return `${MONTHS[time.getUTCMonth()]} ${day} ${last}`;
}

function sizeText(size: number, human: boolean): string {
  if (!human || size < 1024) return String(size);
  const power = Math.min(4, Math.floor(Math.log2(size) / 10));
  const value = size / 1024 ** power;
  const shown = value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value));
  return shown + ['', 'K', 'M', 'G', 'T'][power];
}

async function linkCount(call: Call, entry: Entry): Promise<number> {
  if (!entry.directory) return 1;
  const { fs } = call.proc.run.container;
  let count = 2;
  for (const name of await fs.readdir(entry.path)) {
    if ((await fs.lstat(`${entry.path}/${name}`)).isDirectory) count++;
  }
  return count;
}

const mark = (entry: Entry, flags: Flags) =>
  entry.directory && (flags.has('F') || flags.has('p'))
    ? '/'
    : flags.has('F') && entry.mode & 0o111 && entry.link === null
      ? '*'
      : '';

/** Owner and group in columns. */
const twice = (name: string, width: number): string =>
  `${name.padEnd(width)} ${name.padEnd(width)}`;

async function show(call: Call, entries: Entry[], flags: Flags): Promise<string> {
  if (!flags.has('l'))
    return entries.map((entry) => `${entry.name}${mark(entry, flags)}\n`).join('');
  const now = call.proc.run.container.host.clock.unix();
  const rows: { links: string; size: string; entry: Entry; name: string }[] = [];
  for (const entry of entries) {
    const target = entry.link === null ? '' : ` -> ${entry.link}`;
    rows.push({
      links: String(await linkCount(call, entry)),
      size: sizeText(entry.size, flags.has('h')),
      entry,
      name: `${entry.name}${mark(entry, flags)}${target}`,
    });
  }
  const width = (key: 'links' | 'size') => Math.max(0, ...rows.map((row) => row[key].length));
  const [links, size] = [width('links'), width('size')];
  const { fs } = call.proc.run.container;
  const users = await usersOf(fs);
  /** Group and owner are the same here: groups of files are not kept. */
  const owner = ({ path }: Entry): string => {
    const uid = fs.ownership.ownerOf(path);
    const name = users.find((user) => user.uid === uid)?.name;
    return `${(flags.has('n') ? undefined : name) ?? uid}`;
  };
  const owners = rows.map(({ entry }) => owner(entry));
  const ownerWidth = Math.max(0, ...owners.map((each) => each.length));
  return rows
    .map(
      (row, index) =>
        `${modeText(row.entry)} ${row.links.padStart(links)} ${twice(owners[index] ?? '', ownerWidth)} ${row.size.padStart(size)} ${timeText(row.entry.time, now)} ${row.name}\n`,
    )
    .join('');
}

function sort(entries: Entry[], flags: Flags): Entry[] {
  const by = flags.has('t')
    ? (a: Entry, b: Entry) => b.time.getTime() - a.time.getTime()
    : flags.has('S')
      ? (a: Entry, b: Entry) => b.size - a.size
      : () => 0;
  const byName = (a: Entry, b: Entry) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const sorted = entries.sort((a, b) => by(a, b) || byName(a, b));
  return flags.has('r') ? sorted.reverse() : sorted;
}

async function listDirectory(
  call: Call,
  entry: Entry,
  flags: Flags,
): Promise<{ text: string; below: Entry[] }> {
  const { fs } = call.proc.run.container;
  const names = (await fs.readdir(entry.path)).filter(
    (name) => !name.startsWith('.') || flags.has('a') || flags.has('A'),
  );
  const found: Entry[] = [];
  for (const name of flags.has('a') ? ['.', '..', ...names] : names) {
    const one = await entryOf(call, name, fs.resolvePath(entry.path, name));
    if (one !== null) found.push(one);
  }
  const entries = sort(found, flags);
  const blocks = entries.reduce((sum, one) => sum + Math.ceil(one.size / 4096) * 4, 0);
  const total = flags.has('l')
    ? `total ${flags.has('h') ? sizeText(blocks * 1024, true) : blocks}\n`
    : '';
  return {
    text: total + (await show(call, entries, flags)),
    below: entries.filter((one) => one.directory && one.name !== '.' && one.name !== '..'),
  };
}

const ls: Program = {
  name: 'ls',
  async run(call) {
    const known = [
      'l',
      'a|all',
      'A|almost-all',
      '1',
      'h|human-readable',
      'R|recursive',
      'd|directory',
      't',
      'S',
      'r|reverse',
      'F|classify',
      'p',
      'n',
      'i',
      's',
      'g',
      'o',
      'C',
      'x',
      'color:',
      'G',
      'T',
      'c',
      'u',
      'q',
      'L',
      'group-directories-first',
      'full-time',
      'time-style:',
      'si',
    ];
    const flags = readFlags(call.args, known);
    if (flags.unknown !== null) return badOption(call, flags.unknown, 2);
    let status = 0;
    const files: Entry[] = [];
    const directories: Entry[] = [];
    for (const path of flags.rest.length === 0 ? ['.'] : flags.rest) {
      const entry = await entryOf(call, path, resolve(call, path));
      if (entry === null)
        status = await complainAs(call, `cannot access '${path}': No such file or directory`, 2);
      else if (entry.directory && !flags.has('d')) directories.push(entry);
      else files.push(entry);
    }
    let text = await show(call, sort(files, flags), flags);
    const titled = flags.has('R') || flags.rest.length > 1;
    const queue = sort(directories, flags);
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
      const listed = await listDirectory(call, entry, flags);
      text += `${text === '' ? '' : '\n'}${titled ? `${entry.name}:\n` : ''}${listed.text}`;
      const parent = entry.name.replace(/\/$/, '');
      const below = listed.below.map((one) => ({ ...one, name: `${parent}/${one.name}` }));
      if (flags.has('R')) queue.unshift(...below);
    }
    await print(call, text);
    return status;
  },
};

export const listPrograms: Program[] = [ls];
