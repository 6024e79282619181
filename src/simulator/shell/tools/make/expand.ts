import { substitute, textFunctions, wordsOf } from './functions.ts';
import { type Make, stop } from './types.ts';

/** Variables nested deeper refer to themselves. */
const depthLimit = 60;
/** References inside references. */
const nestingLimit = 200;
/** Characters of all expansions of one run: more is a makefile that doubles its text again and again. */
const writtenLimit = 4_000_000;

/** Position behind the bracket that closes the one at `open`. */
function closing(text: string, open: number): number {
  const [left, right] = text.charAt(open) === '(' ? ['(', ')'] : ['{', '}'];
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text.charAt(at) === left) depth++;
    else if (text.charAt(at) === right && --depth === 0) return at + 1;
  }
  return -1;
}

/** Splits at commas outside brackets; at most `limit` parts. */
function argumentsOf(text: string, limit = Number.POSITIVE_INFINITY): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === '(' || c === '{') depth++;
    else if (c === ')' || c === '}') depth--;
    else if (c === ',' && depth === 0 && found.length + 1 < limit) {
      found.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, text.slice(start)];
}

type Lazy = (make: Make, args: readonly string[], depth: number) => Promise<string>;

/** Functions that expand their arguments themselves (GNU make manual, "Functions for Conditionals" and following). */
const lazyFunctions: Readonly<Record<string, Lazy>> = {
  async if(make, [condition = '', yes = '', no = ''], depth) {
    const holds = (await expand(make, condition.trim(), depth)) !== '';
    return expand(make, holds ? yes : no, depth);
  },
  async or(make, args, depth) {
    for (const arg of args) {
      const text = await expand(make, arg.trim(), depth);
      if (text !== '') return text;
    }
    return '';
  },
  async and(make, args, depth) {
    let last = '';
    for (const arg of args) {
      last = await expand(make, arg.trim(), depth);
      if (last === '') return '';
    }
    return last;
  },
  async foreach(make, [name = '', list = '', body = ''], depth) {
    const variable = (await expand(make, name, depth)).trim();
    const before = make.variables.get(variable);
    const found: string[] = [];
    for (const word of wordsOf(await expand(make, list, depth))) {
      make.variables.set(variable, { text: word, simple: true, fixed: false });
      found.push(await expand(make, body, depth));
    }
    if (before === undefined) make.variables.delete(variable);
    else make.variables.set(variable, before);
    return found.join(' ');
  },
  async call(make, [name = '', ...args], depth) {
    const values: string[] = [];
    for (const arg of args) values.push(await expand(make, arg, depth));
    const body = make.variables.get(name.trim())?.text ?? '';
    const before = new Map(make.variables);
    for (const [i, text] of values.entries()) {
      make.variables.set(String(i + 1), { text, simple: true, fixed: false });
    }
    const made = await expand(make, body, depth);
    make.variables = before;
    return made;
  },
  async origin(make, [name = '']) {
    const variable = make.variables.get(name.trim());
    return variable === undefined ? 'undefined' : variable.fixed ? 'command line' : 'file';
  },
  value: async (make, [name = '']) => make.variables.get(name.trim())?.text ?? '',
  eval: async (make) => {
    make.ctx.assumed('$(eval …) of makefiles is not simulated.');
    return '';
  },
};

/** What `$(inside)` stands for: a function's result or a variable's value. */
async function reference(make: Make, inside: string, depth: number): Promise<string> {
  const match = /^([a-z-]+)\s+([\s\S]*)$/.exec(inside);
  const name = match?.[1] ?? '';
  if (match !== null && Object.hasOwn(lazyFunctions, name)) {
    const limit = name === 'if' || name === 'foreach' ? 3 : undefined;
    return (await lazyFunctions[name]?.(make, argumentsOf(match[2] ?? '', limit), depth + 1)) ?? '';
  }
  if (match !== null && Object.hasOwn(textFunctions, name)) {
    const args: string[] = [];
    for (const arg of argumentsOf(match[2] ?? '')) args.push(await expand(make, arg, depth + 1));
    return (await textFunctions[name]?.(make, args)) ?? '';
  }
  const plain = await expand(make, inside, depth + 1);
  const change = /^([^:=\s]+):([^=]*)=(.*)$/.exec(plain);
  if (change !== null) {
    const [, variable = '', from = '', to = ''] = change;
    const text = await variableValue(make, variable, depth);
    const whole = from.includes('%');
    return substitute(whole ? from : `%${from}`, whole ? to : `%${to}`, text);
  }
  return variableValue(make, plain.trim(), depth);
}

/** A variable's value: of the makefile or, failing that, of the environment. */
export async function variableValue(make: Make, name: string, depth = 0): Promise<string> {
  const variable = make.variables.get(name);
  if (variable === undefined) {
    const automatic = /^([@<^*+?])([DF])$/.exec(name);
    if (automatic !== null) {
      const value = make.variables.get(automatic[1] ?? '')?.text ?? '';
      return automatic[2] === 'F'
        ? value.slice(value.lastIndexOf('/') + 1)
        : value.slice(0, Math.max(value.lastIndexOf('/'), 0)) || '.';
    }
    return Object.hasOwn(make.ctx.env, name) ? (make.ctx.env[name] ?? '') : '';
  }
  if (variable.simple) return variable.text;
  if (depth > depthLimit) {
    make.place = variable.place ?? make.place;
    throw stop(make, `Recursive variable '${name}' references itself (eventually)`);
  }
  return expand(make, variable.text, depth + 1);
}

/** Expands `$(…)`, `${…}`, `$x` and `$$`. */
export async function expand(make: Make, text: string, depth = 0): Promise<string> {
  if (!text.includes('$')) return text;
  if (depth > nestingLimit) throw stop(make, 'References are nested too deeply');
  let out = '';
  for (let at = 0; at < text.length; ) {
    const before = out.length;
    const next = text.indexOf('$', at);
    if (next === -1) {
      out += text.slice(at);
      break;
    }
    out += text.slice(at, next);
    const c = text.charAt(next + 1);
    if (c === '(' || c === '{') {
      const end = closing(text, next + 1);
      if (end === -1) throw stop(make, 'unterminated variable reference');
      out += await reference(make, text.slice(next + 2, end - 1), depth);
      at = end;
    } else {
      out += c === '$' ? '$' : c === '' ? '' : await variableValue(make, c, depth);
      at = next + 2;
    }
    make.written += out.length - before;
    if (make.written > writtenLimit) throw stop(make, 'virtual memory exhausted');
  }
  return out;
}
