import { strFromU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { toArray } from '../core/bytes.ts';
import { readBytes, statOf } from '../core/files.ts';
import { limits } from '../core/limits.ts';
import { type Call, type Program, writeTo } from '../core/process.ts';
import { compilePattern, matches } from '../expand/pattern.ts';
import { complainAs, print, readFlags, resolve, walk } from './support.ts';

/** One moment for every entry: the bytes depend on names and contents only. fflate reads it as local time everywhere. */
const FIXED_TIME = '1980-01-01T00:00:00';

const chosen = (name: string, patterns: readonly string[]) =>
  patterns.some((pattern) => matches(compilePattern(pattern), name));

/** Arguments after `-x` or `-i`, up to the next option. */
function listAfter(args: readonly string[], option: string): { before: string[]; list: string[] } {
  const at = args.indexOf(option);
  if (at === -1) return { before: [...args], list: [] };
  const rest = args.slice(at + 1);
  const end = rest.findIndex((arg) => arg.startsWith('-') && arg.length > 1);
  const list = end === -1 ? rest : rest.slice(0, end);
  return { before: [...args.slice(0, at), ...(end === -1 ? [] : rest.slice(end))], list };
}

async function readZip(call: Call, path: string): Promise<Record<string, Uint8Array> | null> {
  const bytes = await readBytes(call.proc.run.container.fs, resolve(call, path));
  if (bytes === null) return null;
  let total = 0;
  try {
    return unzipSync(toArray(bytes), {
      filter: ({ originalSize }) => {
        total += originalSize;
        return total <= limits.text;
      },
    });
  } catch {
    return null;
  }
}

const zip: Program = {
  name: 'zip',
  async run(call) {
    const { before, list: excluded } = listAfter(call.args, '-x');
    const known = [
      'r|recurse-paths',
      'q|quiet',
      'j|junk-paths',
      'y|symlinks',
      'X',
      'D',
      'm|move',
      'u',
      'g',
      'FS',
      'F',
      'S',
      'v',
      ...'0123456789',
    ];
    const { rest, has } = readFlags(before, known);
    const [archive, ...paths] = rest;
    if (archive === undefined) return complainAs(call, 'error: Nothing to do!', 16);
    const target = archive.includes('.') ? archive : `${archive}.zip`;
    const { fs } = call.proc.run.container;
    const old = (await readZip(call, target)) ?? {};
    const entries: Zippable = {};
    for (const [name, content] of Object.entries(old)) entries[name] = content;
    const added: string[] = [];
    let lines = '';
    for (const path of paths) {
      const found = has('r') ? await walk(call, path) : (await walk(call, path)).slice(0, 1);
      if (found.length === 0) lines += `\tzip warning: name not matched: ${path}\n`;
      for (const file of found) {
        const full = file.path.replace(/^(\.?\/)+/, '');
        const name = has('j')
          ? full.slice(full.lastIndexOf('/') + 1)
          : full + (file.directory ? '/' : '');
        if (name === '' || name === '.' || name === './' || (has('j') && file.directory)) continue;
        if (file.directory && has('D')) continue;
        if (name === target || chosen(name, excluded)) continue;
        const content = file.directory
          ? new Uint8Array()
          : await fs.readFileBuffer(resolve(call, file.path));
        lines += `  ${Object.hasOwn(old, name) ? 'updating' : 'adding'}: ${name} (${file.directory || content.length === 0 ? 'stored 0%' : `deflated ${saving(content)}%`})\n`;
        entries[name] = content;
        added.push(name);
      }
    }
    if (added.length === 0) {
      await print(call, lines);
      await print(call, `\nzip error: Nothing to do! (${target})\n`);
      return 12;
    }
    await fs.writeFile(resolve(call, target), zipSync(entries, { level: 6, mtime: FIXED_TIME }));
    return has('q') ? 0 : print(call, lines);
  },
};

function saving(content: Uint8Array): number {
  const packed = zipSync({ a: content }, { level: 6, mtime: FIXED_TIME }).length - 100;
  return Math.max(0, Math.round(100 - (100 * Math.max(0, packed)) / content.length));
}

const unzip: Program = {
  name: 'unzip',
  async run(call) {
    const { before, list: excluded } = listAfter(call.args, '-x');
    const { rest, has, value } = readFlags(before, [
      'd:',
      'o',
      'q',
      'l',
      'p',
      'n',
      'j',
      'u',
      'v',
      't',
      'a',
      'L',
    ]);
    const [path, ...patterns] = rest;
    if (path === undefined)
      return print(call, 'UnZip 6.00 of 20 April 2009, by Debian. Original by Info-ZIP.\n');
    const { fs } = call.proc.run.container;
    const archive = (await statOf(fs, resolve(call, path))) === null ? `${path}.zip` : path;
    if ((await statOf(fs, resolve(call, archive))) === null) {
      return complainAs(call, ` cannot find or open ${path}, ${path}.zip or ${path}.ZIP.`, 9);
    }
    const files = await readZip(call, archive);
    if (files === null) {
      await print(call, `Archive:  ${archive}\n`);
      return complainAs(
        call,
        `  cannot find zipfile directory in one of ${archive} or\n        ${archive}.zip, and cannot find ${archive}.ZIP, period.`,
        9,
      );
    }
    const names = Object.keys(files).filter(
      (name) => (patterns.length === 0 || chosen(name, patterns)) && !chosen(name, excluded),
    );
    if (has('l')) return print(call, listing(archive, names, files));
    let lines = `Archive:  ${archive}\n`;
    const base = value('d') ?? '';
    for (const name of names) {
      const content = files[name] ?? new Uint8Array();
      if (has('p')) {
        await writeTo(call.proc, call.proc.fds.get(1)?.sink, strFromU8(content, true));
        continue;
      }
      // An entry may not climb out of the directory.
      const inside = (has('j') ? name.slice(name.lastIndexOf('/') + 1) : name)
        .split('/')
        .filter((part) => part !== '..')
        .join('/');
      const target = (base === '' ? '' : `${base.replace(/\/$/, '')}/`) + inside;
      const full = resolve(call, target);
      await fs.mkdir(name.endsWith('/') ? full : full.slice(0, full.lastIndexOf('/')) || '/', {
        recursive: true,
      });
      if (name.endsWith('/')) lines += `   creating: ${target}\n`;
      else {
        await fs.writeFile(full, content);
        // fflate does not tell the modes of entries: programs keep theirs.
        if (isExecutable(content)) await fs.chmod(full, 0o755);
        lines += `  inflating: ${target.padEnd(22)}  \n`;
      }
    }
    if (patterns.length > 0 && names.length === 0)
      return complainAs(call, `caution: filename not matched:  ${patterns[0]}`, 11);
    return has('q') || has('p') ? 0 : print(call, lines);
  },
};

/** True for what begins as a Linux executable. */
const isExecutable = (content: Uint8Array): boolean =>
  content[0] === 0x7f && strFromU8(content.subarray(1, 4), true) === 'ELF';

function listing(
  archive: string,
  names: readonly string[],
  files: Record<string, Uint8Array>,
): string {
  const size = (name: string) => files[name]?.length ?? 0;
  const total = names.reduce((sum, name) => sum + size(name), 0);
  const rows = names.map(
    (name) => `${String(size(name)).padStart(9)}  1980-01-01 00:00   ${name}\n`,
  );
  return `Archive:  ${archive}\n  Length      Date    Time    Name\n---------  ---------- -----   ----\n${rows.join('')}---------                     -------\n${String(total).padStart(9)}                     ${names.length} file${names.length === 1 ? '' : 's'}\n`;
}

export const zipPrograms: Program[] = [zip, unzip];
