import { BrokenPipe } from '../core/control.ts';
import { Endless } from '../core/limits.ts';
import { type Call, type Program, spend, wait, writeTo } from '../core/process.ts';
import { Pipe } from '../core/wires.ts';

/** As much as a pipe holds; then the writer waits until its reader has taken it or goes away. */
export const PIPE_SIZE = 65_536;
/** Steps that one filling of the pipe counts for: nobody reads it to the end. */
const FILLING = 2000;
const SHORTEST_WAIT = 100;
const LONGEST_WAIT = 10_000;

/** Writes the same bytes again and again until nobody reads them. Into a file or the log: for ever. */
export async function pour(call: Call, bytes: string): Promise<number> {
  const sink = call.proc.fds.get(1)?.sink;
  try {
    await writeTo(call.proc, sink, bytes);
    if (!(sink instanceof Pipe)) throw new Endless();
    for (let ms = SHORTEST_WAIT; ; ms = Math.min(2 * ms, LONGEST_WAIT)) {
      await wait(call.proc, ms);
      const taken = sink.peek() === '';
      if (taken) spend(call.proc.run, FILLING);
      sink.write(taken ? bytes : '');
    }
  } catch (error) {
    if (error instanceof BrokenPipe) return error.status;
    throw error;
  }
}

const yes: Program = {
  name: 'yes',
  run(call) {
    const line = `${call.args.join(' ') || 'y'}\n`;
    return pour(call, line.repeat(Math.ceil(PIPE_SIZE / line.length)));
  },
};

export const endlessPrograms: Program[] = [yes];
