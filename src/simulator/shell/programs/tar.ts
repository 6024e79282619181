import { fromArray, toArray } from '../core/bytes.ts';
import { statOf } from '../core/files.ts';
import { type Call, type Program, readAll, writeTo } from '../core/process.ts';
import { compilePattern, matches } from '../expand/pattern.ts';
import { compress, decompress } from './gzip.ts';
import { complainAs, input, print, readFlags, resolve, walk } from './support.ts';

export interface Member {
  name: string;
  directory: boolean;
  link: string | null;
  mode: number;
  content: string;
}

const BLOCK = 512;
const MORE = "\nTry 'tar --help' or 'tar --usage' for more information.";
const FAILED = 'Error is not recoverable: exiting now';

const octal = (value: number, size: number) => value.toString(8).padStart(size - 1, '0');

/** One header block (POSIX ustar). Times are 0, so that the bytes depend on the contents only. */
function header(member: Member): string {
  const cut = member.name.length > 100 ? member.name.lastIndexOf('/', 155) : -1;
  const [directory, name] =
    cut > 0 ? [member.name.slice(0, cut), member.name.slice(cut + 1)] : ['', member.name];
  const type = member.directory ? '5' : member.link === null ? '0' : '2';
  const fields = (checksum: string) =>
    [
      name.slice(0, 100).padEnd(100, '\0'),
      `${octal(member.mode & 0o7777, 8)}\0`,
      `${octal(0, 8)}\0${octal(0, 8)}\0`,
      `${octal(member.content.length, 12)}\0${octal(0, 12)}\0`,
      checksum,
      type,
      (member.link ?? '').padEnd(100, '\0'),
      'ustar\x0000',
      `${'root'.padEnd(32, '\0')}${'root'.padEnd(32, '\0')}`,
      `${octal(0, 8)}\0${octal(0, 8)}\0`,
      directory.padEnd(155, '\0'),
    ]
      .join('')
      .padEnd(BLOCK, '\0');
  const blank = fields(' '.repeat(8));
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += blank.charCodeAt(i);
  return fields(`${octal(sum, 7)}\0 `);
}

/** A tar of the members, as bytes. */
export function pack(members: readonly Member[]): string {
  const blocks = members.map((member) => {
    const size = Math.ceil(member.content.length / BLOCK) * BLOCK;
    return header(member) + member.content.padEnd(size, '\0');
  });
  const text = blocks.join('') + '\0'.repeat(2 * BLOCK);
  return text.padEnd(Math.ceil(text.length / 10240) * 10240, '\0');
}

