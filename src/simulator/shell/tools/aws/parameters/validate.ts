import { parameterError } from '../errors.ts';
import type { Shape } from '../models/index.ts';

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);
const isStructure = (shape: Shape): shape is { readonly [member: string]: Shape } =>
  typeof shape === 'object' && !Array.isArray(shape);

/** Python's name of a value's class, as botocore prints it. */
function classOf(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Uint8Array) return 'bytes';
  const names: Readonly<Record<string, string>> = {
    string: 'str',
    boolean: 'bool',
    object: 'dict',
  };
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return names[typeof value] ?? typeof value;
}

/** A value as Python writes it; top-level texts stand without quotes. */
function written(value: unknown, inside = false): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return inside ? `'${value}'` : value;
  if (Array.isArray(value)) return `[${value.map((each) => written(each, true)).join(', ')}]`;
  if (typeof value === 'object') {
    const pairs = Object.entries(value).map(([key, each]) => `'${key}': ${written(each, true)}`);
    return `{${pairs.join(', ')}}`;
  }
  return String(value);
}

interface Kind {
  fits(value: unknown): boolean;
  /** Classes that are taken, as botocore lists them. */
  valid: string;
}
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isText = (value: unknown): boolean => typeof value === 'string';
const kinds: Readonly<Partial<Record<string, Kind>>> = {
  s: { fits: isText, valid: "<class 'str'>" },
  n: { fits: (value) => isNumber(value) && Number.isInteger(value), valid: "<class 'int'>" },
  f: {
    fits: isNumber,
    valid: "<class 'float'>, <class 'decimal.Decimal'>, <class 'int'>",
  },
  b: { fits: (value) => typeof value === 'boolean', valid: "<class 'bool'>" },
};

/** Faults that are told at most: one is enough to mend the first. */
const most = 20;

/**
 * What botocore finds wrong with the parameters of a call before it sends them: members that the API does not have, and values
 * of another class (botocore, parameter validation). Throws the CLI's error, exit 252.
 */
export function validate(shape: { readonly [member: string]: Shape }, params: unknown): void {
  const faults: string[] = [];
  check(shape, params, '', faults);
  if (faults.length > 0) {
    throw parameterError(`Parameter validation failed:\n${faults.slice(0, most).join('\n')}`);
  }
}

function check(shape: Shape, value: unknown, path: string, faults: string[]): void {
  if (faults.length > most) return;
  const wrong = (valid: string) =>
    faults.push(
      `Invalid type for parameter ${path}, value: ${written(value)}, type: <class '${classOf(value)}'>, valid types: ${valid}`,
    );
  if (isList(shape)) {
    if (!Array.isArray(value)) {
      wrong("<class 'list'>, <class 'tuple'>");
      return;
    }
    for (const [at, each] of value.entries()) check(shape[0], each, `${path}[${at}]`, faults);
    return;
  }
  if (!isStructure(shape)) {
    const kind = kinds[shape];
    if (kind !== undefined && !kind.fits(value)) wrong(kind.valid);
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    wrong("<class 'dict'>");
    return;
  }
  const of = Object.hasOwn(shape, '*') ? shape['*'] : undefined;
  for (const [key, each] of Object.entries(value)) {
    const below = of ?? (Object.hasOwn(shape, key) ? shape[key] : undefined);
    if (below !== undefined) check(below, each, path === '' ? key : `${path}.${key}`, faults);
    else {
      faults.push(
        `Unknown parameter in ${path === '' ? 'input' : path}: "${key}", must be one of: ${Object.keys(shape).join(', ')}`,
      );
    }
  }
}
