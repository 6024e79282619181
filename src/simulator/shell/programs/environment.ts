import type { Program } from '../core/process.ts';
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

export const environmentPrograms: Program[] = [env, printenv];
