import { toArray } from '../core/bytes.ts';
import { readBytes, statOf } from '../core/files.ts';
import { limits } from '../core/limits.ts';
import { type Call, type Program, readAll, wait, write, writeTo } from '../core/process.ts';
import { Zeros } from '../core/wires.ts';
import { ZEROS } from '../fileSystem.ts';
import { complainAs, readFlags, resolve, sizeOf } from './support.ts';

/** Larger files are kept shorter than they would be: this much of them. */
const KEPT = 1_048_576;
/** Bytes that a disk takes in one ms. */
const BYTES_PER_MS = 1_000_000;

const OPERANDS = [
  'if',
  'of',
  'bs',
  'ibs',
  'obs',
  'count',
  'skip',
  'seek',
  'conv',
  'status',
  'iflag',
  'oflag',
];

/** `1.0 MB`, `1.0 MiB`: as dd sums up. */
function human(bytes: number, base: 1000 | 1024): string {
  const units = base === 1000 ? ['B', 'kB', 'MB', 'GB', 'TB'] : ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let at = 0;
  for (; value >= base && at < units.length - 1; at++) value /= base;
  return `${value < 10 && at > 0 ? value.toFixed(1) : Math.round(value)} ${units[at]}`;
}

function summary(bytes: number, blockSize: number, ms: number): string {
  const [whole, part] = [Math.floor(bytes / blockSize), bytes % blockSize === 0 ? 0 : 1];
  const sizes =
    bytes < 1000
      ? ''
      : bytes < 1024
        ? ` (${human(bytes, 1000)})`
        : ` (${human(bytes, 1000)}, ${human(bytes, 1024)})`;
  const seconds = Math.max(ms, 0.1) / 1000;
  return (
    `${whole}+${part} records in\n${whole}+${part} records out\n` +
    `${bytes} byte${bytes === 1 ? '' : 's'}${sizes} copied, ${Number(seconds.toPrecision(6))} s, ` +
    `${human(bytes / seconds, 1000)}/s\n`
  );
}

/** Bytes of a source from an offset: at most `size` of them, and of those at most what is kept. */
async function read(call: Call, path: string | undefined, from: number, size: number) {
  const { proc } = call;
  const { fs } = proc.run.container;
  const full = path === undefined ? null : resolve(call, path);
  const zeros = full === ZEROS || (full === null && proc.fds.get(0)?.input instanceof Zeros);
  if (zeros && size === Number.POSITIVE_INFINITY) return await endless(call);
  if (zeros)
    return { bytes: new Zeros().take(Math.min(size, size > limits.text ? KEPT : size)), size };
  if (full === null) {
    const bytes = (await readAll(proc)).slice(from, from + size);
    return { bytes, size: bytes.length };
  }
  const stat = await statOf(fs, full);
  if (stat === null) return 'No such file or directory';
  if (stat.isDirectory) return 'Is a directory';
  let bytes = (await readBytes(fs, full)) ?? '';
  if (/^\/dev\/u?random$/.test(full)) {
    const wanted = Math.min(size, limits.text);
    bytes = bytes.repeat(Math.ceil(wanted / bytes.length)).slice(0, wanted);
    return { bytes, size: Math.min(size, wanted) };
  }
  bytes = bytes.slice(from, from + size);
  return { bytes, size: bytes.length };
}

/** Copies without a count from a source without an end. */
async function endless(call: Call): Promise<never> {
  await wait(call.proc, Number.POSITIVE_INFINITY);
  throw new Error('waited for ever');
}

