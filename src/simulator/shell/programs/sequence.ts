import { Endless, limits } from '../core/limits.ts';
import { type Call, type Program, spend, wait, writeTo } from '../core/process.ts';
import { Pipe } from '../core/wires.ts';
import { PIPE_SIZE } from './endless.ts';

/** Numbers from which on they are made by and by, as long as somebody reads them. */
const MANY = 5000;
/** ms of virtual time until a reader is looked at again. */
const PAUSE = 1;
/** Steps that one filling of the pipe counts for. */
const FILLING = 400;

/** `seq [first [step]] last` of whole numbers; null: something else. */
function rangeOf(args: readonly string[]): { first: number; by: number; last: number } | null {
  if (args.length < 1 || args.length > 3 || !args.every((arg) => /^-?\d{1,15}$/.test(arg)))
    return null;
  const numbers = args.map(Number);
  const last = numbers.at(-1) ?? 0;
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
  const by = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
  return by === 0 ? null : { first, by, last };
}

/** Waits until the reader has taken what is in the pipe. */
async function taken(call: Call, pipe: Pipe): Promise<void> {
  for (let ms = PAUSE; ; ms *= 2) {
    await wait(call.proc, ms);
    pipe.write('');
    if (pipe.peek() === '') return spend(call.proc.run, FILLING);
  }
}

/** `seq`: long sequences are written as their reader takes them, so that `seq 1 1000000 | head` ends. */
export function seqProgram(bundled: Program): Program {
  return {
    name: 'seq',
    partial: true,
    async run(call) {
      const range = rangeOf(call.args);
      if (range === null) return bundled.run(call);
      const { first, by, last } = range;
      const count = Math.floor((last - first) / by) + 1;
      if (count < MANY) return bundled.run(call);
      const sink = call.proc.fds.get(1)?.sink;
      if (!(sink instanceof Pipe) && count * String(last).length > limits.text) throw new Endless();
      let chunk = '';
      for (let i = 0; i < count; i++) {
        chunk += `${first + i * by}\n`;
        if (chunk.length < PIPE_SIZE) continue;
        await writeTo(call.proc, sink, chunk);
        chunk = '';
        if (sink instanceof Pipe) await taken(call, sink);
      }
      await writeTo(call.proc, sink, chunk);
      return 0;
    },
  };
}
