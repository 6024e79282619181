/** Contract between the build (which runs commands) and the shell with its tools. */
import type { IFileSystem } from 'just-bash/browser';
import type { CallResult, Params, Session } from '../cloud/types.ts';
import type { Clock, Ids } from '../kernel/types.ts';
import type { Fidelity } from '../recording/events.ts';
import type { Outcome } from '../scenario/types.ts';

/** `dash`: Ubuntu images' `sh`; `bash-posix`: Amazon Linux images' `sh`; `bash`: `env.shell: bash`. */
export type Dialect = 'dash' | 'bash-posix' | 'bash';

export interface OutputChunk {
  /** ms of virtual time. */
  at: number;
  stream: 'stdout' | 'stderr';
  text: string;
}

export interface ShellResult {
  exitCode: number;
  fidelity: Fidelity;
  /** Why the result is `assumed`. */
  note?: string;
  /** True: the command would not have ended by itself (a just-bash limit was hit). The caller jumps to the build's timeout. */
  endless: boolean;
  /** Rule of the ledger (`rules/shell.ts`) that decided the result, if one stands out. */
  rule?: string;
}

/** What the commands of one container may reach. */
export interface ShellHost {
  clock: Clock;
  ids: Ids;
  dialect: Dialect;
  /** Key prefix for ids made by tools. */
  scope: string;
  /** AWS account and Region of the container. */
  account: string;
  region: string;
  /**
   * Make an AWS call from the container, signed by whatever credentials the environment of the command gives
   * (`AWS_ACCESS_KEY_ID` … first, then the container endpoint). Null session: `Unable to locate credentials`.
   */
  aws(call: {
    service: string;
    operation: string;
    params: Params;
    env: Record<string, string>;
    region?: string;
    /** See `CallRequest`. */
    assumedResource?: string;
    /** Session that signs instead: the call is made at AWS with a token of its (`docker push`). */
    accessKeyId?: string;
  }): Promise<CallResult | 'no-credentials'>;
  /** The session the container endpoint hands out, if any. */
  session(): Session | null;
  outcomes: Outcome[];
  /** Docker daemon there? Only in privileged mode. */
  privileged: boolean;
  image: string;
  /** MiB of the container; as much as anything needs when absent. */
  memoryMiB?: number;
  /** The build was started with a session connection: `codebuild-breakpoint` holds it. */
  debugSession?: boolean;
  /** Of a batch's fanout: which of how many builds it is, from 0. */
  shard?: { index: number; count: number };
  /** Can the container reach an AWS service, or `internet`? Everything when absent. */
  reaches?(target: string): boolean;
  /** Counts a pull from Docker Hub: its refusal when there were too many, else null. Absent: nobody counts. */
  pullFromHub?(o: { authenticated: boolean }): string | null;
}

/** What runs in a container, as `ps` would list it. */
export interface RunningProcess {
  pid: number;
  command: string;
  /** ms of virtual time. */
  startedAt: number;
}

/** Runs the commands of one container; state carries over as `codebuild.md` §3.4 says. */
export interface ContainerShell {
  readonly fs: IFileSystem;
  /** Initial environment of the next command (NAME → value). Set by the agent between commands. */
  setEnv(name: string, value: string): void;
  getEnv(): Record<string, string>;
  getCwd(): string;
  /**
   * The next commands run as this user of the container.
   * @param confinedTo the one directory in which anything can be written; null: permission bits decide
   * @returns false: there is no such user, and nothing changes
   */
  become(name: string, confinedTo?: string | null): Promise<boolean>;
  /**
   * Run one buildspec command as a fresh script with saved state: cwd and all variables carry over, functions, aliases and
   * `set` options do not; `exit` inside skips the saving. Output is handed over as it appears.
   * `cancel` ends the run at the next wait (timeout, stop): rejects with `Cancelled`.
   */
  run(
    command: string,
    onOutput: (chunk: OutputChunk) => void,
    cancel?: AbortSignal,
  ): Promise<ShellResult>;
  /** The container is gone: ends what still runs in it (`nohup`). */
  stop(): void;
  /** The script of the present command, and what went to the background. */
  processes(): RunningProcess[];
  /** A shell at a prompt beside the build: same files, a copy of the environment and the working directory. */
  open(host: ShellHost): InteractiveShell;
  /** Expand one word as the shell would (`artifacts.name`, `runtime-versions` values): command substitution included. */
  expand(text: string): Promise<string>;
}

/** What a line at a prompt came to. */
export interface LineResult {
  exitCode: number;
  /** The line wants more: a quote, `do` or `{` is still open. Nothing ran. */
  unfinished: boolean;
  /** `exit`: the shell is gone. */
  exited: boolean;
  fidelity: Fidelity;
  note?: string;
  endless: boolean;
}

/** A shell that a person types into. Functions, aliases and options stay from line to line. */
export interface InteractiveShell {
  getCwd(): string;
  /** Run what was typed, perhaps several lines. `cancel` is Ctrl+C. Never rejects with `Cancelled`. */
  type(
    text: string,
    onOutput: (chunk: OutputChunk) => void,
    cancel: AbortSignal,
  ): Promise<LineResult>;
}

/** What a tool (`aws`, `npm`, `docker` …) is given. All text; output goes out in the order it is written. */
export interface ToolContext {
  args: string[];
  /** The name or path by which it was called. */
  called: string;
  /** Exported variables of the command. */
  env: Record<string, string>;
  cwd: string;
  stdin: string;
  fs: IFileSystem;
  host: ShellHost;
  stdout(text: string): void;
  stderr(text: string): void;
  /** Let virtual time pass. */
  sleep(ms: number): Promise<void>;
  /** Run a script in a child `sh` (npm's scripts, docker's RUN): output passes through in order; returns the exit code. */
  sh(script: string, o?: { env?: Record<string, string>; cwd?: string }): Promise<number>;
  /** Unique within the command and stable: for ids (`scope/cmd/…`). */
  key(name: string): string;
  /** Say that what follows is a guess: the command becomes `assumed`. */
  assumed(note: string): void;
}
/** A program on the container's PATH. */
export interface Tool {
  name: string;
  /** Not on the image: it is there once something has installed it. */
  absent?: true;
  /** Runs to its exit code. */
  run(ctx: ToolContext): Promise<number>;
}
