import type { Dialect } from '../types.ts';
import type { Process, Run, Thread } from './process.ts';
import { Variables } from './variables.ts';
import type { Wire } from './wires.ts';

/** A new shell process that has nothing but its environment. */
export function newProcess(o: {
  run: Run;
  thread: Thread;
  dialect: Dialect;
  arg0: string;
  source: string;
  args: string[];
  cwd: string;
  env: ReadonlyMap<string, string>;
  fds: Map<number, Wire>;
  depth: number;
}): Process {
  const { env, ...given } = o;
  const vars = new Variables();
  for (const [name, value] of env) {
    if (/^[A-Za-z_]\w*$/.test(name)) vars.restore(name, { value, exported: true });
  }
  vars.restore('IFS', { value: ' \t\n' });
  vars.restore('PWD', { value: o.cwd, exported: true });
  vars.restore('OPTIND', { value: '1' });
  vars.restore('PPID', { value: '1' });
  const pid = o.run.container.pid++;
  return {
    ...given,
    interactive: false,
    within: '',
    line: 1,
    lineOffset: 0,
    vars,
    functions: new Map(),
    aliases: new Map(),
    options: new Set(),
    traced: undefined,
    status: 0,
    substituted: null,
    pid,
    shellPid: pid,
    lastJob: null,
    jobs: [],
    self: null,
    callers: [],
    evals: 0,
    generation: 0,
    nested: 0,
    sourced: 0,
    loops: 0,
    lenient: 0,
    traps: new Map(),
    umask: 0o022,
    hash: new Map(),
    startedAt: o.run.container.host.clock.now() + o.thread.debt,
    optionOffset: 0,
    directoryStack: [o.cwd],
    pipeStatus: [0],
  };
}
