import { DiscardLine, ExitShell } from '../core/control.ts';
import { isBash, type Process, write } from '../core/process.ts';

/**
 * Wording of the shells' own messages, without prefix. dash: as dash 0.5.12 prints them; bash: as bash 5.2.
 * (`codebuild.md` §3.4: `script.sh: <3+n>: msg` in dash, `script.sh: line <3+n>: msg` in bash.)
 */
const WORDS = {
  dash: {
    notFound: (name: string) => `${name}: not found`,
    pathNotFound: (path: string) => `${path}: not found`,
    noInterpreter: (path: string) => `${path}: not found`,
    denied: (path: string) => `${path}: Permission denied`,
    directory: (path: string) => `${path}: Permission denied`,
    notDirectory: (path: string) => `${path}: not found`,
    unset: (name: string) => `${name}: parameter not set`,
    unsetOrNull: (name: string) => `${name}: parameter not set or null`,
    readonly: (name: string) => `${name}: is read only`,
    badSubstitution: (_text: string) => 'Bad substitution',
    cannotOpen: (path: string) => `cannot open ${path}: No such file`,
    cannotCreate: (path: string) => `cannot create ${path}: Directory nonexistent`,
    mayNotCreate: (pathAndWhy: string) => `cannot create ${pathAndWhy}`,
    isDirectory: (path: string) => `cannot create ${path}: Is a directory`,
    badDescriptor: (fd: string) => `${fd}: Bad file descriptor`,
    badName: (name: string) => `${name}: bad variable name`,
    illegalNumber: (text: string) => `Illegal number: ${text}`,
  },
  bash: {
    notFound: (name: string) => `${name}: command not found`,
    pathNotFound: (path: string) => `${path}: No such file or directory`,
    noInterpreter: (path: string) => `${path}: cannot execute: required file not found`,
    denied: (path: string) => `${path}: Permission denied`,
    directory: (path: string) => `${path}: Is a directory`,
    notDirectory: (path: string) => `${path}: Not a directory`,
    unset: (name: string) => `${name}: parameter not set`,
    unsetOrNull: (name: string) => `${name}: parameter null or not set`,
    readonly: (name: string) => `${name}: readonly variable`,
    badSubstitution: (text: string) => `${text}: bad substitution`,
    cannotOpen: (path: string) => `${path}: No such file or directory`,
    cannotCreate: (path: string) => `${path}: No such file or directory`,
    mayNotCreate: (pathAndWhy: string) => pathAndWhy,
    isDirectory: (path: string) => `${path}: Is a directory`,
    badDescriptor: (fd: string) => `${fd}: Bad file descriptor`,
    badName: (name: string) => `\`${name}': not a valid identifier`,
    illegalNumber: (text: string) => `${text}: numeric argument required`,
  },
} satisfies Record<string, Record<string, (text: string) => string>>;

export type MessageId = keyof typeof WORDS.dash;

export function say(proc: Process, id: MessageId, text: string): string {
  return WORDS[isBash(proc) ? 'bash' : 'dash'][id](text);
}

/** What the shell's messages begin with. @param line defaults to that of the present command. */
export function prefix(proc: Process, line = proc.line + proc.lineOffset): string {
  if (!isBash(proc)) return `${proc.source}: ${line}: ${proc.within}`;
  return proc.interactive ? `${proc.source}: ` : `${proc.source}: line ${line}: `;
}

/** Prints a message of the shell to standard error. */
export async function complain(proc: Process, message: string): Promise<void> {
  await write(proc, 2, `${prefix(proc)}${message}\n`);
}

/** Prints a message and gives its exit status: dash's usual 2, bash's usual 1. */
export async function failure(proc: Process, message: string, status?: number): Promise<number> {
  await complain(proc, message);
  return status ?? (isBash(proc) ? 1 : 2);
}

/** An error that ends a script: always in dash and in POSIX mode. @param discard bash only gives up the rest of the line. */
export async function fatal(proc: Process, message: string, discard = false): Promise<never> {
  await complain(proc, message);
  if (proc.dialect === 'dash') throw new ExitShell(2);
  if (discard && proc.dialect === 'bash') throw new DiscardLine(1);
  throw new ExitShell(1);
}
