import { builtins } from '../builtins/index.ts';
import type { Call, Program } from '../core/process.ts';
import { shOf } from './sh.ts';
import { complainAs, print, readFlags } from './support.ts';

/** Who and where: a build runs as root in a Linux container. */
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

const id: Program = {
  name: 'id',
  run(call) {
    const known = ['u|user', 'g|group', 'n|name', 'G|groups', 'r|real'];
    const { has, rest } = readFlags(call.args, known);
    if (rest[0] !== undefined && rest[0] !== 'root') {
      return complainAs(call, `'${rest[0]}': no such user`);
    }
    if (has('u') || has('g') || has('G')) return print(call, has('n') ? 'root\n' : '0\n');
    return print(call, 'uid=0(root) gid=0(root) groups=0(root)\n');
  },
};

/** Programs that print one line. */
const LINES: Record<string, (call: Call) => string> = {
  whoami: () => 'root',
  logname: () => 'root',
  groups: () => 'root',
  hostname: hostName,
  arch: machine,
  nproc: () => '2',
  tty: () => 'not a tty',
};

const lines = Object.entries(LINES).map(
  ([name, text]): Program => ({ name, run: (call) => print(call, `${text(call)}\n`) }),
);

/** Programs that do nothing one could see here. */
const QUIET = ['sync', 'codebuild-resume', 'chown', 'chgrp', 'renice', 'stty', 'clear', 'reset'];

const quiet = QUIET.map((name): Program => ({ name, run: () => 0 }));

/** Ignored unless the build was started with session connection enabled (CodeBuild User Guide, "Pause the build"). */
const breakpoint: Program = { name: 'codebuild-breakpoint', run: () => 0 };

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

export const systemPrograms: Program[] = [
  uname,
  id,
  ...lines,
  ...quiet,
  breakpoint,
  ...twins,
  which,
];
