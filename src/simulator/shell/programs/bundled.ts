import {
  Bash,
  type Command,
  type ExecResult,
  getCommandNames,
  type IFileSystem,
  type ResolvedCommandContext,
} from 'just-bash/browser';
import { type Bytes, encode } from '../core/bytes.ts';
import { statOf } from '../core/files.ts';
import { Endless } from '../core/limits.ts';
import { type Call, type Program, write, writeTo } from '../core/process.ts';
import { Capture } from '../core/wires.ts';
import { feed } from './feed.ts';
import { realWording } from './wording.ts';

/** Commands of just-bash that are not programs of a build image, or that we have our own of. */
const LEFT_OUT = new Set([
  ...['html-to-markdown', 'help', 'history', 'alias', 'unalias', 'clear', 'time', 'rg'],
]);

/** Programs that read standard input when no file is named. */
const FILTERS = new Set([
  ...['cat', 'head', 'tail', 'wc', 'grep', 'egrep', 'fgrep', 'sed', 'awk', 'sort', 'uniq'],
  ...['comm', 'cut', 'paste', 'tr', 'rev', 'nl', 'fold', 'expand', 'unexpand', 'strings', 'split'],
  ...['column', 'join', 'tac', 'od', 'base64', 'jq', 'diff', 'file'],
]);

/** just-bash's own words when one of its bounds was reached. */
const LIMIT_WORDS = /^(?:bash: )?[\w-]+: .*(?:exceeded maximum|limit exceeded|Maximum call stack)/m;

/** Where just-bash looks for programs. It runs a command only if a file of that name is there. */
const BIN = '/usr/bin/';

/** Programs whose first operand is not a file. */
const SCRIPT_FIRST = new Set(['grep', 'egrep', 'fgrep', 'sed', 'awk', 'jq']);

/** Arguments as just-bash wants them, where it reads them otherwise than the real programs. */
const ADAPT: Record<string, (args: string[], reads: boolean) => string[]> = {
  // It has to be told to read standard input, and wants the separators in a word of their own.
  paste: (args, reads) => {
    const words = args.flatMap((arg) => {
      const [, flags = '', separators = ''] = /^-(s?)d(.+)$/.exec(arg) ?? [];
      if (separators === '') return [arg];
      return [...(flags === '' ? [] : ['-s']), '-d', separators];
    });
    return reads && !words.includes('-') ? [...words, '-'] : words;
  },
  stat: (args) =>
    args.flatMap((arg) => {
      const format = /^--(?:format|printf)=([\s\S]*)$/.exec(arg)?.[1];
      return format === undefined ? [arg] : ['-c', format];
    }),
  // One character as separator is that character, not an expression.
  awk: (args) =>
    args.map((arg, i) =>
      arg.replace(
        args[i - 1] === '-F' ? /^([.|*+?$()])$/ : /^-F([.|*+?$()])$/,
        (whole, c: string) => whole.replace(c, `[${c}]`),
      ),
    ),
};

interface Pending {
  call: Call;
  /** Its own command has begun: those that follow are nested in it. */
  started: boolean;
  result: ExecResult | null;
  /** It wanted to write into a directory that is not there. */
  missing: boolean;
}

/** just-bash's text tools, run one at a time on our file system. */
export class Bundled {
  readonly #bash: Bash;
  /** The call whose JavaScript is running: between two waits there is only one. */
  #current: Pending | null = null;

