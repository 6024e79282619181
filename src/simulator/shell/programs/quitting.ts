import type { ExecResult } from 'just-bash/browser';

/** How to find out whether a program has read enough of a text that is not at its end yet. */
export interface Quitting {
  /** Its arguments for the trial. */
  args: string[];
  /** A line behind the text. */
  added: string;
  satisfied(result: ExecResult): boolean;
}

/** Exit status of a trial that reached the added line: none that programs have themselves. */
const WANTS_MORE = 199;
const ADDED = '\x01more\n';

/** `grep -q` and `-l` end at the first match, `grep -m n` at the n-th. */
function grep(args: readonly string[]): Quitting | null {
  const quiet = args.some((arg) =>
    /^-[A-Za-z]*[ql]|^--(?:quiet|silent|files-with-matches)$/.test(arg),
  );
  const joined = args
    .map((arg) => /^-[a-zA-Z]*m(\d+)$|^--max-count=(\d+)$/.exec(arg))
    .find((match) => match !== null);
  const apart = args.findIndex((arg) => /^-[a-zA-Z]*m$|^--max-count$/.test(arg));
  const most = quiet ? 1 : Number(joined?.[1] ?? joined?.[2] ?? args[apart + 1] ?? Number.NaN);
  if (!quiet && joined === undefined && apart === -1) return null;
  return {
    args: quiet ? [...args] : ['-c', ...args],
    added: '',
    satisfied: ({ stdout, exitCode }) =>
      quiet ? exitCode === 0 : Number.parseInt(stdout, 10) >= most,
  };
}

/** `sed 5q`: a trial that reaches the added line prints it. */
function sed(args: readonly string[]): Quitting | null {
  const at = args.findIndex((arg, i) => /^-[nEr]*e$/.test(args[i - 1] ?? '') || !/^-./.test(arg));
  const script = args[at] ?? '';
  if (at === -1 || args.some((arg) => /^-[a-zA-Z]*[fi]/.test(arg)) || !/[qQ]/.test(script))
    return null;
  return {
    args: args.with(at, `$ {\n/^\x01more$/ {\np\nq\n}\n}\n${script}`),
    added: ADDED,
    satisfied: ({ stdout }) => !stdout.includes(ADDED),
  };
}

/** `awk` with an `exit`: a rule before all others ends the trial with a status of its own. */
function awk(args: readonly string[]): Quitting | null {
  const at = args.findIndex((arg, i) => !/^-./.test(arg) && !/^-[vF]$/.test(args[i - 1] ?? ''));
  const program = args[at] ?? '';
  if (at === -1 || args.some((arg) => /^-f/.test(arg)) || !/\bexit\b/.test(program)) return null;
  return {
    args: args.with(at, `$0 == "\\001more" { exit ${WANTS_MORE} }\n${program}`),
    added: ADDED,
    satisfied: ({ exitCode }) => exitCode !== WANTS_MORE,
  };
}

const QUITTERS = new Map<string, (args: readonly string[]) => Quitting | null>([
  ['grep', grep],
  ['egrep', grep],
  ['fgrep', grep],
  ['sed', sed],
  ['awk', awk],
]);

/** A trial for programs that may stop reading before the end; null: it reads all that there is. */
export function quitting(name: string, args: readonly string[]): Quitting | null {
  return QUITTERS.get(name)?.(args) ?? null;
}
