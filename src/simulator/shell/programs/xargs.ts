import { decode } from '../core/bytes.ts';
import { type Call, type Program, readAll, step, write } from '../core/process.ts';
import { Pipe } from '../core/wires.ts';
import { badOption, complainAs, readFlags } from './support.ts';

/** Splits the input of `xargs` into words, with its quotes. */
function inputWords(text: string): string[] {
  const words: string[] = [];
  for (const match of text.matchAll(/(?:"[^"\n]*"|'[^'\n]*'|\\[\s\S]|[^\s"'\\])+/g)) {
    words.push(
      match[0].replace(/"([^"]*)"|'([^']*)'|\\([\s\S])/g, (_, a, b, c) => a ?? b ?? c ?? ''),
    );
  }
  return words;
}

/** Arguments of one call, unless told otherwise. */
const MOST = 5000;

function inGroups<T>(list: readonly T[], size: number): T[][] {
  const step = Math.max(1, size || 1);
  return Array.from({ length: Math.ceil(list.length / step) }, (_, i) =>
    list.slice(i * step, (i + 1) * step),
  );
}

const xargs: Program = {
  name: 'xargs',
  async run(call) {
    const known = [
      'n:max-args',
      'I:',
      'i',
      '0|null',
      'd:delimiter',
      'r|no-run-if-empty',
      't|verbose',
      'P:max-procs',
      'L:max-lines',
      'a:arg-file',
      'x',
    ];
    const { rest, unknown, has, value } = readFlags(call.args, known, { stopAtFirst: true });
    if (unknown !== null) return badOption(call, unknown);
    const [name = 'echo', ...fixed] = rest;
    const text = decode(await readAll(call.proc));
    const place = value('I') ?? (has('i') ? '{}' : undefined);
    const separator = has('0') ? '\0' : value('d')?.replace(/\\n/g, '\n').replace(/\\0/g, '\0');
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const items =
      separator !== undefined
        ? text.split(separator).filter((item, i, all) => item !== '' || i < all.length - 1)
        : place !== undefined
          ? lines
          : inputWords(text);
    if (items.length === 0 && (has('r') || place !== undefined)) return 0;
    const perLine = value('L') !== undefined && separator === undefined && place === undefined;
    const batches = perLine
      ? inGroups(lines, Number(value('L'))).map((group) => inputWords(group.join('\n')))
      : inGroups(items, place === undefined ? Number(value('n') ?? MOST) : 1);
    let status = 0;
    for (const batch of batches.length === 0 ? [[]] : batches) {
      const args =
        place === undefined
          ? [...fixed, ...batch]
          : fixed.map((arg) => arg.split(place).join(batch[0] ?? ''));
      step(call.proc);
      if (has('t')) await write(call.proc, 2, `${[name, ...args].join(' ')}\n`);
      const code = await runOne(call, name, args);
      if (code === 255) return complainAs(call, `${name}: exited with status 255; aborting`, 124);
      if (code === 126 || code === 127) return code;
      if (code !== 0) status = 123;
    }
    return status;
  },
};

async function runOne(call: Call, name: string, args: string[]): Promise<number> {
  const { engine } = call.proc.run.container;
  if (!name.includes('/') && (await engine.locate(call.proc, name)) === null) {
    return complainAs(call, `${name}: No such file or directory`, 127);
  }
  const fds = new Map(call.proc.fds).set(0, { input: new Pipe('') });
  return engine.subshell(call.proc, { fds }, (child) =>
    engine.program({ ...call, proc: child, name, args }),
  );
}

export const xargsPrograms: Program[] = [xargs];
