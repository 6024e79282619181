import { type Builtin, isBash, type Process } from '../core/process.ts';
import { ReadonlyVariable, type Variable } from '../core/variables.ts';
import { complain, failure, say } from '../dialect/messages.ts';
import { assign } from '../exec/assign.ts';
import { print } from './echo.ts';
import { numberOf, specialFailure } from './special.ts';

const NAME = /^[A-Za-z_]\w*$/;

/** A value as `export -p` and `set` print it: single quotes in dash, double quotes in bash. */
function quoteValue(proc: Process, value: string): string {
  if (isBash(proc)) return `"${value.replace(/["\\$`]/g, '\\$&')}"`;
  return `'${value.replace(/'+/g, (quotes) => `'"${quotes}"'`)}'`;
}

function flags(variable: Variable): string {
  const letters = [
    variable.elements && !variable.keyed ? 'a' : '',
    variable.keyed ? 'A' : '',
    variable.integer ? 'i' : '',
    variable.letters === 'lower' ? 'l' : '',
    variable.readonly ? 'r' : '',
    variable.letters === 'upper' ? 'u' : '',
    variable.exported ? 'x' : '',
  ].join('');
  return letters === '' ? '--' : `-${letters}`;
}

/** `declare -x NAME="value"` in bash, `export NAME='value'` in sh. */
function declaration(proc: Process, name: string, command: string): string {
  const variable = proc.vars.get(name) ?? {};
  const start = proc.dialect === 'bash' ? `declare ${flags(variable)}` : command;
  if (variable.elements) {
    const list = [...variable.elements].map(
      ([key, value]) => `[${key}]=${quoteValue(proc, value)}`,
    );
    return `${start} ${name}=(${list.join(' ')})\n`;
  }
  const value = variable.value;
  return `${start} ${name}${value === undefined ? '' : `=${quoteValue(proc, value)}`}\n`;
}

function splitAssignment(arg: string): { name: string; append: boolean; value: string | null } {
  const match = /^([^=+]*)(\+?)=([\s\S]*)$/.exec(arg);
  if (match === null) return { name: arg, append: false, value: null };
  return { name: match[1] ?? '', append: match[2] === '+', value: match[3] ?? '' };
}

/** `export` and `readonly`. */
function marking(attribute: 'exported' | 'readonly', command: string): Builtin {
  return {
    special: true,
    async run(proc, args) {
      const remove = args[0] === '-n';
      const words = args.filter((arg) => !/^(-[a-zA-Z]+|--)$/.test(arg));
      if (args.includes('-f')) return exportFunctions(proc, words, command);
      if (words.length === 0) {
        const names = proc.vars.names().filter((name) => proc.vars.get(name)?.[attribute]);
        const lines = names.map((name) => declaration(proc, name, command));
        return print(proc, command, lines.join(''));
      }
      let status = 0;
      for (const word of words) {
        const { name, append, value } = splitAssignment(word);
        if (!NAME.test(name)) {
          const shown = isBash(proc) ? say(proc, 'badName', word) : say(proc, 'badName', name);
          const message = `${command}: ${shown}`;
          status = await (isBash(proc) ? failure(proc, message) : specialFailure(proc, message));
          continue;
        }
        if (value !== null) {
          if (proc.vars.get(name)?.readonly) {
            const text = say(proc, 'readonly', name);
            status = await specialFailure(proc, isBash(proc) ? text : `${command}: ${text}`);
            continue;
          }
          await assign(proc, { name, append, value, array: null });
        }
        proc.vars.mark(name, { [attribute]: !remove });
      }
      return status;
    },
  };
}

/** `export -f`. Child processes of ours are not handed functions. */
async function exportFunctions(proc: Process, names: string[], command: string): Promise<number> {
  if (!isBash(proc)) return specialFailure(proc, `${command}: Illegal option -f`);
  let status = 0;
  for (const name of names) {
    if (!proc.functions.has(name))
      status = await failure(proc, `${command}: ${name}: not a function`);
  }
  return status;
}

const local: Builtin = {
  async run(proc, args, command) {
    if (!proc.vars.inFunction) {
      if (isBash(proc)) return failure(proc, `${command}: can only be used in a function`);
      return specialFailure(proc, `${command}: not in a function`);
    }
    return declareAll(proc, args, command, true);
  },
};

const declare: Builtin = {
  bash: true,
  run: (proc, args, command) => declareAll(proc, args, command, proc.vars.inFunction),
};