/** Members of a tar; null when it is none. */
function unpack(bytes: string): Member[] | null {
  const members: Member[] = [];
  const text = (from: number, size: number) => bytes.slice(from, from + size).split('\0')[0] ?? '';
  for (let at = 0; at + BLOCK <= bytes.length && bytes.charCodeAt(at) !== 0; ) {
    if (text(at + 257, 5) !== 'ustar') return null;
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    const type = bytes.charAt(at + 156);
    const prefix = text(at + 345, 155);
    const name = (prefix === '' ? '' : `${prefix}/`) + text(at, 100);
    if ('05\x002'.includes(type)) {
      members.push({
        name,
        directory: type === '5',
        link: type === '2' ? text(at + 157, 100) : null,
        mode: Number.parseInt(text(at + 100, 8), 8) || 0o644,
        content: bytes.slice(at + BLOCK, at + BLOCK + size),
      });
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return members;
}

async function collect(
  call: Call,
  base: string,
  paths: string[],
  excluded: string[],
): Promise<{ members: Member[]; status: number }> {
  const { fs } = call.proc.run.container;
  const members: Member[] = [];
  let status = 0;
  const there = { ...call, proc: { ...call.proc, cwd: base } };
  for (const path of paths) {
    const found = await walk(there, path);
    if (found.length === 0) {
      status = await complainAs(call, `${path}: Cannot stat: No such file or directory`, 2);
    }
    for (const file of found) {
      const name = file.path.replace(/^\/+/, '') || '.';
      const parts = name.replace(/^\.\//, '').split('/');
      // A pattern names the member, a directory above it, or the last part of either.
      const texts = parts.flatMap((part, i) => [part, parts.slice(0, i + 1).join('/')]);
      const hit = (pattern: string) => {
        const compiled = compilePattern(pattern.replace(/^\.\/|\/$/g, ''));
        return texts.some((text) => matches(compiled, text));
      };
      if (excluded.some(hit)) continue;
      const full = fs.resolvePath(base, file.path);
      const { mode } = await fs.stat(full);
      const content = file.directory ? '' : fromArray(await fs.readFileBuffer(full));
      members.push({
        name: name + (file.directory ? '/' : ''),
        directory: file.directory,
        link: null,
        mode,
        content,
      });
    }
  }
  return { members, status };
}

async function create(
  call: Call,
  o: {
    file: string;
    base: string;
    gzip: boolean;
    paths: string[];
    excluded: string[];
    verbose: boolean;
  },
): Promise<number> {
  if (o.paths.length === 0)
    return complainAs(call, `Cowardly refusing to create an empty archive${MORE}`, 2);
  const { members, status } = await collect(call, o.base, o.paths, o.excluded);
  const archive = toArray(pack(members));
  const bytes = o.gzip ? compress(archive) : archive;
  if (o.file === '-') await writeTo(call.proc, call.proc.fds.get(1)?.sink, fromArray(bytes));
  else {
    const full = resolve(call, o.file);
    const { fs } = call.proc.run.container;
    if (!(await statOf(fs, full.slice(0, full.lastIndexOf('/')) || '/'))?.isDirectory) {
      return complainAs(
        call,
        `${o.file}: Cannot open: No such file or directory\ntar: ${FAILED}`,
        2,
      );
    }
    await fs.writeFile(full, bytes);
    if (o.verbose) await print(call, members.map(({ name }) => `${name}\n`).join(''));
  }
  return status === 0
    ? 0
    : complainAs(call, 'Exiting with failure status due to previous errors', 2);
}

async function extract(
  call: Call,
  o: { base: string; members: Member[]; paths: string[]; strip: number; verbose: boolean },
): Promise<number> {
  const { fs } = call.proc.run.container;
  if (!(await statOf(fs, o.base))?.isDirectory) {
    return complainAs(call, `${o.base}: Cannot open: No such file or directory\ntar: ${FAILED}`, 2);
  }
  for (const member of o.members) {
    const plain = member.name.replace(/^\.\//, '').replace(/\/$/, '');
    const wanted =
      o.paths.length === 0 ||
      o.paths.some(
        (path) =>
          plain === path.replace(/^\.\//, '').replace(/\/$/, '') ||
          plain.startsWith(`${path.replace(/\/$/, '')}/`),
      );
    // A member may not climb out of the directory.
    const name = member.name
      .split('/')
      .filter((part) => part !== '..' && part !== '' && part !== '.')
      .slice(o.strip)
      .join('/');
    if (!wanted || name === '') continue;
    if (o.verbose) await print(call, `${member.name}\n`);
    const full = fs.resolvePath(o.base, name);
    await fs.mkdir(member.directory ? full : full.slice(0, full.lastIndexOf('/')) || '/', {
      recursive: true,
    });
    if (member.directory) continue;
    await fs.rm(full, { force: true });
    if (member.link !== null) await fs.symlink(member.link, full);
    else {
      await fs.writeFile(full, toArray(member.content));
      await fs.chmod(full, member.mode & 0o777);
    }
  }
  return 0;
}

const tar: Program = {
  name: 'tar',
  async run(call) {
    const [first = '', ...others] = call.args;
    const args = /^[a-zA-Z]+$/.test(first) ? [`-${first}`, ...others] : call.args;
    const known = [
      'c|create',
      'x|extract',
      'get',
      't|list',
      'f:file',
      'C:directory',
      'z|gzip',
      'v|verbose',
      'exclude:',
      'strip-components:',
      'p',
      'j',
      'J',
      'a',
      'k',
      'm',
      'no-same-owner',
      'overwrite',
      'owner:',
      'group:',
      'warning:',
      'ignore-failed-read',
      'h',
    ];
    const { rest, unknown, has, value } = readFlags(args, known);
    if (unknown !== null)
      return complainAs(call, `invalid option -- '${unknown.replace(/^-+/, '')}'${MORE}`, 64);
    const file = value('f') ?? '-';
    const base = resolve(call, value('C') ?? '.');
    const excluded = args.flatMap((arg) => /^--exclude=(.*)$/.exec(arg)?.[1] ?? []);
    const verbose = has('v');
    if (has('c')) {
      const gzip = has('z') || (has('a') && /\.t?gz$/.test(file));
      return create(call, { file, base, gzip, paths: rest, excluded, verbose });
    }
    if (!has('x') && !has('t')) {
      return complainAs(
        call,
        `You must specify one of the '-Acdtrux', '--delete' or '--test-label' options${MORE}`,
        2,
      );
    }
    const content = file === '-' ? { bytes: await readAll(call.proc) } : await input(call, file);
    if (typeof content === 'string') {
      return complainAs(call, `${file}: Cannot open: ${content}\ntar: ${FAILED}`, 2);
    }
    const packed = toArray(content.bytes);
    const bytes = decompress(packed) ?? packed;
    const members = unpack(fromArray(bytes));
    if (members === null || (has('z') === (bytes === packed) && has('z'))) {
      const why = has('z')
        ? '\ngzip: stdin: not in gzip format\ntar: Child returned status 1'
        : 'tar: This does not look like a tar archive\ntar: Exiting with failure status due to previous errors';
      return complainAs(
        call,
        `${why.replace(/^tar: /, '')}${has('z') ? `\ntar: ${FAILED}` : ''}`,
        2,
      );
    }
    if (has('t')) return print(call, members.map(({ name }) => `${name}\n`).join(''));
    const strip = Number(value('strip-components') ?? 0) || 0;
    return extract(call, { base, members, paths: rest, strip, verbose });
  },
};

export const tarPrograms: Program[] = [tar];
