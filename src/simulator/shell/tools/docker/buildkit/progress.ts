import type { ToolContext } from '../../../types.ts';
import { Failure } from '../../support/failure.ts';
import { progressTime } from '../sizes.ts';
import type { DockerfileError } from './parse.ts';

/** BuildKit's progress where no terminal is (`--progress plain`): numbered vertices on stderr, an empty line between them. */
export interface Progress {
  /** One vertex: its name, what it says, and how long it takes. */
  vertex(
    name: string,
    o: { lines?: readonly string[]; ms: number; cached?: boolean },
  ): Promise<void>;
  /** A vertex that fails; gives the error that ends the command. */
  failed(name: string, message: string): void;
}

export function makeProgress(ctx: ToolContext, quiet: boolean): Progress {
  let count = 0;
  const say = (text: string) => {
    if (!quiet) ctx.stderr(text);
  };
  const open = (name: string): string => {
    if (count === 0) say('#0 building with "default" instance using docker driver\n\n');
    count++;
    say(`${count > 1 ? '\n' : ''}#${count} ${name}\n`);
    return `#${count}`;
  };
  return {
    async vertex(name, { lines = [], ms, cached = false }) {
      const number = open(name);
      if (cached) {
        say(`${number} CACHED\n`);
        return;
      }
      await ctx.sleep(ms);
      for (const line of lines) say(`${number} ${line}\n`);
      say(`${number} DONE ${progressTime(ms)}\n`);
    },
    failed(name, message) {
      const number = open(name);
      ctx.stderr(`${number} ERROR: ${message}\n------\n > ${name}:\n------\n`);
    },
  };
}

/** The lines of the Dockerfile around a mistake, as BuildKit shows them: two before and after, one when it spans several. */
export function excerpt(name: string, lines: readonly string[], error: DockerfileError): string {
  const around = error.startLine === error.endLine ? 2 : 1;
  const from = Math.max(error.startLine - around, 1);
  const to = Math.min(error.endLine + around, lines.length);
  const shown = lines.slice(from - 1, to).map((line, index) => {
    const number = from + index;
    const marked = number >= error.startLine && number <= error.endLine;
    return ` ${String(number).padStart(3)} | ${marked ? '>>>' : '   '} ${line}\n`;
  });
  const rule = `${'-'.repeat(20)}\n`;
  return `${name}:${error.startLine}\n${rule}${shown.join('')}${rule}`;
}

/** Ends the build. */
export const solveError = (message: string, before = ''): Failure =>
  new Failure(1, `${before}ERROR: failed to solve: ${message}\n`);