async function declareAll(
  proc: Process,
  args: string[],
  command: string,
  inside: boolean,
): Promise<number> {
  const options = args.filter((arg) => /^[-+][a-zA-Z]+$/.test(arg));
  const words = args.filter((arg) => !/^[-+][a-zA-Z]+$|^--$/.test(arg));
  const letters = options.filter((o) => o.startsWith('-')).join('');
  if (letters.includes('f') || letters.includes('F')) return 0;
  if (letters.includes('p') || words.length === 0) return printDeclarations(proc, words, command);
  const marks: Omit<Variable, 'value' | 'elements'> = {
    ...(letters.includes('x') ? { exported: true } : {}),
    ...(options.some((o) => /^\+.*x/.test(o)) ? { exported: false } : {}),
    ...(letters.includes('i') ? { integer: true } : {}),
    ...(letters.includes('u') ? { letters: 'upper' as const } : {}),
    ...(letters.includes('l') ? { letters: 'lower' as const } : {}),
    ...(letters.includes('A') ? { keyed: true } : {}),
  };
  let status = 0;
  for (const word of words) {
    const { name, append, value } = splitAssignment(word);
    if (!NAME.test(name.replace(/\[.*\]$/, ''))) {
      const shown = isBash(proc) ? say(proc, 'badName', word) : say(proc, 'badName', name);
      status = await failure(proc, `${command}: ${shown}`);
      continue;
    }
    try {
      if (inside && !letters.includes('g')) proc.vars.makeLocal(name, !isBash(proc));
      proc.vars.mark(name, marks);
      if (/[aA]/.test(letters))
        proc.vars.setElements(name, proc.vars.get(name)?.elements ?? new Map());
      if (value !== null) await assign(proc, { name, append, value, array: null });
      if (letters.includes('r')) proc.vars.mark(name, { readonly: true });
    } catch (error) {
      if (!(error instanceof ReadonlyVariable)) throw error;
      status = await failure(proc, `${command}: ${say(proc, 'readonly', name)}`);
    }
  }
  return status;
}

async function printDeclarations(proc: Process, names: string[], command: string): Promise<number> {
  let status = 0;
  for (const name of names.length > 0 ? names : proc.vars.names()) {
    if (proc.vars.get(name) === undefined) {
      status = await failure(proc, `${command}: ${name}: not found`);
    } else {
      await print(proc, command, declaration(proc, name, 'declare'));
    }
  }
  return status;
}

const unset: Builtin = {
  special: true,
  async run(proc, args) {
    const functions = args.includes('-f');
    let status = 0;
    for (const word of args.filter((arg) => !/^-[fvn]+$|^--$/.test(arg))) {
      const [, name = word, key] = /^(\w+)\[(.*)\]$/.exec(word) ?? [];
      if (functions) {
        proc.functions.delete(word);
        continue;
      }
      if (!NAME.test(name)) {
        if (isBash(proc)) continue;
        return specialFailure(proc, `unset: ${say(proc, 'badName', word)}`);
      }
      try {
        if (isBash(proc) && proc.vars.get(name) === undefined) proc.functions.delete(name);
        proc.vars.unset(name, key);
      } catch (error) {
        if (!(error instanceof ReadonlyVariable)) throw error;
        if (!isBash(proc)) return specialFailure(proc, `unset: ${say(proc, 'readonly', name)}`);
        await complain(proc, `unset: ${name}: cannot unset: readonly variable`);
        status = 1;
      }
    }
    return status;
  },
};

const shift: Builtin = {
  special: true,
  async run(proc, args) {
    const count = args[0] === undefined ? 1 : numberOf(args[0]);
    if (count === null) {
      return specialFailure(proc, `shift: ${say(proc, 'illegalNumber', args[0] ?? '')}`);
    }
    if (count > proc.args.length) {
      if (!isBash(proc)) return specialFailure(proc, "shift: can't shift that many");
      const shown = args[0] === undefined ? '' : `${args[0]}: `;
      if (proc.dialect === 'bash') return 1;
      return failure(proc, `shift: ${shown}shift count out of range`);
    }
    proc.args = proc.args.slice(count);
    return 0;
  },
};

/** `set` without arguments. */
export function printVariables(proc: Process): Promise<number> {
  const lines = proc.vars.names().flatMap((name) => {
    const value = proc.vars.value(name);
    if (value === undefined) return [];
    const plain = isBash(proc) && /^[\w@%+=:,./-]*$/.test(value);
    const quoted = isBash(proc) ? `'${value.replace(/'/g, "'\\''")}'` : quoteValue(proc, value);
    return [`${name}=${plain ? value : quoted}\n`];
  });
  return print(proc, 'set', lines.join(''));
}

export const variableBuiltins: Record<string, Builtin> = {
  export: marking('exported', 'export'),
  readonly: marking('readonly', 'readonly'),
  local,
  declare,
  typeset: declare,
  unset,
  shift,
};
