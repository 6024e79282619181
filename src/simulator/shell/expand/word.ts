import type { Arithmetic, BracePart, Word, WordPart } from '../core/ast.ts';
import { Endless, limits } from '../core/limits.ts';
import { isBash, type Process } from '../core/process.ts';
import { ReadonlyVariable } from '../core/variables.ts';
import { fatal, say } from '../dialect/messages.ts';
import { parseText } from '../parse/parser.ts';
import { ArithmeticProblem, evaluate } from './arithmetic.ts';
import {
  hasPattern,
  joinPattern,
  joinText,
  literal,
  type Piece,
  quoted,
  splitFields,
} from './fields.ts';
import { expandGlob } from './glob.ts';
import { arithmeticNames, UnboundVariable, variableValue } from './parameter.ts';
import { expandParameter } from './parameterExpansion.ts';
import { substitute, substituteProcess } from './substitution.ts';

/** How a part of a word is read. */
export interface Place {
  /** Between double quotes. */
  quoted: boolean;
  /** Inside `${x:-…}`, unquoted: plain text is split too. */
  inside: boolean;
}
const PLAIN: Place = { quoted: false, inside: false };

/** Expands words to arguments: braces, expansions, field splitting, pathname expansion, quote removal. */
export async function expandWords(proc: Process, words: readonly Word[]): Promise<string[]> {
  const out: string[] = [];
  for (const word of words) {
    const [only] = word.parts;
    if (only?.type === 'Literal' && word.parts.length === 1) {
      if (only.value !== '') out.push(only.value);
      continue;
    }
    for (const parts of isBash(proc) ? braces(word.parts) : [word.parts]) {
      const pieces = await expandParts(proc, parts, PLAIN);
      for (const field of splitFields(pieces, proc.vars.value('IFS') ?? ' \t\n')) {
        const glob = hasPattern(field) && !proc.options.has('f');
        const found = glob ? await expandGlob(proc, field.pattern) : [];
        if (found.length > 0) out.push(...found);
        else if (!glob || !proc.options.has('nullglob')) out.push(field.text);
      }
      if (out.length > limits.words) throw new Endless();
    }
  }
  return out;
}

/** Expands a word to one text, without splitting: assignments, redirections, `case` words. */
export async function expandText(proc: Process, word: Word | null): Promise<string> {
  return word === null ? '' : joinText(await expandParts(proc, word.parts, PLAIN));
}

/** Expands a word to a pattern: what is quoted in it is escaped. */
export async function expandPattern(proc: Process, word: Word | null): Promise<string> {
  return word === null ? '' : joinPattern(await expandParts(proc, word.parts, PLAIN));
}

