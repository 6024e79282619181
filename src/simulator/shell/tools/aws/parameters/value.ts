import { fromBase64Bytes } from '../../support/bytes.ts';
import { parameterError } from '../errors.ts';
import type { Shape } from '../models/index.ts';
import { parseShorthand, type Shorthand, ShorthandError } from './shorthand.ts';

const isStructure = (shape: Shape): shape is { readonly [member: string]: Shape } =>
  typeof shape === 'object' && !Array.isArray(shape);
const itemOf = (shape: Shape): Shape | null =>
  Array.isArray(shape) ? ((shape[0] as Shape | undefined) ?? 'j') : null;

/** The value of one option, from its words (each one text, or the bytes of a `fileb://` file). Throws the CLI's errors, exit 252. */
export function readValue(
  option: string,
  shape: Shape,
  words: readonly (string | Uint8Array)[],
): unknown {
  const fail = (message: string) =>
    parameterError(`Error parsing parameter '--${option}': ${message}`);
  const parseJson = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      throw fail(`Invalid JSON: Expecting value: line 1 column 1 (char 0)\nJSON received: ${text}`);
    }
  };
  const one = (of: Shape, word: string | Uint8Array): unknown => {
    if (typeof word !== 'string') return word;
    const item = itemOf(of);
    if (item !== null || isStructure(of)) {
      if (/^\s*[[{]/.test(word)) return fitted(of, parseJson(word));
      if (item !== null && !isStructure(item)) return [one(item, word)];
      try {
        const value = parseShorthand(word);
        return item === null ? shaped(of, value) : [shaped(item, value)];
      } catch (reason) {
        if (!(reason instanceof ShorthandError)) throw reason;
        const single = isStructure(of) ? Object.keys(of) : [];
        if (single.length === 1 && single[0] === 'Value' && !word.includes('=')) {
          return { Value: word };
        }
        throw fail(reason.message);
      }
    }
    return scalar(option, of, word);
  };
  const item = itemOf(shape);
  if (item === null) return one(shape, words.at(-1) ?? '');
  const [only] = words;
  if (words.length === 1 && typeof only === 'string' && /^\s*\[/.test(only)) {
    return fitted(shape, parseJson(only));
  }
  return words.map((word) => one(item, word));
}

function scalar(option: string, shape: Shape, word: string): unknown {
  if (shape === 'n' || shape === 'f') {
    const number = Number(word);
    if (
      word.trim() === '' ||
      !Number.isFinite(number) ||
      (shape === 'n' && !/^[-+]?\d+$/.test(word.trim()))
    ) {
      throw parameterError(
        shape === 'n'
          ? `invalid literal for int() with base 10: '${word}'`
          : `could not convert string to float: '${word}'`,
      );
    }
    return number;
  }
  if (shape === 'b') return word.toLowerCase() !== 'false';
  if (shape === 'B') {
    const bytes = fromBase64Bytes(word);
    if (bytes === null) throw parameterError(`Invalid base64: "${word}"`);
    return bytes;
  }
  if (shape === 'j') {
    try {
      return JSON.parse(word) as unknown;
    } catch {
      throw parameterError(`Error parsing parameter '--${option}': Invalid JSON:\n${word}`);
    }
  }
  return word;
}

/** Shorthand knows only texts: numbers, booleans and lists of one are made as the model wants them. */
function shaped(shape: Shape, value: Shorthand): unknown {
  const item = itemOf(shape);
  if (item !== null) {
    const values = Array.isArray(value) ? value : [value];
    return values.map((each) => shaped(item, each));
  }
  if (isStructure(shape)) {
    if (typeof value === 'string' || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => {
        const of = Object.hasOwn(shape, '*')
          ? shape['*']
          : Object.hasOwn(shape, key)
            ? shape[key]
            : 's';
        return [key, shaped(of ?? 's', each)];
      }),
    );
  }
  if (typeof value !== 'string') return value;
  if (shape === 'n' || shape === 'f') return Number(value);
  if (shape === 'b') return value.toLowerCase() === 'true';
  if (shape === 'B') return fromBase64Bytes(value) ?? value;
  return value;
}

/** Blobs stand in JSON as base64. */
function fitted(shape: Shape, value: unknown): unknown {
  const item = itemOf(shape);
  if (item !== null) return Array.isArray(value) ? value.map((each) => fitted(item, each)) : value;
  if (shape === 'B' && typeof value === 'string') return fromBase64Bytes(value) ?? value;
  if (!isStructure(shape) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const of = Object.hasOwn(shape, '*')
        ? shape['*']
        : Object.hasOwn(shape, key)
          ? shape[key]
          : 'j';
      return [key, fitted(of ?? 'j', each)];
    }),
  );
}

export { fitted };
