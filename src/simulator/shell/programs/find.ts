import type { Program } from '../core/process.ts';
import { badOption, print, readFlags } from './support.ts';

/** `find` of just-bash, with the options that stand before the paths: `-P`, and `-L` and `-H`, which follow links. */
export function findProgram(bundled: Program): Program {
  return {
    name: 'find',
    partial: true,
    run(call) {
      const from = call.args.findIndex((arg) => !/^-[LPH]$/.test(arg));
      const options = from === -1 ? call.args : call.args.slice(0, from);
      if (options.some((option) => option !== '-P')) {
        call.proc.run.fidelity = 'assumed';
        call.proc.run.note ??= 'find -L: links are not followed.';
      }
      return bundled.run({ ...call, args: call.args.slice(options.length) });
    },
  };
}

/** `tty`: a build has no terminal. */
export const ttyProgram: Program = {
  name: 'tty',
  async run(call) {
    const { unknown, has } = readFlags(call.args, ['s|silent|quiet']);
    if (unknown !== null) return badOption(call, unknown, 2);
    if (!has('s')) await print(call, 'not a tty\n');
    return 1;
  },
};
