import type { Process } from '../core/process.ts';
import { isBash } from '../core/process.ts';
import { evaluate, type Names } from './arithmetic.ts';

/** What a parameter stands for: one text, or a list (`$@`, `${a[@]}`). */
export type Value =
  | { kind: 'one'; value: string | undefined }
  | { kind: 'list'; values: string[]; keys: string[]; star: boolean };

const SUBSCRIPT = /^([A-Za-z_]\w*)\[([\s\S]*)\]$/;

/** Variables that bash computes when they are read. */
const DYNAMIC: Record<string, (proc: Process) => string> = {
  RANDOM: (proc) => {
    const { run } = proc;
    const count = run.calls.get('$RANDOM') ?? 0;
    run.calls.set('$RANDOM', count + 1);
    return String(
      Math.floor(run.container.host.ids.fraction(`${run.key}/RANDOM/${count}`) * 32768),
    );
  },
  SECONDS: (proc) => String(Math.floor((elapsed(proc) - proc.startedAt) / 1000)),
  EPOCHSECONDS: (proc) =>
    String(Math.floor((proc.run.container.host.clock.unix() + proc.thread.debt) / 1000)),
  LINENO: (proc) => String(proc.line + proc.lineOffset),
  BASHPID: (proc) => String(proc.pid),
  UID: () => '0',
  EUID: () => '0',
  FUNCNAME: (proc) => proc.callers[0] ?? '',
  BASH: () => '/bin/bash',
  BASH_VERSION: () => '5.2.15(1)-release',
  BASH_SOURCE: (proc) => (proc.source === 'bash' ? '' : proc.source),
  OSTYPE: () => 'linux-gnu',
  HOSTTYPE: () => 'x86_64',
  MACHTYPE: () => 'x86_64-pc-linux-gnu',
};

function elapsed(proc: Process): number {
  return proc.run.container.host.clock.now() + proc.thread.debt;
}

/** Value of a variable by name, computed ones included. */
export function variableValue(proc: Process, name: string): string | undefined {
  const value = proc.vars.value(name);
  if (value !== undefined || !isBash(proc)) return value;
  return Object.hasOwn(DYNAMIC, name) ? DYNAMIC[name]?.(proc) : undefined;
}

/** `set -u`: bash takes it to the variables of an expression, dash does not. */
export class UnboundVariable {
  readonly variable: string;
  constructor(variable: string) {
    this.variable = variable;
  }
}

/** The variables as an arithmetic expression sees them. */
export function arithmeticNames(proc: Process): Names {
  const split = (name: string): [string, string | null] => {
    const match = SUBSCRIPT.exec(name);
    return match === null
      ? [name, null]
      : [match[1] ?? '', elementKey(proc, match[1] ?? '', match[2] ?? '')];
  };
  return {
    get(text) {
      const [name, key] = split(text);
      const value = key === null ? variableValue(proc, name) : elements(proc, name).get(key);
      if (value === undefined && proc.options.has('u') && isBash(proc)) {
        throw new UnboundVariable(text);
      }
      return value;
    },
    set(text, value) {
      const [name, key] = split(text);
      if (key === null) proc.vars.set(name, value);
      else proc.vars.setElement(name, key, value);
    },
  };
}

/** Key of an element: a number computed from the subscript, or its text if the array is keyed by text. */
export function elementKey(proc: Process, name: string, subscript: string): string {
  if (proc.vars.get(name)?.keyed) return subscript.replace(/^(["'])([\s\S]*)\1$/, '$2');
  const index = evaluate(subscript, arithmeticNames(proc), proc.dialect);
  if (index >= 0n) return String(index);
  const keys = [...elements(proc, name).keys()].map(Number);
  return String(BigInt(Math.max(-1, ...keys) + 1) + index);
}

/** Elements of an array; a plain variable is an array with element 0. Ascending for numbers. */
export function elements(proc: Process, name: string): ReadonlyMap<string, string> {
  if (name === 'PIPESTATUS') return new Map(proc.pipeStatus.map((s, i) => [String(i), String(s)]));
  if (name === 'FUNCNAME') return new Map(proc.callers.map((caller, i) => [String(i), caller]));
  const variable = proc.vars.get(name);
  if (variable?.elements === undefined) {
    const value = variableValue(proc, name);
    return new Map(value === undefined ? [] : [['0', value]]);
  }
  if (variable.keyed) return variable.elements;
  return new Map([...variable.elements].sort(([a], [b]) => Number(a) - Number(b)));
}

/** Splits `a[1]`; null for anything else. */
export function subscripted(parameter: string): { name: string; subscript: string } | null {
  const match = SUBSCRIPT.exec(parameter);
  return match === null ? null : { name: match[1] ?? '', subscript: match[2] ?? '' };
}

/** What `$parameter` stands for. @param subscript of an array element, expanded. */
export function lookUp(proc: Process, parameter: string, subscript: string | null): Value {
  const one = (value: string | undefined): Value => ({ kind: 'one', value });
  if (subscript !== null) {
    if (subscript === '@' || subscript === '*') {
      const map = elements(proc, parameter);
      return {
        kind: 'list',
        values: [...map.values()],
        keys: [...map.keys()],
        star: subscript === '*',
      };
    }
    return one(elements(proc, parameter).get(elementKey(proc, parameter, subscript)));
  }
  if (/^\d+$/.test(parameter)) {
    return one(parameter === '0' ? proc.arg0 : proc.args[Number(parameter) - 1]);
  }
  switch (parameter) {
    case '@':
    case '*':
      return {
        kind: 'list',
        values: proc.args,
        keys: proc.args.map((_, i) => String(i + 1)),
        star: parameter === '*',
      };
    case '#':
      return one(String(proc.args.length));
    case '?':
      return one(String(proc.status));
    case '$':
      return one(String(proc.shellPid));
    case '!':
      return one(proc.lastJob === null ? undefined : String(proc.lastJob));
    case '-':
      return one([...proc.options].filter((option) => option.length === 1).join(''));
    default:
      return one(variableValue(proc, parameter));
  }
}
