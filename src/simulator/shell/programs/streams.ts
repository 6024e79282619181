import { toArray } from '../core/bytes.ts';
import { BrokenPipe } from '../core/control.ts';
import { statOf } from '../core/files.ts';
import { limits } from '../core/limits.ts';
import { type Call, type Program, readable, wait, writeTo } from '../core/process.ts';
import { Pipe, Zeros } from '../core/wires.ts';
import { ZEROS } from '../fileSystem.ts';
import { PIPE_SIZE, pour } from './endless.ts';
import { badOption, complainAs, input, readFlags, resolve, sizeOf } from './support.ts';

/** Hands on what arrives on standard input as it arrives. `each` returns false to read no more. */
async function stream(
  call: Call,
  each: (bytes: string) => Promise<boolean | undefined>,
): Promise<void> {
  const { proc } = call;
  const pipe = proc.fds.get(0)?.input;
  if (pipe === undefined) return;
  for (;;) {
    await readable(proc, pipe, () => pipe.peek() !== '');
    const bytes = pipe.take();
    if (bytes !== '' && (await each(bytes)) === false) return;
    if (bytes === '' && pipe.ended) return;
  }
}

/** `cat` of bytes as they are; with options that change them, just-bash's. */
export function catProgram(bundled: Program): Program {
  return {
    name: 'cat',
    partial: true,
    async run(call) {
      if (call.args.some((arg) => /^-./.test(arg) && arg !== '-u')) return bundled.run(call);
      const paths = call.args.filter((arg) => arg !== '-u');
      const { proc } = call;
      let status = 0;
      for (const path of paths.length === 0 ? ['-'] : paths) {
        const zeros = path === '-' ? proc.fds.get(0)?.input : null;
        if (zeros instanceof Zeros || resolve(call, path) === ZEROS)
          return pour(call, '\0'.repeat(PIPE_SIZE));
        if (path === '-') {
          await stream(call, (bytes) => writeTo(proc, proc.fds.get(1)?.sink, bytes));
          continue;
        }
        const named = proc.run.pipes.get(path)?.pipe;
        const content = named === undefined ? await input(call, path) : { bytes: named.take() };
        if (typeof content === 'string') status = await complainAs(call, `${path}: ${content}`);
        else await writeTo(proc, proc.fds.get(1)?.sink, content.bytes);
      }
      return status;
    },
  };
}

/** `head -c` of a file or a stream: stops reading as soon as it has enough. */
async function headBytes(call: Call, size: number): Promise<number> {
  const { proc } = call;
  const [path = '-'] = call.args;
  const source = path === '-' ? proc.fds.get(0)?.input : null;
  if (source instanceof Zeros || resolve(call, path) === ZEROS) {
    await writeTo(proc, proc.fds.get(1)?.sink, new Zeros().take(size));
    return 0;
  }
  if (path !== '-') {
    const content = await input(call, path);
    if (typeof content === 'string')
      return complainAs(call, `cannot open '${path}' for reading: ${content}`);
    const { bytes } = content;
    const noise = /^\/dev\/u?random$/.test(path) && size > bytes.length && size <= limits.text;
    const all = noise ? bytes.repeat(Math.ceil(size / bytes.length)) : bytes;
    await writeTo(proc, proc.fds.get(1)?.sink, all.slice(0, size));
    return 0;
  }
  let left = size;
  await stream(call, async (bytes) => {
    await writeTo(proc, proc.fds.get(1)?.sink, bytes.slice(0, left));
    left -= bytes.length;
    return left > 0;
  });
  return 0;
}

/** ms of virtual time between two looks at whether somebody still reads: at first, and after which nobody looks again. */
const LOOKS = { first: 100, last: 86_400_000 };

/** Waits for more, which never comes, for as long as somebody reads. */
async function follow(call: Call): Promise<number> {
  const sink = call.proc.fds.get(1)?.sink;
  for (let ms = LOOKS.first; sink instanceof Pipe && ms < LOOKS.last; ms *= 2) {
    await wait(call.proc, ms);
    sink.write('');
  }
  await wait(call.proc, Number.POSITIVE_INFINITY);
  return 0;
}

