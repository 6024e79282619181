import type { Call, Program } from '../core/process.ts';
import { badOption, complainAs, input, print, readFlags } from './support.ts';

/** Sizes of the general small compute type, and what its images fill of the disk: typical figures. */
const KIB = { memory: 3_872_000, used: 412_000, disk: 67_108_864, taken: 41_943_040 };

const human = (kib: number): string => {
  const gib = kib / 1_048_576;
  return gib >= 1
    ? `${gib < 10 ? gib.toFixed(1) : Math.round(gib)}G`
    : `${Math.round(kib / 1024)}M`;
};

/** Says that the numbers are figures of this simulation. */
function guess(call: Call, what: string): void {
  call.proc.run.fidelity = 'assumed';
  call.proc.run.note ??= `${what} are typical figures.`;
}

const df: Program = {
  name: 'df',
  run(call) {
    guess(call, 'The sizes of the disk');
    const readable = call.args.some((arg) => /^-[a-zA-Z]*[hH]|^--human-readable$/.test(arg));
    const left = KIB.disk - KIB.taken;
    const use = `${Math.round((100 * KIB.taken) / KIB.disk)}%`;
    const text = readable
      ? `Filesystem      Size  Used Avail Use% Mounted on\noverlay${human(KIB.disk).padStart(13)}${human(KIB.taken).padStart(6)}${human(left).padStart(6)}${use.padStart(5)} /\n`
      : `Filesystem     1K-blocks     Used Available Use% Mounted on\noverlay${String(KIB.disk).padStart(17)}${String(KIB.taken).padStart(9)}${String(left).padStart(10)}${use.padStart(5)} /\n`;
    return print(call, text);
  },
};

const free: Program = {
  name: 'free',
  run(call) {
    guess(call, 'The sizes of the memory');
    const unit = call.args.includes('-g') ? 1_048_576 : call.args.includes('-m') ? 1024 : 1;
    const show = (kib: number) =>
      (call.args.includes('-h') ? `${human(kib)}i` : String(Math.floor(kib / unit))).padStart(12);
    const left = KIB.memory - KIB.used;
    const row = (name: string, values: number[]) =>
      `${name.padEnd(8)}${values.map(show).join('')}\n`;
    const head = `${' '.repeat(15)}total        used        free      shared  buff/cache   available\n`;
    return print(
      call,
      head + row('Mem:', [KIB.memory, KIB.used, left, 0, 0, left]) + row('Swap:', [0, 0, 0]),
    );
  },
};

/** The shell and its background jobs: what runs in the container, as far as it is known. */
function processes(call: Call): { pid: number; command: string }[] {
  const { proc } = call;
  const jobs = proc.run.jobs.filter(({ status }) => status === null);
  return [
    { pid: proc.shellPid, command: 'sh /codebuild/output/tmp/script.sh' },
    ...jobs.map(({ pid, text }) => ({ pid, command: text })),
  ];
}

const ps: Program = {
  name: 'ps',
  run(call) {
    const wide = call.args.some((arg) => /^-?(?:aux|ax|ef|e|A)/.test(arg));
    const list = processes(call);
    if (!wide) {
      const rows = list.map(
        ({ pid, command }) =>
          `${String(pid).padStart(7)} ?        00:00:00 ${command.split(' ')[0]}\n`,
      );
      return print(call, `    PID TTY          TIME CMD\n${rows.join('')}`);
    }
    const rows = list.map(
      ({ pid, command }) =>
        `root${String(pid).padStart(12)}  0.0  0.0   4500  3400 ?        S    00:00   0:00 ${command}\n`,
    );
    return print(
      call,
      `USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n${rows.join('')}`,
    );
  },
};

function searcher(name: 'pgrep' | 'pkill'): Program {
  return {
    name,
    async run(call) {
      const { rest } = readFlags(
        call.args.filter((arg) => !/^-(?:\d+|[A-Z]{3,})$/.test(arg)),
        ['f', 'x', 'l', 'a', 'n', 'o', 'c', 'u:', 'e'],
      );
      const [pattern] = rest;
      if (pattern === undefined) return complainAs(call, 'no matching criteria specified', 2);
      const whole = call.args.some((arg) => /^-[a-z]*f/.test(arg));
      const running = call.proc.run.jobs.filter(({ status, text }) => {
        const searched = whole ? text : (text.split(' ')[0] ?? '');
        return status === null && searched.includes(pattern);
      });
      if (name === 'pkill') for (const job of running) job.kill();
      else for (const { pid } of running) await print(call, `${pid}\n`);
      return running.length > 0 ? 0 : 1;
    },
  };
}

/** `shuf`: its order depends on the place in the story. */
const shuf: Program = {
  name: 'shuf',
  async run(call) {
    const { rest, unknown, has, value } = readFlags(call.args, [
      'n:head-count',
      'e|echo',
      'i:input-range',
      'r|repeat',
      'z',
    ]);
    if (unknown !== null) return badOption(call, unknown);
    const { run } = call.proc;
    const range = /^(\d{1,7})-(\d{1,7})$/.exec(value('i') ?? '');
    let items: string[];
    if (range !== null) {
      const [from, to] = [Number(range[1]), Number(range[2])];
      items = Array.from({ length: Math.max(0, Math.min(to - from + 1, 100_000)) }, (_, i) =>
        String(from + i),
      );
    } else if (has('e')) items = rest;
    else {
      const content = await input(call, rest[0] ?? '-');
      if (typeof content === 'string') return complainAs(call, `${rest[0]}: ${content}`);
      items = content.bytes.match(/[^\n]+|(?<=\n)(?=\n)/g) ?? [];
    }
    const count = run.calls.get('shuf') ?? 0;
    run.calls.set('shuf', count + 1);
    const key = run.container.host.ids.hex(`${run.key}/shuf#${count}`, 8);
    let state = Number.parseInt(key, 16) || 1;
    for (let i = items.length - 1; i > 0; i--) {
      state = (state * 48_271) % 2_147_483_647;
      const j = state % (i + 1);
      [items[i], items[j]] = [items[j] ?? '', items[i] ?? ''];
    }
    const shown = value('n') === undefined ? items : items.slice(0, Number(value('n')) || 0);
    return print(call, shown.map((item) => `${item}\n`).join(''));
  },
};

const uptime: Program = {
  name: 'uptime',
  run: (call) => {
    guess(call, 'The loads of the machine');
    return print(call, ' up 1 min,  0 users,  load average: 0.10, 0.05, 0.01\n');
  },
};

export const statusPrograms: Program[] = [
  df,
  free,
  ps,
  searcher('pgrep'),
  searcher('pkill'),
  shuf,
  uptime,
];
