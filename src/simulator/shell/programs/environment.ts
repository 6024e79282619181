import { decode } from '../core/bytes.ts';
import { type Call, type Program, readAll, step } from '../core/process.ts';
import { Pipe } from '../core/wires.ts';
import { badOption, complainAs, print, readFlags } from './support.ts';

const env: Program = {
  name: 'env',
  async run(call) {
    const known = ['i|ignore-environment', 'u:unset', '0|null', 'S:split-string', 'C:chdir'];
    const { rest, unknown, has, value } = readFlags(call.args, known, { stopAtFirst: true });
    if (unknown !== null) return badOption(call, unknown, 125);
    const words = [...(value('S')?.split(/\s+/) ?? []), ...rest];
    const environment = new Map(has('i') || words[0] === '-' ? [] : call.env);
    if (words[0] === '-') words.shift();
    environment.delete(value('u') ?? '');
    while (/^[^=]+=/.test(words[0] ?? '')) {
      const [, name = '', text = ''] = /^([^=]+)=([\s\S]*)$/.exec(words.shift() ?? '') ?? [];
      environment.set(name, text);
    }
    const [name, ...args] = words;
    if (name === undefined) {
      const end = has('0') ? '\0' : '\n';
      return print(call, [...environment].map(([key, text]) => `${key}=${text}${end}`).join(''));
    }
    const { engine } = call.proc.run.container;
    if (!name.includes('/') && (await engine.locate(call.proc, name)) === null) {
      return complainAs(call, `'${name}': No such file or directory`, 127);
    }
    return engine.program({ ...call, name, args, env: environment });
  },
};

const printenv: Program = {
  name: 'printenv',
  async run(call) {
    const names = call.args.filter((arg) => !arg.startsWith('-'));
    if (names.length === 0) {
      return print(call, [...call.env].map(([key, text]) => `${key}=${text}\n`).join(''));
    }
    let status = 0;
    for (const name of names) {
      const text = call.env.get(name);
      if (text === undefined) status = 1;
      else await print(call, `${text}\n`);
    }
    return status;
  },
};

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
    const delimiter = has('0') ? '\0' : value('d')?.replace(/\\n/g, '\n').replace(/\\0/g, '\0');
    const items =
      delimiter !== undefined
        ? text.split(delimiter).filter((item, i, all) => item !== '' || i < all.length - 1)
        : place !== undefined
          ? text
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== '')
          : inputWords(text);
    if (items.length === 0 && (has('r') || place !== undefined)) return 0;
    const size =
      place !== undefined ? 1 : Math.max(1, Number(value('n') ?? value('L') ?? 5000) || 1);
    let status = 0;
    for (let i = 0; i < Math.max(1, items.length); i += size) {
      const batch = items.slice(i, i + size);
      const args =
        place === undefined
          ? [...fixed, ...batch]
          : fixed.map((arg) => arg.split(place).join(batch[0] ?? ''));
      step(call.proc);
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

export const environmentPrograms: Program[] = [env, printenv, xargs];
