import { decompressSync, gzipSync } from 'fflate';
import { type Bytes, fromArray, toArray } from '../core/bytes.ts';
import { Endless, limits } from '../core/limits.ts';
import { type Call, type Program, writeTo } from '../core/process.ts';
import { badOption, complainAs, input, readFlags, resolve } from './support.ts';

/** Compresses without name and time, so that the bytes depend on the content only. */
export function compress(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 6, mtime: 0 });
}

/** Content of a gzip; null when it is none. */
export function decompress(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return null;
  // The last four bytes say how large the content is.
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  if (size > limits.text) throw new Endless();
  try {
    return decompressSync(bytes);
  } catch {
    return null;
  }
}

async function transform(call: Call, o: { expand: boolean; toOutput: boolean }): Promise<number> {
  const known = [
    'd|decompress',
    'c|stdout',
    'k|keep',
    'f|force',
    'v|verbose',
    'q|quiet',
    'n|no-name',
    't|test',
    'r|recursive',
    ...'123456789',
    'best',
    'fast',
  ];
  const { rest, unknown, has } = readFlags(call.args, known);
  if (unknown !== null) return badOption(call, unknown);
  const expand = o.expand || has('d') || has('t');
  const { fs } = call.proc.run.container;
  let status = 0;
  for (const path of rest.length === 0 ? ['-'] : rest) {
    const content = await input(call, path);
    if (typeof content === 'string') {
      status = await complainAs(call, `${path}: ${content}`);
      continue;
    }
    const result = expand ? decompress(toArray(content.bytes)) : compress(toArray(content.bytes));
    if (result === null) {
      status = await complainAs(call, `${path === '-' ? 'stdin' : path}: not in gzip format`);
    } else if (path === '-' || o.toOutput || has('c')) {
      const bytes: Bytes = fromArray(result);
      await writeTo(call.proc, call.proc.fds.get(1)?.sink, bytes);
    } else if (!has('t')) {
      const target = expand
        ? path.replace(/\.t?gz$/, (end) => (end === '.tgz' ? '.tar' : ''))
        : `${path}.gz`;
      if (target === path) {
        status = await complainAs(call, `${path}: unknown suffix -- ignored`, 2);
        continue;
      }
      await fs.writeFile(resolve(call, target), result);
      if (!has('k')) await fs.rm(resolve(call, path));
    }
  }
  return status;
}

export const gzipPrograms: Program[] = [
  { name: 'gzip', run: (call) => transform(call, { expand: false, toOutput: false }) },
  { name: 'gunzip', run: (call) => transform(call, { expand: true, toOutput: false }) },
  { name: 'zcat', run: (call) => transform(call, { expand: true, toOutput: true }) },
];
