import { entries, type JsonObject } from '../support/json.ts';
import { editDistance } from '../support/likeness.ts';
import { commandDescriptions } from './commands.ts';

/** These are commands of their own, so npm does not suggest them as scripts. */
const lifecycle = ['stop', 'start', 'test', 'restart'];

/**
 * What npm adds to an unknown script or command: commands, scripts and programs whose edit distance is below 0.4 of the word's
 * length, at most three (npm 10, `did-you-mean`). A swap of two letters in a word of five, as in `biuld`, is too far.
 */
export function didYouMean(pkg: JsonObject, word: string): string {
  const close = (candidate: string) => editDistance(word, candidate) < word.length * 0.4;
  const names = (key: string) => entries(pkg, key).map(([name]) => name);
  const best = [
    ...Object.entries(commandDescriptions).filter(([name]) => close(name) && name !== word),
    ...names('scripts')
      .filter((name) => close(name) && !lifecycle.includes(name))
      .map((name) => [`run ${name}`, `run the "${name}" package script`]),
    ...names('bin')
      .filter(close)
      .map((name) => [
        `exec ${name}`,
        `run the "${name}" command from either this or a remote npm package`,
      ]),
  ];
  if (best.length === 0) return '';
  const lines = best.slice(0, 3).map(([command, comment]) => `  npm ${command} # ${comment}`);
  return `\n\nDid you mean ${best.length === 1 ? 'this' : 'one of these'}?\n${lines.join('\n')}`;
}
