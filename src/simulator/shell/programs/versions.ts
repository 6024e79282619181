import type { Call, Program } from '../core/process.ts';
import { type System, systemOf } from '../systems.ts';
import { print } from './support.ts';

/** Puts the answer to `--version` before a program that has none. */
export function versioned(program: Program, name: keyof System['versions']): Program {
  return {
    ...program,
    run(call: Call) {
      if (call.args[0] !== '--version') return program.run(call);
      const { host } = call.proc.run.container;
      return print(call, `${systemOf(host.image, host.dialect).versions[name]}\n`);
    },
  };
}
