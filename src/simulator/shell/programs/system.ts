import { builtins } from '../builtins/index.ts';
import type { Call, Program } from '../core/process.ts';
import { shOf } from './sh.ts';
import { complainAs, print, readFlags } from './support.ts';

/** Where: a build runs in a Linux container. */
const UNAME = {
  s: 'Linux',
  n: 'hostname',
  r: '5.10.0-amazon-linux',
  v: '#1 SMP',
  m: 'x86_64',
  p: 'x86_64',
  i: 'x86_64',
  o: 'GNU/Linux',
};

function hostName(call: Call): string {
  const { host } = call.proc.run.container;
  return call.env.get('HOSTNAME') ?? host.ids.hex(`${host.scope}/hostname`, 12);
}

const machine = (call: Call) =>
  /aarch64|arm/i.test(call.proc.run.container.host.image) ? 'aarch64' : 'x86_64';

const uname: Program = {
  name: 'uname',
  run(call) {
    const letters = call.args
      .map((arg) => ({ '--machine': 'm', '--kernel-name': 's', '--all': 'a' })[arg] ?? arg.slice(1))
      .join('');
    const wanted = letters.includes('a') ? 'snrvmo' : letters || 's';
    const order = [...'snrvmpio'].filter((letter) => wanted.includes(letter));
    const texts = order.map((letter) => {
      if (letter === 'n') return hostName(call);
      if (/[mpi]/.test(letter)) return machine(call);
      return UNAME[letter as keyof typeof UNAME];
    });
    return print(call, `${texts.join(' ')}\n`);
  },
};

/** Programs that print one line. */
const LINES: Record<string, (call: Call) => string> = {
  hostname: hostName,
  arch: machine,
  nproc: () => '2',
  tty: () => 'not a tty',
};

const lines = Object.entries(LINES).map(
  ([name, text]): Program => ({ name, run: (call) => print(call, `${text(call)}\n`) }),
);

/** Programs that do nothing one could see here. */
const QUIET = ['sync', 'chgrp', 'renice', 'stty', 'clear', 'reset'];

const quiet = QUIET.map((name): Program => ({ name, run: () => 0 }));

/** Built-ins that exist as programs too: for `xargs`, `env`, `find -exec`. */
const twins = ['echo', 'printf', 'true', 'false', 'test', '[', 'pwd', 'kill'].map(
  (name): Program => ({
    name,
    async run({ proc, args }) {
      const builtin = builtins.get(name);
      return builtin === undefined ? 127 : builtin.run({ ...proc, dialect: 'bash' }, args, name);
    },
  }),
);

const which: Program = {
  name: 'which',
  async run(call) {
    const { proc } = call;
    const { host, engine } = proc.run.container;
    let status = 0;
    for (const name of readFlags(call.args, ['a|all', 's']).rest) {
      const path = name.includes('/') ? name : await engine.locate(proc, name);
      if (path !== null) await print(call, `${path}\n`);
      else {
        status = 1;
        const search = call.env.get('PATH') ?? '';
        if (shOf(host) !== 'dash') await complainAs(call, `no ${name} in (${search})`);
      }
    }
    return status;
  },
};

export const systemPrograms: Program[] = [uname, ...lines, ...quiet, ...twins, which];
