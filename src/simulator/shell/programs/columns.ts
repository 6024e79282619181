import { type Call, type Program, writeTo } from '../core/process.ts';
import { Capture } from '../core/wires.ts';

/** Runs a program of just-bash and changes what it prints before it goes out. */
async function reprint(
  call: Call,
  bundled: Program,
  change: (text: string) => string,
): Promise<number> {
  const { proc } = call;
  const sink = proc.fds.get(1)?.sink;
  const capture = new Capture();
  const child = { ...proc, fds: new Map(proc.fds).set(1, { sink: capture }) };
  const status = await bundled.run({ ...call, proc: child });
  await writeTo(proc, sink, change(capture.bytes));
  return status;
}

/** `uniq -c`: counts stand right in seven columns. */
export function uniqProgram(bundled: Program): Program {
  return {
    name: 'uniq',
    partial: true,
    run(call) {
      if (!call.args.some((arg) => /^-[a-z]*c|^--count$/.test(arg))) return bundled.run(call);
      return reprint(call, bundled, (text) =>
        text.replace(/^ *(\d+) /gm, (_, count: string) => `${count.padStart(7)} `),
      );
    },
  };
}

/** `wc` of standard input: several numbers stand right in seven columns each. */
export function wcProgram(bundled: Program): Program {
  return {
    name: 'wc',
    partial: true,
    run(call) {
      if (call.args.some((arg) => !/^-./.test(arg))) return bundled.run(call);
      return reprint(call, bundled, (text) => {
        const numbers = text.trim().split(/\s+/);
        if (numbers.length < 2) return text;
        return `${numbers.map((number) => number.padStart(7)).join(' ')}\n`;
      });
    },
  };
}
