import { statOf } from '../core/files.ts';
import type { Process } from '../core/process.ts';

type FileStat = NonNullable<Awaited<ReturnType<typeof statOf>>>;

/** `-f`, `-d` … of `test` and `[[`: what each asks about a file. Everything can be read. */
const TESTS: Record<string, (stat: FileStat) => boolean> = {
  '-a': () => true,
  '-e': () => true,
  '-f': (stat) => stat.isFile,
  '-d': (stat) => stat.isDirectory,
  '-s': (stat) => stat.isDirectory || stat.size > 0,
  '-r': () => true,
  '-w': () => true,
  '-x': (stat) => stat.isDirectory || (stat.mode & 0o111) !== 0,
  '-O': () => true,
  '-G': () => true,
  '-b': () => false,
  '-c': () => false,
  '-p': () => false,
  '-S': () => false,
  '-u': (stat) => (stat.mode & 0o4000) !== 0,
  '-g': (stat) => (stat.mode & 0o2000) !== 0,
  '-k': (stat) => (stat.mode & 0o1000) !== 0,
  '-N': () => false,
};

export const FILE_TESTS: ReadonlySet<string> = new Set([...Object.keys(TESTS), '-h', '-L', '-t']);

/** Result of a test of one file. A descriptor is never a terminal in a build. */
export async function testFile(proc: Process, operator: string, path: string): Promise<boolean> {
  const { fs } = proc.run.container;
  if (operator === '-t' || path === '') return false;
  const full = fs.resolvePath(proc.cwd, path);
  if (operator === '-h' || operator === '-L') {
    try {
      return (await fs.lstat(full)).isSymbolicLink;
    } catch {
      return false;
    }
  }
  const stat = await statOf(fs, full);
  if (stat !== null && operator === '-w') return fs.ownership.mayWrite(full);
  if (stat !== null && operator === '-O') {
    return fs.ownership.ownerOf(full) === proc.run.container.user.uid;
  }
  return stat !== null && TESTS[operator]?.(stat) === true;
}

/** `-nt`, `-ot`, `-ef`. */
export async function compareFiles(
  proc: Process,
  operator: string,
  left: string,
  right: string,
): Promise<boolean> {
  const { fs } = proc.run.container;
  const [a, b] = [
    await statOf(fs, fs.resolvePath(proc.cwd, left)),
    await statOf(fs, fs.resolvePath(proc.cwd, right)),
  ];
  if (operator === '-ef') {
    return a !== null && b !== null && (await samePath(proc, left, right));
  }
  const [older, newer] = operator === '-nt' ? [b, a] : [a, b];
  return newer !== null && (older === null || older.mtime.getTime() < newer.mtime.getTime());
}

async function samePath(proc: Process, left: string, right: string): Promise<boolean> {
  const { fs } = proc.run.container;
  const real = (path: string) => fs.realpath(fs.resolvePath(proc.cwd, path));
  return (await real(left)) === (await real(right));
}
