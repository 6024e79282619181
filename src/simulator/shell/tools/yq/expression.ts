import { own } from '../support/json.ts';

/** An expression that is not simulated. */
export class Unknown extends Error {}
/** What yq itself refuses, in its words. */
export class Refused extends Error {}

type Path = readonly (string | number)[];
/** A value and where it is in the document. */
export interface Match {
  path: Path;
  value: unknown;
}

const limits = { length: 2_000, matches: 20_000 };

/** Splits at an operator outside of brackets and quotes. */
export function splitAt(text: string, operator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\' && quoted) at++;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && /[([{]/.test(char)) depth++;
    else if (!quoted && /[)\]}]/.test(char)) depth--;
    else if (!quoted && depth === 0 && text.startsWith(operator, at)) {
      parts.push(text.slice(from, at).trim());
      from = at + operator.length;
      at = from - 1;
    }
  }
  return [...parts, text.slice(from).trim()];
}

function step({ path, value }: Match, key: string | number): Match {
  const next =
    typeof key === 'number' ? (Array.isArray(value) ? value.at(key) : undefined) : own(value, key);
  if (typeof key === 'string' && Array.isArray(value))
    throw new Refused(
      `cannot index array with '${key}' (strconv.ParseInt: parsing "${key}": invalid syntax)`,
    );
  return { path: [...path, key], value: next ?? null };
}

function every({ path, value }: Match): Match[] {
  if (Array.isArray(value)) return value.map((each, at) => ({ path: [...path, at], value: each }));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).map(([key, each]) => ({ path: [...path, key], value: each }));
  return [];
}

/** `.a."b c"[0][]` */
function walkPath(text: string, from: Match[]): Match[] {
  let matches = from;
  let rest = text.startsWith('.[') ? text.slice(1) : text;
  while (rest !== '' && rest !== '.') {
    const found =
      /^(?:\.?"([^"]*)"|\.([A-Za-z_][\w-]*)|\.?\[\s*(?:"([^"]*)"|(-?\d{1,6}))?\s*\])\??/.exec(rest);
    if (found === null) throw new Unknown();
    rest = rest.slice(found[0].length);
    const key = found[1] ?? found[2] ?? found[3];
    const index = found[4];
    matches = matches.flatMap((match) =>
      key !== undefined
        ? [step(match, key)]
        : index !== undefined
          ? [step(match, Number(index))]
          : every(match),
    );
    if (matches.length > limits.matches) throw new Unknown();
  }
  return matches;
}

function literal(text: string, env: Record<string, string>): unknown {
  const named = /^(?:str)?env\((\w{1,100})\)$/.exec(text)?.[1];
  if (named !== undefined) {
    const value = Object.hasOwn(env, named) ? env[named] : undefined;
    if (value === undefined)
      throw new Refused(`value for env variable '${named}' not provided in env()`);
    return text.startsWith('env') && /^(?:-?\d+(?:\.\d+)?|true|false|null)$/.test(value)
      ? JSON.parse(value)
      : value;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Unknown();
  }
}

const isLiteral = (text: string): boolean =>
  /^(?:["[{\d-]|true$|false$|null$|(?:str)?env\()/.test(text);

const shapes: Readonly<Record<string, (value: unknown) => unknown>> = {
  length: (value) =>
    value === null
      ? 0
      : typeof value === 'string' || Array.isArray(value)
        ? value.length
        : Object.keys(Object(value)).length,
  keys: (value) => (Array.isArray(value) ? [...value.keys()] : Object.keys(Object(value))),
  to_string: String,
  tag: (value) =>
    value === null
      ? '!!null'
      : Array.isArray(value)
        ? '!!seq'
        : typeof value === 'object'
          ? '!!map'
          : typeof value === 'string'
            ? '!!str'
            : typeof value === 'boolean'
              ? '!!bool'
              : '!!int',
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Evaluates one expression. @throws Unknown where it is not simulated. @throws Refused with yq's words. */
export function evaluate(text: string, from: Match[], env: Record<string, string>): Match[] {
  if (text.length > limits.length) throw new Unknown();
  const piped = splitAt(text, '|');
  if (piped.length > 1) return piped.reduce((matches, part) => evaluate(part, matches, env), from);
  const [left = '', ...others] = splitAt(text, '//');
  if (others.length > 0) {
    return from.flatMap((match) => {
      const found = evaluate(left, [match], env).filter(
        ({ value }) => value !== null && value !== false,
      );
      return found.length > 0 ? found : evaluate(others.join('//'), [match], env);
    });
  }
  if (isLiteral(text)) return from.map(({ path }) => ({ path, value: literal(text, env) }));
  for (const operator of ['==', '!=']) {
    const [a = '', b] = splitAt(text, operator);
    if (b === undefined) continue;
    return from.map((match) => {
      const [x] = evaluate(a, [match], env);
      const [y] = evaluate(b, [match], env);
      return { path: match.path, value: same(x?.value, y?.value) === (operator === '==') };
    });
  }
  const condition = /^select\((.*)\)$/s.exec(text)?.[1];
  if (condition !== undefined)
    return from.filter((match) =>
      evaluate(condition, [match], env).some(({ value }) => value !== null && value !== false),
    );
  const shape = Object.hasOwn(shapes, text) ? shapes[text] : undefined;
  if (shape !== undefined) return from.map(({ path, value }) => ({ path, value: shape(value) }));
  if (!text.startsWith('.')) throw new Unknown();
  return walkPath(text, from);
}
