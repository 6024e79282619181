import type { FileContent } from 'just-bash/browser';
import { programFile } from './exec/program.ts';
import { ContainerFs, ZEROS } from './fileSystem.ts';
import type { System } from './systems.ts';

const DIRECTORIES = [
  ...['/codebuild/output/tmp', '/codebuild/readonly', '/root', '/tmp', '/var/tmp', '/var/log'],
  ...['/etc', '/opt', '/home', '/usr/local/bin', '/usr/local/lib', '/usr/bin', '/usr/sbin', '/srv'],
  ...['/dev/fd', '/proc', '/usr/share', '/mnt'],
];

const FILES: Record<string, string> = {
  '/etc/hosts': '127.0.0.1\tlocalhost\n',
  '/dev/null': '',
  [ZEROS]: '',
  '/dev/stdin': '',
  '/dev/stdout': '',
  '/dev/stderr': '',
};

/** `/bin` and its like are links into `/usr`, as in the images. */
const LINKS: Record<string, string> = {
  '/bin': 'usr/bin',
  '/sbin': 'usr/sbin',
  '/lib': 'usr/lib',
  '/var/run': '/run',
};

/** The container's file system before the first command. @param files by path; relative ones are under `cwd`. */
export function makeFileSystem(o: {
  programs: Iterable<string>;
  files: Record<string, string | Uint8Array>;
  cwd: string;
  system: System;
  hostname: string;
  /** Unix ms. */
  now: number;
  /** `/etc/passwd` and `/etc/group`. */
  accounts: { passwd: string; group: string };
  /** Bytes that `/dev/urandom` gives, as hexadecimal digits. */
  noise: () => string;
}): ContainerFs {
  const fs = new ContainerFs();
  for (const path of [...DIRECTORIES, o.cwd]) fs.mkdirSync(path, { recursive: true });
  for (const [path, text] of Object.entries(FILES)) fs.writeFileSync(path, text);
  fs.writeFileSync('/etc/passwd', o.accounts.passwd);
  fs.writeFileSync('/etc/group', o.accounts.group);
  fs.writeFileSync('/etc/os-release', o.system.release);
  const random = () =>
    Uint8Array.from(o.noise().match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  for (const name of ['random', 'urandom']) fs.writeFileLazy(`/dev/${name}`, random);
  fs.writeFileSync('/etc/hostname', `${o.hostname}\n`);
  // There are hundreds of them, and few are ever looked at.
  const options = { mode: 0o755, mtime: new Date(o.now) };
  for (const name of o.programs) {
    fs.writeFileLazy(`/usr/bin/${name}`, () => programFile(name), options);
  }
  for (const [path, content] of Object.entries(o.files)) {
    writeFile(fs, fs.resolvePath(o.cwd, path), content);
  }
  return fs;
}

function writeFile(fs: ContainerFs, path: string, content: FileContent): void {
  fs.mkdirSync(path.slice(0, path.lastIndexOf('/')) || '/', { recursive: true });
  fs.writeFileSync(path, content);
}

/** Where everybody may write. */
const SHARED: Record<string, number> = {
  '/tmp': 0o1777,
  '/var/tmp': 0o1777,
  '/dev/null': 0o666,
  [ZEROS]: 0o666,
};

/** Links and permission bits cannot be made before the file system is in use. */
export async function makeLinks(fs: ContainerFs): Promise<void> {
  for (const [path, mode] of Object.entries(SHARED)) await fs.chmod(path, mode);
  for (const [path, target] of Object.entries(LINKS)) await fs.symlink(target, path);
  // Where the CodeBuild User Guide starts the daemon from ("Docker in custom image" sample).
  if (await fs.exists('/usr/bin/dockerd'))
    await fs.symlink('/usr/bin/dockerd', '/usr/local/bin/dockerd');
}
