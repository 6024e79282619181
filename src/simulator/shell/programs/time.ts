import { Cancelled } from '../../kernel/kernel.ts';
import { Endless, isExhausted } from '../core/limits.ts';
import { type Call, fork, type Program, settle, wait } from '../core/process.ts';
import { badOption, complainAs, readFlags } from './support.ts';

const UNITS: Record<string, number> = { '': 1, s: 1, m: 60, h: 3600, d: 86400 };
const MORE = (name: string) => `\nTry '${name} --help' for more information.`;

/** ms of `5`, `0.5`, `2m`, `infinity`; null: no duration. */
export function durationOf(text: string): number | null {
  const match = /^(?:(\d+(?:\.\d*)?|\.\d+)([smhd]?)|(inf|infinity))$/i.exec(text);
  if (match === null) return null;
  if (match[3] !== undefined) return Number.POSITIVE_INFINITY;
  return Number(match[1]) * (UNITS[match[2] ?? ''] ?? 1) * 1000;
}

const sleep: Program = {
  name: 'sleep',
  async run(call) {
    const { rest, unknown } = readFlags(call.args, []);
    if (unknown !== null) return badOption(call, unknown);
    if (rest.length === 0) return complainAs(call, `missing operand${MORE('sleep')}`);
    let total = 0;
    for (const text of rest) {
      const ms = durationOf(text);
      if (ms === null) return complainAs(call, `invalid time interval '${text}'${MORE('sleep')}`);
      total += ms;
    }
    await wait(call.proc, total);
    return 0;
  },
};

/** Runs a program in a thread of its own and ends it when its time is over: exit status 124. */
const timeout: Program = {
  name: 'timeout',
  async run(call) {
    const known = ['s:signal', 'k:kill-after', 'foreground', 'preserve-status', 'v|verbose'];
    const { rest, unknown, value } = readFlags(call.args, known, { stopAtFirst: true });
    const [limit, name, ...args] = rest;
    if (unknown !== null) return badOption(call, unknown, 125);
    if (limit === undefined || name === undefined) {
      return complainAs(call, `missing operand${MORE('timeout')}`, 125);
    }
    const ms = durationOf(limit);
    if (ms === null)
      return complainAs(call, `invalid time interval '${limit}'${MORE('timeout')}`, 125);
    const { proc } = call;
    const { container } = proc.run;
    await settle(proc);
    const command = new AbortController();
    const timer = new AbortController();
    const stopBoth = () => {
      command.abort();
      timer.abort();
    };
    proc.thread.signal.addEventListener('abort', stopBoth, { once: true });
    const child = fork(proc, { debt: 0, signal: command.signal, timed: true });
    const { steps } = proc.run;
    let late = false;
    const alarm =
      ms === 0 || ms === Number.POSITIVE_INFINITY
        ? null
        : container.host.clock.sleep(ms, timer.signal);
    const alarmed = alarm?.then(
      () => {
        late = true;
        command.abort();
      },
      () => undefined,
    );
    try {
      const status = await container.engine.program({ ...call, proc: child, name, args });
      await settle(child);
      return status;
    } catch (error) {
      if (alarmed !== undefined && (error instanceof Endless || isExhausted(error))) {
        // It goes on for as long as it is let.
        proc.run.steps = steps;
        await alarmed;
        if (!late) throw error;
      } else if (!(error instanceof Cancelled) || !late) throw error;
      return /^(KILL|SIGKILL|9)$/.test(value('s') ?? '') ? 137 : 124;
    } finally {
      proc.thread.signal.removeEventListener('abort', stopBoth);
      timer.abort();
      await alarmed;
    }
  },
};

/** `nohup`: the job does not end with the script. Output stays where it is, which is no terminal. */
const nohup: Program = {
  name: 'nohup',
  async run(call: Call) {
    const [name, ...args] = call.args;
    if (name === undefined) return complainAs(call, `missing operand${MORE('nohup')}`, 125);
    if (call.proc.self !== null) call.proc.self.detached = true;
    const { engine } = call.proc.run.container;
    if (!name.includes('/') && (await engine.locate(call.proc, name)) === null) {
      return complainAs(call, `failed to run command '${name}': No such file or directory`, 127);
    }
    return engine.program({ ...call, name, args });
  },
};

const setsid: Program = { ...nohup, name: 'setsid' };

export const timePrograms: Program[] = [sleep, timeout, nohup, setsid];