  /** @param bridged our own programs, so that `find -exec` reaches them. */
  constructor(fs: IFileSystem, bridged: readonly Program[]) {
    const ours = bridged.filter(({ partial }) => !partial);
    const taken = new Set(ours.map(({ name }) => name));
    const names = bundledNames().filter((name) => !taken.has(name));
    const visible = new Set([...names, ...taken]);
    this.#bash = new Bash({
      fs: withPrograms(fs, visible, () => {
        if (this.#current !== null) this.#current.missing = true;
      }),
      cwd: '/',
      env: {},
      executionLimits: { maxExecutionTimeMs: Number.POSITIVE_INFINITY },
      customCommands: [
        ...names.map((name) => this.#watched(name)),
        ...ours.map((program) => this.#bridge(program)),
      ],
    });
  }

  /** Runs a bundled command to its exit status. What it calls in turn may let time pass. */
  async run(call: Call): Promise<number> {
    const { proc, args } = call;
    const name = call.name.slice(call.name.lastIndexOf('/') + 1);
    const { fs } = proc.run.container;
    const reads = FILTERS.has(name) && !(await namesFile(fs, proc.cwd, name, args));
    const fed = reads
      ? await feed(call, name, async (words, stdin) => {
          const adapted = ADAPT[name]?.(words, reads) ?? words;
          const { result } = await this.#attempt(call, name, { args: adapted, stdin });
          return { bytes: outputBytes(result), result };
        })
      : { stdin: '', result: null, printed: '' };
    const { result, missing } =
      fed.result !== null
        ? { result: fed.result, missing: false }
        : await this.#attempt(call, name, {
            args: ADAPT[name]?.(args, reads) ?? args,
            stdin: fed.stdin ?? '',
          });
    if (LIMIT_WORDS.test(result.stderr) || proc.run.container.fs.exceeded) throw new Endless();
    const bytes = outputBytes(result);
    const rest = bytes.startsWith(fed.printed) ? bytes.slice(fed.printed.length) : bytes;
    await writeTo(proc, proc.fds.get(1)?.sink, rest);
    const blamed = missing ? cannotCreate(name, args) : null;
    const { stderr, exitCode } = realWording(name, blamed ?? result.stderr, result.exitCode);
    await write(proc, 2, stderr);
    return exitCode;
  }

  /** One run of just-bash's program. */
  async #attempt(
    call: Call,
    name: string,
    { args, stdin }: { args: string[]; stdin: string },
  ): Promise<{ result: ExecResult; missing: boolean }> {
    const pending: Pending = { call, started: false, result: null, missing: false };
    const outer = this.#current;
    this.#current = pending;
    const shown = await this.#bash.exec(name, {
      args,
      stdin,
      stdinKind: 'bytes',
      env: { ...Object.fromEntries(call.env), PATH: BIN.slice(0, -1) },
      replaceEnv: true,
      cwd: call.proc.cwd,
      rawScript: true,
    });
    this.#current = outer;
    return { result: pending.result ?? shown, missing: pending.missing };
  }

  /** Groups of a POSIX extended expression, matched by just-bash, whose expressions take linear time. */
  async regularExpression(text: string, source: string): Promise<string[] | null | 'invalid'> {
    const groups = '"$' + '{BASH_REMATCH[@]}"';
    const script = `[[ $TEXT =~ $SOURCE ]]; s=$?; printf "%s\\001" ${groups}; exit $s`;
    const env = { TEXT: text, SOURCE: source, PATH: BIN.slice(0, -1) };
    const outer = this.#current;
    this.#current = null;
    const { exitCode, stdout } = await this.#bash.exec(script, { env, replaceEnv: true });
    this.#current = outer;
    if (exitCode === 1) return null;
    return exitCode === 0 ? stdout.split('\x01').slice(0, -1) : 'invalid';
  }

  /** A bundled command that hands its result, in bytes or text, to whoever called it by name. */
  #watched(name: string): Command {
    return {
      name,
      execute: async (args, context) => {
        const pending = this.#current;
        const first = pending !== null && !pending.started;
        if (first) pending.started = true;
        const result = (await context.origCommand?.(args)) ?? failed(name);
        if (first) pending.result = result;
        return result;
      },
    };
  }

  /** One of our programs, called from inside a bundled command: its output goes where that command's goes. */
  #bridge(program: Program): Command {
    return {
      name: program.name,
      execute: async (args, context: ResolvedCommandContext) => {
        const pending = this.#current;
        if (pending === null) return (await context.origCommand?.(args)) ?? failed(program.name);
        const { proc } = pending.call;
        const [stdout, stderr] = [new Capture(), new Capture()];
        const fds = new Map(proc.fds).set(1, { sink: stdout }).set(2, { sink: stderr });
        const exitCode = await proc.run.container.engine.subshell(proc, { fds }, async (child) => {
          child.cwd = context.cwd;
          return program.run({ proc: child, name: program.name, args, env: pending.call.env });
        });
        // Other calls may have run while this program waited.
        this.#current = pending;
        return { stdout: stdout.bytes, stderr: stderr.bytes, exitCode, stdoutKind: 'bytes' };
      },
    };
  }
}

