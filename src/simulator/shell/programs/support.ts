import { readBytes, statOf } from '../core/files.ts';
import { type Call, readAll, write } from '../core/process.ts';

/** Options of a program: letters and long names that were given, with their values. */
export interface Flags {
  has(name: string): boolean;
  value(name: string): string | undefined;
  rest: string[];
  /** The first option that the program does not know, as written. */
  unknown: string | null;
}

/**
 * Reads options as GNU getopt does, bundled letters and `--name=value` included.
 * @param known letters and long names; a trailing `:` takes a value. Synonyms: `n:lines` means `-n` and `--lines`.
 */
export function readFlags(
  args: readonly string[],
  known: readonly string[],
  o: { stopAtFirst?: boolean } = {},
): Flags {
  const names = new Map<string, { key: string; valued: boolean }>();
  for (const entry of known) {
    const valued = entry.includes(':');
    const [key = '', ...synonyms] = entry.split(/[:|]/).filter((name) => name !== '');
    for (const name of [key, ...synonyms]) names.set(name, { key, valued });
  }
  const found = new Map<string, string>();
  const rest: string[] = [];
  let unknown: string | null = null;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--' || (!/^-./.test(arg) && o.stopAtFirst)) {
      rest.push(...args.slice(arg === '--' ? i + 1 : i));
      break;
    }
    if (!/^-./.test(arg)) {
      rest.push(arg);
    } else if (arg.startsWith('--')) {
      const [, name = '', value] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(arg) ?? [];
      const entry = names.get(name);
      if (entry === undefined) unknown ??= arg;
      else found.set(entry.key, entry.valued ? (value ?? args[++i] ?? '') : (value ?? ''));
    } else {
      for (let j = 1; j < arg.length; j++) {
        const entry = names.get(arg.charAt(j));
        if (entry === undefined) unknown ??= `-${arg.charAt(j)}`;
        else if (entry.valued) {
          found.set(entry.key, j + 1 < arg.length ? arg.slice(j + 1) : (args[++i] ?? ''));
          break;
        } else found.set(entry.key, '');
      }
    }
  }
  return { has: (name) => found.has(name), value: (name) => found.get(name), rest, unknown };
}

/** Name of a program without its directory: what its messages begin with. */
export function baseName(call: Call): string {
  return call.name.slice(call.name.lastIndexOf('/') + 1);
}

export async function print(call: Call, text: string): Promise<number> {
  await write(call.proc, 1, text);
  return 0;
}

/** Prints a message behind the name of the program, and gives its exit status. */
export async function complainAs(call: Call, text: string, status = 1): Promise<number> {
  await write(call.proc, 2, `${baseName(call)}: ${text}\n`);
  return status;
}

/** Message for an option the program does not know, as the GNU programs word it. */
export function badOption(call: Call, option: string, status = 1): Promise<number> {
  const name = baseName(call);
  const what = option.startsWith('--')
    ? `unrecognized option '${option}'`
    : `invalid option -- '${option.slice(1)}'`;
  return complainAs(call, `${what}\nTry '${name} --help' for more information.`, status);
}

export function resolve(call: Call, path: string): string {
  return call.proc.run.container.fs.resolvePath(call.proc.cwd, path);
}

/** Bytes of a file or, for `-`, of standard input. A text: why it cannot be read. */
export async function input(call: Call, path: string): Promise<{ bytes: string } | string> {
  if (path === '-') return { bytes: await readAll(call.proc) };
  const { fs } = call.proc.run.container;
  const full = resolve(call, path);
  const stat = await statOf(fs, full);
  if (stat === null) {
    const parent = await statOf(fs, full.slice(0, full.lastIndexOf('/')) || '/');
    return parent?.isFile ? 'Not a directory' : 'No such file or directory';
  }
  if (stat.isDirectory) return 'Is a directory';
  return { bytes: (await readBytes(fs, full)) ?? '' };
}

/** All files below a path, itself included, in the order of `find`: directories before what is in them. */
export async function walk(
  call: Call,
  path: string,
): Promise<{ path: string; directory: boolean }[]> {
  const { fs } = call.proc.run.container;
  const stat = await statOf(fs, resolve(call, path));
  if (stat === null) return [];
  if (!stat.isDirectory) return [{ path, directory: false }];
  const out = [{ path, directory: true }];
  for (const name of (await fs.readdir(resolve(call, path))).sort()) {
    out.push(
      ...(await walk(call, path === '/' ? `/${name}` : `${path.replace(/\/$/, '')}/${name}`)),
    );
  }
  return out;
}

const SIZES = ['', 'K', 'M', 'G', 'T'];

/** Bytes of a size as GNU programs read it: `512`, `64k`, `1M`, `1MB` (1000²), `1MiB`. Null: none. */
export function sizeOf(text: string): number | null {
  const [, digits, letter = '', unit] = /^(\d+)(?:([kKMGT])(iB|B)?|B|c|w|b)?$/.exec(text) ?? [];
  if (digits === undefined) return null;
  if (text.endsWith('w')) return Number(digits) * 2;
  if (text.endsWith('b')) return Number(digits) * 512;
  const base = unit === 'B' ? 1000 : 1024;
  return Number(digits) * base ** SIZES.indexOf(letter.toUpperCase());
}