/** `tail -f`: what is there, and then it waits for more for as long as it is let. */
export function tailProgram(bundled: Program): Program {
  return {
    name: 'tail',
    partial: true,
    async run(call) {
      const args = call.args.flatMap((arg) => {
        const shorter = /^-[a-zA-Z]/.test(arg) ? arg.replace(/[fF]/g, '') : arg;
        return shorter === '-' || /^--follow/.test(arg) ? [] : [shorter];
      });
      if (args.join() === call.args.join()) return bundled.run(call);
      const status = await bundled.run({ ...call, args });
      return status === 0 ? follow(call) : status;
    },
  };
}

/** `head -n` of a stream: stops reading as soon as it has enough, so that its writer ends. */
export function headProgram(bundled: Program): Program {
  return {
    name: 'head',
    partial: true,
    async run(call) {
      const args = call.args.map((arg, i) =>
        /^-[nc]$/.test(call.args[i - 1] ?? '') ? arg : arg.replace(/^-(\d+)$/, '-n$1'),
      );
      const { rest, unknown, value, has } = readFlags(args, ['n:lines', 'c:bytes', 'q', 'v']);
      const lines = Number(value('n') ?? 10);
      const size = sizeOf(value('c') ?? '');
      if (unknown === null && size !== null && rest.length < 2)
        return headBytes({ ...call, args: rest }, size);
      if (lines < 0 && unknown === null && rest.length < 2) {
        const content = await input(call, rest[0] ?? '-');
        if (typeof content === 'string')
          return complainAs(call, `cannot open '${rest[0]}' for reading: ${content}`);
        const all = content.bytes.match(/[^\n]*\n|[^\n]+$/g) ?? [];
        await writeTo(call.proc, call.proc.fds.get(1)?.sink, all.slice(0, lines).join(''));
        return 0;
      }
      if (rest.length > 0 || unknown !== null || has('c') || !(lines >= 0))
        return bundled.run({ ...call, args });
      const { proc } = call;
      let left = lines;
      if (left === 0) return 0;
      await stream(call, async (bytes) => {
        let end = 0;
        while (left > 0 && end < bytes.length) {
          const newline = bytes.indexOf('\n', end);
          end = newline === -1 ? bytes.length : newline + 1;
          if (newline !== -1) left--;
        }
        await writeTo(proc, proc.fds.get(1)?.sink, bytes.slice(0, end));
        return left > 0;
      });
      return 0;
    },
  };
}

const tee: Program = {
  name: 'tee',
  async run(call) {
    const { rest, unknown, has } = readFlags(call.args, ['a|append', 'i', 'p']);
    if (unknown !== null) return badOption(call, unknown);
    const { proc } = call;
    const { fs } = proc.run.container;
    let status = 0;
    const files: string[] = [];
    for (const path of rest) {
      const full = resolve(call, path);
      const parent = full.slice(0, full.lastIndexOf('/')) || '/';
      const there = await statOf(fs, full);
      if (there?.isDirectory) status = await complainAs(call, `${path}: Is a directory`);
      else if (!(await statOf(fs, parent))?.isDirectory) {
        status = await complainAs(call, `${path}: No such file or directory`);
      } else if (path !== '/dev/null') {
        if (!has('a') || there === null) await fs.writeFile(full, '');
        files.push(full);
      }
    }
    let open = true;
    await stream(call, async (bytes) => {
      for (const file of files) await fs.appendFile(file, toArray(bytes));
      try {
        if (open) await writeTo(proc, proc.fds.get(1)?.sink, bytes);
      } catch (error) {
        if (!(error instanceof BrokenPipe)) throw error;
        open = false;
      }
      return open || files.length > 0;
    });
    return status;
  },
};

export const streamPrograms: Program[] = [tee];
