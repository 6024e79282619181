import { fromArray, toArray } from '../core/bytes.ts';
import { type Call, type Program, writeTo } from '../core/process.ts';
import { compress, decompress } from './gzip.ts';
import { badOption, complainAs, input, readFlags, resolve } from './support.ts';

interface Format {
  /** What its files begin with. */
  magic: string;
  suffix: string;
  /** Exit status for a file that is none. */
  status: number;
  missing(path: string): string;
  foreign(path: string): string;
}

/** Wording and statuses observed with xz 5.4 and bzip2 1.0.8. */
const XZ: Format = {
  magic: '\xfd7zXZ\0',
  suffix: '.xz',
  status: 1,
  missing: (path) => `${path}: No such file or directory`,
  foreign: (path) => `${path === '-' ? '(stdin)' : path}: File format not recognized`,
};
const BZIP2: Format = {
  magic: 'BZh9',
  suffix: '.bz2',
  status: 2,
  missing: (path) => `Can't open input file ${path}: No such file or directory.`,
  foreign: (path) => `${path === '-' ? '(stdin)' : path} is not a bzip2 file.`,
};

const OPTIONS = [
  ...[
    'd|decompress|uncompress',
    'z|compress',
    'c|stdout|to-stdout',
    'k|keep',
    'f|force',
    'q|quiet',
  ],
  ...['v|verbose', 'T:threads', 'e|extreme', 's|small', ...'0123456789', 'best', 'fast'],
];

/** Content of a file of the format; null: it is none. What others than these programs made is not known. */
function expand(call: Call, format: Format, bytes: string): string | null {
  if (!bytes.startsWith(format.magic)) return null;
  const inner = decompress(toArray(bytes.slice(format.magic.length)));
  if (inner !== null) return fromArray(inner);
  guess(call, 'What is in an archive that the build did not make itself is not known.');
  return '';
}

function guess(call: Call, note: string): void {
  call.proc.run.fidelity = 'assumed';
  call.proc.run.note ??= note;
}

async function transform(
  call: Call,
  format: Format,
  o: { expand: boolean; output: boolean },
): Promise<number> {
  const { rest, unknown, has } = readFlags(call.args, OPTIONS);
  if (unknown !== null) return badOption(call, unknown);
  const back = o.expand || has('d');
  const { fs } = call.proc.run.container;
  let status = 0;
  for (const path of rest.length === 0 ? ['-'] : rest) {
    const content = await input(call, path);
    if (typeof content === 'string') {
      status = await complainAs(
        call,
        content.startsWith('No such') ? format.missing(path) : `${path}: ${content}`,
      );
      continue;
    }
    const result = back
      ? expand(call, format, content.bytes)
      : format.magic + fromArray(compress(toArray(content.bytes)));
    if (!back)
      guess(call, `The sizes of ${format.suffix} files are not those of the real program.`);
    const target = back ? path.replace(format.suffix, '') : `${path}${format.suffix}`;
    if (result === null) status = await complainAs(call, format.foreign(path), format.status);
    else if (path === '-' || o.output || has('c'))
      await writeTo(call.proc, call.proc.fds.get(1)?.sink, result);
    else if (target === path)
      status = await complainAs(call, `${path}: Filename has an unknown suffix, skipping`, 2);
    else {
      await fs.writeFile(resolve(call, target), toArray(result));
      if (!has('k')) await fs.rm(resolve(call, path));
    }
  }
  return status;
}

const program = (
  name: string,
  format: Format,
  o: { expand: boolean; output: boolean },
): Program => ({
  name,
  run: (call) => transform(call, format, o),
});

/** `xz` and `bzip2`: a gzip behind their own first bytes, so that what a build packs it can unpack again. */
export const xzPrograms: Program[] = [
  program('xz', XZ, { expand: false, output: false }),
  program('unxz', XZ, { expand: true, output: false }),
  program('xzcat', XZ, { expand: true, output: true }),
  program('bzip2', BZIP2, { expand: false, output: false }),
  program('bunzip2', BZIP2, { expand: true, output: false }),
  program('bzcat', BZIP2, { expand: true, output: true }),
];
