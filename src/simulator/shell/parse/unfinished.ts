import type { SyntaxProblem } from './parser.ts';
import { stopsTooEarly } from './syntax.ts';

/** Words and signs after which a command goes on in the next line; the grammar names another reason for them. */
const continuing = /(?:\b(?:then|do|else)|&&|\|\|?|\(\))\s*$/;

/** What a shell at a prompt waits for before it runs anything: the rest of a quote, a loop, a here-document, a joined line. */
export function isUnfinished(text: string, problem: SyntaxProblem | undefined): boolean {
  if (/(?<!\\)(?:\\\\)*\\$/.test(text)) return true;
  if (problem === undefined) return openHereDocument(text);
  return stopsTooEarly(problem, text) || continuing.test(text);
}

function openHereDocument(text: string): boolean {
  const lines = text.split('\n');
  return lines.some((line, at) => {
    const [, word] = /<<-?\s*['"]?([A-Za-z_]\w*)['"]?/.exec(line) ?? [];
    return word !== undefined && !lines.slice(at + 1).some((later) => later.trim() === word);
  });
}
