import { statOf } from '../core/files.ts';
import type { Call, Program } from '../core/process.ts';
import { type User, userNamed, usersOf } from '../users.ts';
import { badOption, complainAs, print, readFlags, resolve } from './support.ts';

const userOf = (call: Call): User => call.proc.run.container.user;

async function groupName(call: Call, gid: number): Promise<string> {
  const { fs } = call.proc.run.container;
  const lines = (await statOf(fs, '/etc/group')) === null ? '' : await fs.readFile('/etc/group');
  const line = lines.split('\n').find((each) => each.split(':')[2] === String(gid));
  return line?.split(':')[0] ?? String(gid);
}

const id: Program = {
  name: 'id',
  async run(call) {
    const known = ['u|user', 'g|group', 'n|name', 'G|groups', 'r|real'];
    const { has, rest, unknown } = readFlags(call.args, known);
    if (unknown !== null) return badOption(call, unknown);
    const [named] = rest;
    const user =
      named === undefined ? userOf(call) : await userNamed(call.proc.run.container.fs, named);
    if (user === null) return complainAs(call, `'${named}': no such user`);
    const group = await groupName(call, user.gid);
    if (has('u')) return print(call, `${has('n') ? user.name : user.uid}\n`);
    if (has('g') || has('G')) return print(call, `${has('n') ? group : user.gid}\n`);
    const { uid, gid, name } = user;
    return print(call, `uid=${uid}(${name}) gid=${gid}(${group}) groups=${gid}(${group})\n`);
  },
};

const named = (name: string): Program => ({
  name,
  run: (call) => print(call, `${userOf(call).name}\n`),
});

const groups: Program = {
  name: 'groups',
  run: async (call) => print(call, `${await groupName(call, userOf(call).gid)}\n`),
};

/** `chown [-R] user[:group] path…`. Only root may. */
const chown: Program = {
  name: 'chown',
  async run(call) {
    const known = ['R|recursive', 'v|verbose', 'c|changes', 'f|silent', 'h|no-dereference'];
    const { has, rest, unknown } = readFlags(call.args, known);
    if (unknown !== null) return badOption(call, unknown);
    const [owner, ...paths] = rest;
    if (owner === undefined || paths.length === 0) return complainAs(call, 'missing operand');
    const { fs } = call.proc.run.container;
    const [name = ''] = owner.split(':');
    const numeric = /^\d+$/.test(name) ? Number(name) : null;
    const uid = name === '' ? null : ((await userNamed(fs, name))?.uid ?? numeric);
    // Whom other images know is not known here.
    const curated = call.proc.run.container.host.image.startsWith('aws/codebuild/');
    if (name !== '' && uid === null && curated) {
      return complainAs(call, `invalid user: '${owner}'`);
    }
    let status = 0;
    for (const path of paths) {
      const full = resolve(call, path);
      if ((await statOf(fs, full)) === null) {
        status = await complainAs(call, `cannot access '${path}': No such file or directory`);
      } else if (userOf(call).uid !== 0) {
        const why = 'Operation not permitted';
        status = await complainAs(call, `changing ownership of '${path}': ${why}`);
      } else if (uid !== null) {
        const inside = (each: string) => each === full || each.startsWith(`${full}/`);
        const all = has('R') ? fs.getAllPaths().filter(inside) : [full];
        for (const each of all) fs.ownership.give(each, uid);
      }
    }
    return status;
  },
};

/** `useradd` of every distribution: a line in `/etc/passwd` and one in `/etc/group`. */
const useradd: Program = {
  name: 'useradd',
  async run(call) {
    const known = [
      ...['m|create-home', 'M|no-create-home', 'r|system', 'N|no-user-group', 'U|user-group'],
      ...['l|no-log-init', 'o|non-unique', 'u:uid', 'g:gid', 'G:groups', 'd:home-dir', 's:shell'],
      ...['c:comment', 'p:password', 'b:base-dir', 'e:expiredate', 'k:skel'],
    ];
    const { has, value, rest, unknown } = readFlags(call.args, known);
    if (unknown !== null) return badOption(call, unknown);
    const [name] = rest;
    if (name === undefined) return complainAs(call, 'no login name given', 2);
    if (!/^[a-z_][a-z0-9_-]{0,31}\$?$/i.test(name)) {
      return complainAs(call, `invalid user name '${name}'`, 3);
    }
    const { fs } = call.proc.run.container;
    if (userOf(call).uid !== 0) {
      await complainAs(call, 'Permission denied.');
      return complainAs(call, 'cannot lock /etc/passwd; try again later.');
    }
    const users = await usersOf(fs);
    if (users.some((user) => user.name === name)) {
      return complainAs(call, `user '${name}' already exists`, 9);
    }
    const taken = users.map(({ uid }) => uid).filter((uid) => uid >= 1000 && uid < 60_000);
    const uid = Number(value('u') ?? Math.max(999, ...taken) + 1);
    if (!Number.isInteger(uid)) return complainAs(call, `invalid user ID '${value('u')}'`, 3);
    const home = value('d') ?? `/home/${name}`;
    await fs.appendFile(
      '/etc/passwd',
      `${name}:x:${uid}:${uid}::${home}:${value('s') ?? '/bin/sh'}\n`,
    );
    await fs.appendFile('/etc/group', `${name}:x:${uid}:\n`);
    if (has('m')) {
      await fs.mkdir(home, { recursive: true });
      fs.ownership.give(home, uid);
    }
    return 0;
  },
};

/** Who works here, and who else could. */
export const userPrograms: Program[] = [
  id,
  named('whoami'),
  named('logname'),
  groups,
  chown,
  useradd,
];
