import type { Engine } from '../core/process.ts';
import { parseStatements } from '../parse/parser.ts';
import { runCommand } from './command.ts';
import { locate, runProgram } from './program.ts';
import { runStatements, runText } from './script.ts';
import { runWords } from './simple.ts';
import { runSubshell } from './subshell.ts';

/** The interpreter as its own parts, the built-ins and the programs call it. */
export const engine: Engine = {
  parse: parseStatements,
  text: runText,
  statements: runStatements,
  command: runCommand,
  words: (proc, words, plain = false) => runWords(proc, words, [], plain),
  program: runProgram,
  subshell: runSubshell,
  locate,
};
