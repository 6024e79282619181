import { type Call, write } from '../core/process.ts';

/** Programs that need root: for which arguments, what they say to others, and their exit status. */
interface RootOnly {
  args: RegExp;
  says: string;
  status: number;
}

const yum: RootOnly = {
  args: /(^| )(install|update|upgrade|remove|erase|groupinstall|clean|makecache|module)\b/,
  says: 'Error: This command has to be run with superuser privileges (under the root user on most systems).\n',
  status: 1,
};
const apt: RootOnly = {
  args: /(^| )(install|remove|purge|upgrade|dist-upgrade|full-upgrade|autoremove)\b/,
  says: 'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?\n',
  status: 100,
};
const programs: ReadonlyMap<string, readonly RootOnly[]> = new Map([
  ['yum', [yum]],
  ['dnf', [yum]],
  ['microdnf', [yum]],
  [
    'apt-get',
    [
      apt,
      {
        args: /(^| )update\b/,
        says: 'E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)\nE: Unable to lock directory /var/lib/apt/lists/\n',
        status: 100,
      },
    ],
  ],
  ['apt', [apt]],
  [
    'sudo',
    [
      {
        args: /./,
        says: 'sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper\nsudo: a password is required\n',
        status: 1,
      },
    ],
  ],
]);

/** Exit status of a program that only root may use so, said to somebody else; null: it may run. */
export async function rootOnly(call: Call): Promise<number | null> {
  const { proc, name, args } = call;
  if (proc.run.container.user.uid === 0) return null;
  const known = programs.get(name.slice(name.lastIndexOf('/') + 1)) ?? [];
  const refusal = known.find((each) => each.args.test(args.join(' ')));
  if (refusal === undefined) return null;
  await write(proc, 2, refusal.says);
  return refusal.status;
}
