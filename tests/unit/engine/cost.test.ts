import { afterEach, describe, expect, it, vi } from 'vitest';
import { simulate, worldAt } from '../../../src/simulator/index.ts';
import { WaitQueue } from '../../../src/simulator/kernel/queue.ts';
import type { Recording } from '../../../src/simulator/read.ts';
import { longBuild } from '../../bench/longBuild.ts';
import { nodeSite } from './support.ts';

/** What a run costs, in counts that are the same on every machine: `npm run bench` has the times. */

afterEach(() => {
  vi.restoreAllMocks();
});

/** A run of a build with these commands, and how often something was woken in it: each time is a turn of the event loop. */
async function costOf(commands: readonly string[]): Promise<{ wakeUps: number; events: number }> {
  const items = commands.map((command) => `      - '${command}'`);
  const text = ['version: 0.2', 'phases:', '  build:', '    commands:', ...items, ''].join('\n');
  const take = vi.spyOn(WaitQueue.prototype, 'take');
  const recording = await simulate(
    nodeSite((scenario) => {
      scenario.repository.files = { 'buildspec.yml': text };
    }),
  );
  const wakeUps = take.mock.calls.length;
  take.mockRestore();
  expect(recording.outcome.commands.map(({ exitCode }) => exitCode)).toEqual(commands.map(() => 0));
  return { wakeUps, events: recording.events.length };
}

const times = (count: number, command: string): string[] =>
  Array.from({ length: count }, () => command);

/** What one command more costs, after so many. */
async function marginal(command: string): Promise<{ wakeUps: number; events: number }> {
  const [few, many] = [await costOf(times(10, command)), await costOf(times(60, command))];
  const each = (what: 'wakeUps' | 'events') => (many[what] - few[what]) / 50;
  return { wakeUps: each('wakeUps'), events: each('events') };
}

describe('what a run costs', () => {
  it('a command that prints nothing wakes the kernel two times, and is four events', async () => {
    expect(await marginal('true')).toEqual({ wakeUps: 2, events: 4 });
  });

  it('what does not show takes no turn of its own: rounds of a loop, variables, tests', async () => {
    const round = 'v=$((i * 2)); test $v -gt 3 && w=$v';
    const loop = (rounds: number) =>
      `i=0; while [ $i -lt ${rounds} ]; do i=$((i + 1)); ${round}; done; :`;
    const [short, long] = [await costOf([loop(1)]), await costOf([loop(500)])];
    expect(long).toEqual(short);
  });

  it('a program is one turn more than a command of the shell, and a line of output one event', async () => {
    const [nothing, program, line] = [
      await marginal('true'),
      await marginal('/usr/bin/true'),
      await marginal('echo x'),
    ];
    expect(program.wakeUps - nothing.wakeUps).toBe(1);
    expect(line.events - nothing.events).toBe(1);
  });
});

/** The recording with its events counted as they are looked at. */
function watched(recording: Recording): { recording: Recording; looks(): number } {
  let count = 0;
  const events = new Proxy(recording.events, {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d+$/.test(key)) count += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  const looks = () => {
    const all = count;
    count = 0;
    return all;
  };
  return { recording: { ...recording, events }, looks };
}

describe('what a look at a long recording costs', () => {
  it('a step applies one event, a jump at most 64, whatever the length of the run', async () => {
    const { recording, looks } = watched(await simulate(longBuild()));
    const { length } = recording.events;
    expect(length).toBeGreaterThan(5000);
    worldAt(recording, length);
    looks();
    for (const position of [length >> 1, 100, length - 1, 3, length - 64]) {
      worldAt(recording, position);
      expect(looks()).toBeLessThan(64);
    }
    worldAt(recording, 1000);
    looks();
    for (let position = 1001; position < 1010; position += 1) {
      worldAt(recording, position);
      expect(looks()).toBe(1);
    }
  });
});
