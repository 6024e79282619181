import type { ToolContext } from '../../types.ts';
import { invalidChoice } from './globals.ts';
import type { OperationModel, Shape } from './models/index.ts';

const choices = ['input', 'yaml-input', 'output'];

/** Which skeleton the words ask for, if they do: `--generate-cli-skeleton` alone means `input`. */
export function skeletonIn(words: readonly string[]): string | undefined {
  const option = '--generate-cli-skeleton';
  const at = words.findIndex((word) => word === option || word.startsWith(`${option}=`));
  const word = words[at];
  if (word === undefined) return undefined;
  const next = words[at + 1];
  const value =
    word === option
      ? next === undefined || next.startsWith('-')
        ? 'input'
        : next
      : word.slice(option.length + 1);
  if (!choices.includes(value)) throw invalidChoice(option, value, choices);
  return value;
}

/** Stands for 0.0 until the text is made: JavaScript has no such number. */
const zero = '\u0000zero';

/** What stands for a value of each kind; a structure that holds itself is empty. */
const blank: Readonly<Record<string, unknown>> = {
  s: '',
  n: 0,
  f: zero,
  b: true,
  t: '1970-01-01T00:00:00',
  j: {},
};

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

function skeletonOf(shape: Shape): unknown {
  if (typeof shape === 'string') return Object.hasOwn(blank, shape) ? blank[shape] : null;
  if (isList(shape)) return [skeletonOf(shape[0])];
  return Object.fromEntries(
    Object.entries(shape).map(([name, member]) => [
      name === '*' ? 'KeyName' : name,
      skeletonOf(member),
    ]),
  );
}

/**
 * Prints what `--cli-input-json` takes, with a blank for every value, and makes no call (AWS CLI User Guide, "Generating AWS CLI
 * skeletons and input files"). The CLI writes one of the possible words where a text has a few; here it is empty.
 */
export function printSkeleton(ctx: ToolContext, wanted: string, model: OperationModel): number {
  if (wanted === 'input') {
    const text = JSON.stringify(skeletonOf(model.in), null, 4).replaceAll(
      JSON.stringify(zero),
      '0.0',
    );
    ctx.stdout(`${text}\n`);
  } else ctx.assumed(`The skeleton "${wanted}" of a command is not simulated.`);
  return 0;
}
