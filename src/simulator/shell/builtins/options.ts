import { ExitShell } from '../core/control.ts';
import { type Builtin, isBash, type Process, write } from '../core/process.ts';
import { failure } from '../dialect/messages.ts';
import { print } from './echo.ts';
import { specialFailure } from './special.ts';
import { printVariables } from './variables.ts';

/** Options of `set` by long name; those without a letter are bash's own. */
const OPTIONS: Record<string, { letter?: string; bash?: true }> = {
  allexport: { letter: 'a' },
  braceexpand: { letter: 'B', bash: true },
  errexit: { letter: 'e' },
  errtrace: { letter: 'E', bash: true },
  functrace: { letter: 'T', bash: true },
  hashall: { letter: 'h' },
  histexpand: { letter: 'H', bash: true },
  monitor: { letter: 'm' },
  noclobber: { letter: 'C' },
  noexec: { letter: 'n' },
  noglob: { letter: 'f' },
  notify: { letter: 'b' },
  nounset: { letter: 'u' },
  physical: { letter: 'P', bash: true },
  pipefail: { bash: true },
  posix: { bash: true },
  verbose: { letter: 'v' },
  xtrace: { letter: 'x' },
};

/** Switches an option by letter or long name. False: the dialect has no such option. */
export function switchOption(proc: Process, name: string, on: boolean): boolean {
  const long = name.length === 1 ? undefined : OPTIONS[name];
  const entry = long ?? Object.values(OPTIONS).find(({ letter }) => letter === name);
  if (entry === undefined || (entry.bash && !isBash(proc))) return false;
  const key = entry.letter ?? name;
  if (on) proc.options.add(key);
  else proc.options.delete(key);
  if (key === 'a') proc.vars.exportAll = on;
  return true;
}

async function badOption(proc: Process, name: string, long: boolean): Promise<number> {
  if (!isBash(proc))
    return specialFailure(proc, `set: Illegal option ${long ? `-o ${name}` : `-${name}`}`);
  if (long) return specialFailure(proc, `set: ${name}: invalid option name`, 2);
  const usage = 'set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]\n';
  await failure(proc, `set: -${name}: invalid option`);
  await write(proc, 2, usage);
  if (proc.dialect === 'bash') return 2;
  throw new ExitShell(2);
}

function listOptions(proc: Process, asCommands: boolean): Promise<number> {
  const lines = Object.entries(OPTIONS)
    .filter(([, { bash }]) => !bash || isBash(proc))
    .map(([name, { letter }]) => {
      const on = proc.options.has(letter ?? name);
      return asCommands
        ? `set ${on ? '-' : '+'}o ${name}\n`
        : `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`;
    });
  return print(proc, 'set', lines.join(''));
}

const set: Builtin = {
  special: true,
  async run(proc, args) {
    if (args.length === 0) return printVariables(proc);
    for (let i = 0; i < args.length; i++) {
      const arg = args[i] ?? '';
      if (arg === '--' || !/^[-+]./.test(arg)) {
        if (arg === '-') continue;
        proc.args = args.slice(arg === '--' ? i + 1 : i);
        return 0;
      }
      const on = arg.startsWith('-');
      for (const letter of arg.slice(1)) {
        if (letter !== 'o') {
          if (!switchOption(proc, letter, on)) return badOption(proc, letter, false);
          continue;
        }
        const name = args[++i];
        if (name === undefined) return listOptions(proc, !on);
        if (!Object.hasOwn(OPTIONS, name) || !switchOption(proc, name, on)) {
          return badOption(proc, name, true);
        }
      }
    }
    return 0;
  },
};

const SHOPT = [
  ...['dotglob', 'expand_aliases', 'extglob', 'failglob', 'globstar', 'inherit_errexit'],
  ...['lastpipe', 'nocaseglob', 'nocasematch', 'nullglob', 'xpg_echo'],
];

const shopt: Builtin = {
  bash: true,
  async run(proc, args) {
    const names = args.filter((arg) => !arg.startsWith('-'));
    const letters = args.filter((arg) => arg.startsWith('-')).join('');
    const change = /[su]/.exec(letters)?.[0];
    if (letters.includes('o') && change !== undefined) {
      for (const name of names) switchOption(proc, name, change === 's');
      return 0;
    }
    let status = 0;
    for (const name of names.length > 0 ? names : SHOPT) {
      if (!SHOPT.includes(name)) {
        status = await failure(proc, `shopt: ${name}: invalid shell option name`);
      } else if (change === 's') {
        proc.options.add(name);
      } else if (change === 'u') {
        proc.options.delete(name);
      } else {
        const on = proc.options.has(name);
        if (!on) status = 1;
        if (!letters.includes('q')) {
          await print(proc, 'shopt', `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`);
        }
      }
    }
    return names.length === 0 ? 0 : status;
  },
};

export const optionBuiltins: Record<string, Builtin> = { set, shopt };