export function bundledNames(): string[] {
  return getCommandNames().filter((name) => !LEFT_OUT.has(name));
}

function failed(name: string): ExecResult {
  return { stdout: '', stderr: `${name}: command not found\n`, exitCode: 127 };
}

function outputBytes(result: ExecResult): Bytes {
  const bytes = result.stdoutKind === 'bytes' || result.stdoutEncoding === 'binary';
  return bytes ? result.stdout : encode(result.stdout);
}

/** What the programs that copy say when the target's directory is missing: just-bash blames the source. */
function cannotCreate(name: string, args: readonly string[]): string | null {
  const operands = args.filter((arg) => !/^-./.test(arg));
  const [source, target] = [operands[0] ?? '', operands.at(-1) ?? ''];
  const words: Record<string, string> = {
    cp: `cp: cannot create regular file '${target}'`,
    mv: `mv: cannot move '${source}' to '${target}'`,
    ln: `ln: failed to create symbolic link '${target}'`,
  };
  const text = words[name];
  return text === undefined ? null : `${text}: No such file or directory\n`;
}

/** True when an operand is a file, so that standard input is left alone. */
async function namesFile(
  fs: IFileSystem,
  cwd: string,
  name: string,
  args: readonly string[],
): Promise<boolean> {
  const operands = args.filter((arg) => arg !== '' && !/^-./.test(arg));
  const scripted =
    SCRIPT_FIRST.has(name) && !args.some((arg) => /^-[ef]|^--(file|regexp|expression)/.test(arg));
  for (const operand of operands.slice(scripted ? 1 : 0)) {
    if (operand === '-') return false;
    if ((await statOf(fs, fs.resolvePath(cwd, operand)))?.isFile) return true;
  }
  return false;
}

/** The file system with the programs that just-bash may run, also where the user has moved theirs away. */
function withPrograms(
  fs: IFileSystem,
  names: ReadonlySet<string>,
  onMissing: () => void,
): IFileSystem {
  const known = (path: string) => path.startsWith(BIN) && names.has(path.slice(BIN.length));
  const program = { isFile: true, isDirectory: false, isSymbolicLink: false, mode: 0o755, size: 0 };
  const stat = async (path: string, real: (path: string) => ReturnType<IFileSystem['stat']>) =>
    known(path) ? { ...program, mtime: new Date(0) } : real(path);
  /** just-bash would make the directories that are missing; the real programs complain. */
  const needParent = async (path: string) => {
    const parent = path.slice(0, path.lastIndexOf('/')) || '/';
    if ((await statOf(fs, parent))?.isDirectory) return;
    onMissing();
    throw new Error(`ENOENT: no such file or directory, open '${path}'`);
  };
  return {
    readFile: (path, options) => fs.readFile(path, options),
    readFileBuffer: (path) => fs.readFileBuffer(path),
    async writeFile(path, content, options) {
      await needParent(path);
      return fs.writeFile(path, content, options);
    },
    async appendFile(path, content, options) {
      await needParent(path);
      return fs.appendFile(path, content, options);
    },
    exists: async (path) => known(path) || fs.exists(path),
    stat: (path) => stat(path, (p) => fs.stat(p)),
    lstat: (path) => stat(path, (p) => fs.lstat(p)),
    mkdir: (path, options) => fs.mkdir(path, options),
    readdir: (path) => fs.readdir(path),
    rm: (path, options) => fs.rm(path, options),
    async cp(from, to, options) {
      await needParent(to);
      return fs.cp(from, to, options);
    },
    async mv(from, to) {
      await needParent(to);
      return fs.mv(from, to);
    },
    resolvePath: (base, path) => fs.resolvePath(base, path),
    getAllPaths: () => fs.getAllPaths(),
    chmod: (path, mode) => fs.chmod(path, mode),
    async symlink(target, path) {
      await needParent(path);
      return fs.symlink(target, path);
    },
    link: (from, to) => fs.link(from, to),
    readlink: (path) => fs.readlink(path),
    realpath: (path) => fs.realpath(path),
    utimes: (path, atime, mtime) => fs.utimes(path, atime, mtime),
  };
}