/** `dd`: copies blocks. What is too large to be kept is cut, and the command counts as assumed. */
const dd: Program = {
  name: 'dd',
  async run(call) {
    const given = new Map<string, string>();
    for (const arg of call.args) {
      const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(arg) ?? [];
      if (!OPERANDS.includes(name)) {
        return complainAs(
          call,
          `unrecognized operand '${arg}'\nTry 'dd --help' for more information.`,
        );
      }
      given.set(name, value);
    }
    const number = (name: string) => sizeOf(given.get(name) ?? '');
    for (const name of ['bs', 'ibs', 'obs', 'count', 'skip', 'seek']) {
      const text = given.get(name);
      if (text !== undefined && number(name) === null)
        return complainAs(call, `invalid number: '${text}'`);
    }
    const blockSize = Math.max(1, number('bs') ?? number('ibs') ?? 512);
    const count = number('count');
    const size = count === null ? Number.POSITIVE_INFINITY : count * blockSize;
    const source = await read(call, given.get('if'), (number('skip') ?? 0) * blockSize, size);
    if (typeof source === 'string') {
      const name = given.get('if') ?? 'standard input';
      return complainAs(call, `failed to open '${name}': ${source}`);
    }
    const ms = source.size / BYTES_PER_MS;
    await wait(call.proc, Math.ceil(ms));
    const target = given.get('of');
    if (target === undefined) await writeTo(call.proc, call.proc.fds.get(1)?.sink, source.bytes);
    else {
      const keep = (given.get('conv') ?? '').includes('notrunc');
      const problem = await put(
        call,
        target,
        source.bytes,
        (number('seek') ?? 0) * blockSize,
        keep,
      );
      if (problem !== null) return complainAs(call, `failed to open '${target}': ${problem}`);
    }
    if (source.size > source.bytes.length) assumeShorter(call, target ?? 'the output');
    if (given.get('status') !== 'none')
      await write(call.proc, 2, summary(source.size, blockSize, ms));
    return 0;
  },
};

function assumeShorter(call: Call, path: string): void {
  call.proc.run.fidelity = 'assumed';
  call.proc.run.note ??= `Only the beginning of ${path} is kept here.`;
}

/** Writes bytes into a file at an offset; what lies between its end and there becomes zeros. Null: done. */
async function put(
  call: Call,
  path: string,
  bytes: string,
  offset: number,
  keep: boolean,
): Promise<string | null> {
  const { fs } = call.proc.run.container;
  const full = resolve(call, path);
  if (/^\/dev\/(null|zero)$/.test(full)) return null;
  const stat = await statOf(fs, full);
  if (stat?.isDirectory) return 'Is a directory';
  if (!(await statOf(fs, full.slice(0, full.lastIndexOf('/')) || '/'))?.isDirectory)
    return 'No such file or directory';
  const before = stat === null ? '' : ((await readBytes(fs, full)) ?? '');
  const at = Math.min(offset, KEPT);
  if (at < offset) assumeShorter(call, path);
  const head = before.slice(0, at).padEnd(at, '\0');
  const tail = keep ? before.slice(at + bytes.length) : '';
  await fs.writeFile(full, toArray(head + bytes + tail));
  return null;
}

/** `truncate -s` and `fallocate -l`: files of a size. */
function sizer(name: string, options: string[], missing: string): Program {
  return {
    name,
    async run(call) {
      const { rest, value, has } = readFlags(call.args, options);
      const [, sign = '', text = ''] =
        /^([-+]?)(.*)$/.exec(value(name === 'truncate' ? 's' : 'l') ?? '') ?? [];
      const size = sizeOf(text);
      if (size === null) return complainAs(call, missing);
      if (rest.length === 0) return complainAs(call, 'missing file operand');
      const { fs } = call.proc.run.container;
      for (const path of rest) {
        const full = resolve(call, path);
        const before = await readBytes(fs, full);
        if (before === null && has('c')) continue;
        const old = before ?? '';
        const wanted =
          sign === '+' ? old.length + size : sign === '-' ? Math.max(0, old.length - size) : size;
        const kept = wanted > limits.text ? KEPT : wanted;
        if (kept < wanted) assumeShorter(call, path);
        const problem = await put(call, path, old.slice(0, kept).padEnd(kept, '\0'), 0, false);
        if (problem !== null)
          return complainAs(call, `cannot open '${path}' for writing: ${problem}`);
      }
      return 0;
    },
  };
}

export const blockPrograms: Program[] = [
  dd,
  sizer(
    'truncate',
    ['s:size', 'c|no-create', 'o'],
    "you must specify either '--size' or '--reference'",
  ),
  sizer('fallocate', ['l:length', 'o:offset', 'n', 'v'], 'no length argument specified'),
];
