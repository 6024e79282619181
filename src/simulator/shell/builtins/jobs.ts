import { ExitShell } from '../core/control.ts';
import {
  type Builtin,
  isBash,
  type Job,
  type Process,
  wait as pass,
  settle,
  write,
} from '../core/process.ts';
import { failure } from '../dialect/messages.ts';
import { arithmeticStatus } from '../exec/command.ts';
import { print } from './echo.ts';

const SIGNALS = [
  ...['EXIT', 'HUP', 'INT', 'QUIT', 'ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'KILL', 'USR1', 'SEGV'],
  ...['USR2', 'PIPE', 'ALRM', 'TERM', 'STKFLT', 'CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU'],
];

/** Name of a signal given by name or number; null: there is none. */
function signalName(proc: Process, text: string): string | null {
  if (/^\d+$/.test(text)) return SIGNALS[Number(text)] ?? null;
  const name = text.toUpperCase().replace(/^SIG/, '');
  if (SIGNALS.includes(name)) return name;
  return isBash(proc) && /^(ERR|DEBUG|RETURN)$/.test(name) ? name : null;
}

const trap: Builtin = {
  special: true,
  async run(proc, args) {
    const words = args[0] === '--' ? args.slice(1) : args;
    const [action, ...signals] = words;
    if (action === undefined || action === '-p') {
      for (const [signal, text] of proc.traps) {
        const name = proc.dialect === 'bash' && signal !== 'EXIT' ? `SIG${signal}` : signal;
        await print(proc, 'trap', `trap -- '${text.replace(/'/g, "'\\''")}' ${name}\n`);
      }
      return 0;
    }
    if (action === '-l') return 0;
    const reset = action === '-' || signals.length === 0;
    let status = 0;
    for (const word of signals.length === 0 ? [action] : signals) {
      const signal = signalName(proc, word);
      if (signal === null) {
        if (isBash(proc))
          status = await failure(proc, `trap: ${word}: invalid signal specification`);
        else {
          await write(proc, 2, `trap: ${word}: bad trap\n`);
          status = 1;
        }
      } else if (reset) proc.traps.delete(signal);
      else proc.traps.set(signal, action);
    }
    return status;
  },
};

/** A background job by process id or `%n`. */
function findJob(proc: Process, text: string): Job | null {
  const number = /^%(\d+)$/.exec(text)?.[1];
  if (number !== undefined) return proc.jobs[Number(number) - 1] ?? null;
  return proc.jobs.find((job) => String(job.pid) === text) ?? null;
}

const wait: Builtin = {
  async run(proc, args) {
    await settle(proc);
    const words = args.filter((arg) => !arg.startsWith('-'));
    if (args.includes('-n') && isBash(proc)) {
      return waitForNext(proc);
    }
    if (words.length === 0) {
      for (const job of proc.jobs) await finish(proc, job);
      return 0;
    }
    let status = 0;
    for (const word of words) {
      const job = findJob(proc, word);
      if (job !== null) status = await finish(proc, job);
      else if (!isBash(proc)) status = 127;
      else status = await failure(proc, `wait: pid ${word} is not a child of this shell`, 127);
    }
    return status;
  },
};

/** Jobs whose end a shell was told. */
const reported = new WeakSet<Job>();

/** `wait -n`: the next job to end, or one that has ended and was not waited for. */
async function waitForNext(proc: Process): Promise<number> {
  const open = proc.jobs.filter((job) => !reported.has(job));
  if (open.length === 0) return 127;
  const ended = open.find(({ status }) => status !== null);
  const job = ended ?? (await Promise.race(open.map((each) => each.done.then(() => each))));
  reported.add(job);
  await pass(proc, 0);
  return job.status ?? 0;
}

async function finish(proc: Process, job: Job): Promise<number> {
  const status = await job.done;
  reported.add(job);
  // The job may have been ended together with everything else.
  await pass(proc, 0);
  return status;
}

const kill: Builtin = {
  async run(proc, args) {
    const words = [...args];
    if (words[0] === '-l') return listSignals(proc, words.slice(1));
    let signal = 'TERM';
    const option = /^-(s|n)?$/.test(words[0] ?? '') ? '' : /^-(\w+)$/.exec(words[0] ?? '')?.[1];
    if (words[0] === '-s' || words[0] === '-n') signal = words.splice(0, 2)[1] ?? '';
    else if (option) {
      signal = option;
      words.shift();
    }
    if (words.length === 0) return usage(proc);
    let status = 0;
    for (const word of words) {
      const job = findJob(proc, word);
      if (word === String(proc.shellPid)) {
        if (signal !== '0') await killShell(proc, signal);
      } else if (job !== null && job.status === null) {
        if (signal !== '0') job.kill();
      } else if (/^%/.test(word)) {
        status = await failure(
          proc,
          isBash(proc) ? `kill: ${word}: no such job` : `kill: No such job: ${word}`,
        );
      } else if (!/^-?\d+$/.test(word)) {
        const text = isBash(proc)
          ? `kill: ${word}: arguments must be process or job IDs`
          : `kill: Illegal number: ${word}`;
        status = await failure(proc, text);
      } else {
        const text = isBash(proc) ? `kill: (${word}) - No such process` : 'kill: No such process\n';
        status = await failure(proc, text, 1);
      }
    }
    return status;
  },
};

/** `kill -l`: all names, or those of numbers and exit statuses. */
async function listSignals(proc: Process, wanted: readonly string[]): Promise<number> {
  if (wanted.length === 0) return print(proc, 'kill', `${SIGNALS.slice(1).join('\n')}\n`);
  for (const text of wanted) {
    const number = Number(text) & 127;
    const name = /^\d+$/.test(text) ? SIGNALS[number] : undefined;
    const back = isBash(proc) ? SIGNALS.indexOf(text.toUpperCase().replace(/^SIG/, '')) : -1;
    if (name === undefined && back < 0) {
      const why = isBash(proc)
        ? `${text}: invalid signal specification`
        : `Illegal number: ${text}`;
      return failure(proc, `kill: ${why}`);
    }
    await print(proc, 'kill', `${name ?? back}\n`);
  }
  return 0;
}

/** `kill $$`: runs the trap, or ends the shell. */
async function killShell(proc: Process, signal: string): Promise<void> {
  const name = signalName(proc, signal) ?? 'TERM';
  const action = proc.traps.get(name);
  if (action === undefined) throw new ExitShell(128 + SIGNALS.indexOf(name));
  await proc.run.container.engine.text(proc, action);
}

async function usage(proc: Process): Promise<number> {
  if (!isBash(proc)) {
    return failure(
      proc,
      'kill: Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]',
    );
  }
  await write(
    proc,
    2,
    'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n',
  );
  return 2;
}

const jobs: Builtin = {
  async run(proc) {
    for (const [index, job] of proc.jobs.entries()) {
      if (job.status === null) await print(proc, 'jobs', `[${index + 1}]  Running\n`);
    }
    return 0;
  },
};

function noJobControl(name: string): Builtin {
  return {
    run: (proc) =>
      failure(proc, isBash(proc) ? `${name}: no job control` : `${name}: No current job`),
  };
}

const umask: Builtin = {
  async run(proc, args) {
    const [mask] = args.filter((arg) => !arg.startsWith('-'));
    if (mask === undefined && args.includes('-S')) {
      const may = (shift: number) =>
        ['r', 'w', 'x'].filter((_, i) => ((proc.umask >> shift) & (4 >> i)) === 0).join('');
      return print(proc, 'umask', `u=${may(6)},g=${may(3)},o=${may(0)}\n`);
    }
    if (mask === undefined) {
      return print(proc, 'umask', `${proc.umask.toString(8).padStart(4, '0')}\n`);
    }
    if (/^[0-7]{1,4}$/.test(mask)) {
      proc.umask = Number.parseInt(mask, 8);
      return 0;
    }
    if (!/^\d/.test(mask)) return 0;
    return failure(
      proc,
      isBash(proc) ? `umask: ${mask}: octal number out of range` : `umask: Illegal number: ${mask}`,
    );
  },
};

const times: Builtin = {
  special: true,
  run: (proc) => print(proc, 'times', '0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n'),
};

const ulimit: Builtin = {
  run(proc, args) {
    if (args.some((arg) => !arg.startsWith('-'))) return 0;
    return print(
      proc,
      'ulimit',
      args.includes('-n') ? '65535\n' : args.includes('-c') ? '0\n' : 'unlimited\n',
    );
  },
};

const letBuiltin: Builtin = {
  bash: true,
  async run(proc, args) {
    if (args.length === 0) return failure(proc, 'let: expression expected');
    let status = 0;
    for (const arg of args) status = await arithmeticStatus(proc, arg, 'let');
    return status;
  },
};

const disown: Builtin = {
  bash: true,
  run(proc, args) {
    const chosen = args.filter((arg) => !arg.startsWith('-'));
    for (const job of proc.jobs) {
      if (chosen.length === 0 || chosen.some((word) => findJob(proc, word) === job))
        job.detached = true;
    }
    return 0;
  },
};

export const jobBuiltins: Record<string, Builtin> = {
  trap,
  wait,
  kill,
  jobs,
  bg: noJobControl('bg'),
  fg: noJobControl('fg'),
  umask,
  times,
  ulimit,
  let: letBuiltin,
  disown,
};