/** Expands a text as if it stood between double quotes. */
export async function expandQuoted(proc: Process, text: string): Promise<string> {
  if (!/[$`\\]/.test(text)) return text;
  const word = await parseText(text);
  return word === null
    ? text
    : joinText(await expandParts(proc, word.parts, { quoted: true, inside: false })).replace(
        /\n$/,
        '',
      );
}

/** Value of `$((…))`. Ends the script when it cannot be evaluated, as the shells do. */
export async function expandArithmetic(proc: Process, node: Arithmetic): Promise<bigint> {
  return evaluateText(proc, node.originalText ?? '');
}

export async function evaluateText(proc: Process, expression: string): Promise<bigint> {
  try {
    return await evaluateCommand(proc, expression);
  } catch (error) {
    if (error instanceof ArithmeticProblem) return fatal(proc, error.message, true);
    throw error;
  }
}

/** Value of `((…))` and `let`. Throws `ArithmeticProblem`: there it is the command that fails. */
export async function evaluateCommand(proc: Process, expression: string): Promise<bigint> {
  // bash drops the quotes of an expression; those inside a substitution are the substitution's.
  const plain = isBash(proc) && !/\$\(|`/.test(expression);
  const text = await expandQuoted(proc, plain ? expression.replace(/"/g, '') : expression);
  try {
    return evaluate(text, arithmeticNames(proc), proc.dialect);
  } catch (error) {
    if (error instanceof UnboundVariable) {
      return fatal(proc, `${error.variable}: unbound variable`);
    }
    if (error instanceof ReadonlyVariable)
      return fatal(proc, say(proc, 'readonly', error.variable), true);
    throw error;
  }
}

export async function expandParts(
  proc: Process,
  parts: readonly WordPart[],
  place: Place,
): Promise<Piece[]> {
  const out: Piece[] = [];
  for (const part of parts) out.push(...(await expandPart(proc, part, place)));
  return out;
}

async function expandPart(proc: Process, part: WordPart, place: Place): Promise<Piece[]> {
  const result = (text: string): Piece[] => [
    place.quoted ? quoted(text) : { text, quoted: false, split: true },
  ];
  switch (part.type) {
    case 'Literal':
      return place.inside
        ? result(part.value)
        : [place.quoted ? quoted(part.value) : literal(part.value)];
    case 'Glob':
      return [place.quoted ? quoted(part.pattern) : literal(part.pattern)];
    case 'SingleQuoted':
    case 'Escaped':
      return [quoted(part.value)];
    case 'DoubleQuoted': {
      const pieces = await expandParts(proc, part.parts, { quoted: true, inside: false });
      // `"$@"` without arguments is nothing at all; every other pair of quotes is at least an empty field.
      const nothing = pieces.length === 0 && part.parts.length > 0 && part.parts.every(isList);
      return nothing ? [] : [quoted(''), ...pieces];
    }
    case 'TildeExpansion':
      return [quoted(tilde(proc, part.user))];
    case 'ParameterExpansion':
      return expandParameter(proc, part, place, {
        pieces: expandParts,
        arithmetic: evaluateText,
        quotedText: expandQuoted,
      });
    case 'CommandSubstitution':
      return result(await substitute(proc, part.body, part.legacy));
    case 'ArithmeticExpansion':
      return result(String(await expandArithmetic(proc, part.expression)));
    case 'ProcessSubstitution':
      return [quoted(await substituteProcess(proc, part.body, part.direction))];
    case 'BraceExpansion':
      return literalBraces(proc, part, place);
  }
}

/** `$@`, `${a[@]}` and the like, of which there may be none at all. */
function isList(part: WordPart): boolean {
  return part.type === 'ParameterExpansion' && /^@$|\[@\]$/.test(part.parameter);
}

function tilde(proc: Process, user: string | null): string {
  if (user === null) return variableValue(proc, 'HOME') ?? '~';
  if (user === '+') return proc.cwd;
  if (user === '-') return variableValue(proc, 'OLDPWD') ?? '~-';
  return user === 'root' ? '/root' : `~${user}`;
}

/** dash has no brace expansion: the braces stay. */
async function literalBraces(proc: Process, part: BracePart, place: Place): Promise<Piece[]> {
  const out: Piece[] = [literal('{')];
  const range = part.items[0];
  if (range?.type === 'Range') {
    const ends = [range.startStr ?? range.start, range.endStr ?? range.end, range.step];
    out.push(literal(ends.filter((end) => end !== undefined).join('..')));
  }
  for (const [index, item] of part.items.entries()) {
    if (item.type !== 'Word') continue;
    if (index > 0) out.push(literal(','));
    out.push(...(await expandParts(proc, item.word.parts, place)));
  }
  return [...out, literal('}')];
}

/** The words that brace expansion makes of one. */
function braces(parts: readonly WordPart[]): WordPart[][] {
  let out: WordPart[][] = [[]];
  for (const part of parts) {
    const choices = part.type === 'BraceExpansion' ? braceChoices(part) : [[part]];
    if (out.length * choices.length > limits.words) throw new Endless();
    out = out.flatMap((head) => choices.map((tail) => [...head, ...tail]));
  }
  return out;
}

function braceChoices(part: BracePart): WordPart[][] {
  return part.items.flatMap((item): WordPart[][] => {
    if (item.type === 'Word') return braces(item.word.parts);
    const letters = typeof item.start === 'string' && typeof item.end === 'string';
    const code = (end: string | number) => (letters ? String(end).charCodeAt(0) : Number(end));
    const [from, to] = [code(item.start), code(item.end)];
    const stride = Math.max(1, Math.abs(item.step ?? 1));
    if (Math.abs(to - from) / stride > limits.words) throw new Endless();
    const padded = [item.startStr, item.endStr].some((end) => /^-?0\d/.test(end ?? ''));
    const width = padded ? Math.max(item.startStr?.length ?? 0, item.endStr?.length ?? 0) : 0;
    const out: WordPart[][] = [];
    for (let i = from; from <= to ? i <= to : i >= to; i += from <= to ? stride : -stride) {
      const text = letters ? String.fromCharCode(i) : padNumber(i, width);
      out.push([{ type: 'Literal', value: text }]);
    }
    return out;
  });
}

function padNumber(value: number, width: number): string {
  const digits = String(Math.abs(value)).padStart(width - (value < 0 ? 1 : 0), '0');
  return value < 0 ? `-${digits}` : digits;
}
