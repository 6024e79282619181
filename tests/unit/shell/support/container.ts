import type { Session } from '../../../../src/simulator/cloud/types.ts';
import { makeIds } from '../../../../src/simulator/kernel/ids.ts';
import type { Kernel } from '../../../../src/simulator/kernel/kernel.ts';
import { makeKernel } from '../../../../src/simulator/kernel/kernel.ts';
import type { Outcome } from '../../../../src/simulator/scenario/types.ts';
import { createContainerShell } from '../../../../src/simulator/shell/index.ts';
import type {
  ContainerShell,
  Dialect,
  OutputChunk,
  ShellHost,
  ShellResult,
  Tool,
} from '../../../../src/simulator/shell/types.ts';

/** 2026-07-04 14:26:00 UTC. */
export const START = Date.UTC(2026, 6, 4, 14, 26, 0);
export const SRC = '/codebuild/output/src1/src';

export interface ContainerOptions {
  dialect?: Dialect;
  tools?: Tool[];
  files?: Record<string, string | Uint8Array>;
  env?: Record<string, string>;
  outcomes?: Outcome[];
  image?: string;
  kernel?: Kernel;
  cwd?: string;
  /** What the credentials endpoint hands out. */
  session?: Session;
  privileged?: boolean;
  debugSession?: boolean;
}

export function newKernel(): Kernel {
  let seed = 1;
  return makeKernel(START, () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  });
}

export function testHost(kernel: Kernel, o: ContainerOptions = {}): ShellHost {
  return {
    clock: kernel.clock,
    ids: makeIds(7),
    dialect: o.dialect ?? 'dash',
    scope: 'exec1/Build/Build/build1/BUILD',
    account: '111122223333',
    region: 'us-east-1',
    aws: () => Promise.resolve('no-credentials'),
    session: () => o.session ?? null,
    outcomes: o.outcomes ?? [],
    privileged: o.privileged ?? false,
    debugSession: o.debugSession ?? false,
    image: o.image ?? 'aws/codebuild/standard:7.0',
  };
}

export const BASE_ENV = {
  HOME: '/root',
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
};

/** What a command did: all chunks, and what they add up to. */
export interface Ran extends ShellResult {
  chunks: OutputChunk[];
  out: string;
  stdout: string;
  stderr: string;
  ms: number;
}

export async function runIn(
  shell: ContainerShell,
  kernel: Kernel,
  command: string,
  cancel?: AbortSignal,
): Promise<Ran> {
  const chunks: OutputChunk[] = [];
  const started = kernel.clock.now();
  const result = await shell.run(command, (chunk) => chunks.push(chunk), cancel);
  const join = (stream?: string) =>
    chunks
      .filter((chunk) => stream === undefined || chunk.stream === stream)
      .map((chunk) => chunk.text)
      .join('');
  return {
    ...result,
    chunks,
    out: join(),
    stdout: join('stdout'),
    stderr: join('stderr'),
    ms: kernel.clock.now() - started,
  };
}

/** Runs `task` on virtual time until nothing waits any more. */
export async function drive<T>(
  kernel: Kernel,
  task: () => Promise<T>,
  stop: (due: number) => boolean = () => false,
): Promise<T> {
  let outcome: { value: T } | { error: unknown } | null = null;
  kernel.schedule(0, () => {
    task().then(
      (value) => {
        outcome = { value };
      },
      (error: unknown) => {
        outcome = { error };
      },
    );
  });
  await kernel.run(stop);
  const done = outcome as { value: T } | { error: unknown } | null;
  if (done === null) throw new Error('the task is still waiting when nothing else does');
  if ('error' in done) throw done.error;
  return done.value;
}

export async function newShell(kernel: Kernel, o: ContainerOptions = {}): Promise<ContainerShell> {
  return createContainerShell({
    host: testHost(kernel, o),
    tools: o.tools ?? [],
    files: o.files ?? {},
    cwd: o.cwd ?? SRC,
    env: { ...BASE_ENV, ...o.env },
  });
}

/** Runs commands one after the other in a fresh container. */
export async function runAll(commands: string[], o: ContainerOptions = {}): Promise<Ran[]> {
  const kernel = o.kernel ?? newKernel();
  return drive(kernel, async () => {
    const shell = await newShell(kernel, o);
    const out: Ran[] = [];
    for (const command of commands) out.push(await runIn(shell, kernel, command));
    return out;
  });
}

export async function run(command: string, o: ContainerOptions = {}): Promise<Ran> {
  const [ran] = await runAll([command], o);
  if (ran === undefined) throw new Error('nothing ran');
  return ran;
}
