import type { Builtin } from '../core/process.ts';
import { directoryBuiltins } from './directory.ts';
import { echoBuiltins } from './echo.ts';
import { flowBuiltins } from './flow.ts';
import { inputBuiltins } from './input.ts';
import { jobBuiltins } from './jobs.ts';
import { nameBuiltins } from './names.ts';
import { optionBuiltins } from './options.ts';
import { printfBuiltins } from './printf.ts';
import { testBuiltins } from './test.ts';
import { variableBuiltins } from './variables.ts';

/** The commands of the shell itself, by name. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  Object.entries({
    ...directoryBuiltins,
    ...echoBuiltins,
    ...flowBuiltins,
    ...inputBuiltins,
    ...jobBuiltins,
    ...nameBuiltins,
    ...optionBuiltins,
    ...printfBuiltins,
    ...testBuiltins,
    ...variableBuiltins,
  }),
);
