import type { IFileSystem } from 'just-bash/browser';
import { type Bytes, fromArray } from './bytes.ts';
import { Endless } from './limits.ts';

/** Content of a file; null when it cannot be read. */
export async function readBytes(fs: IFileSystem, path: string): Promise<Bytes | null> {
  try {
    return fromArray(await fs.readFileBuffer(path));
  } catch (error) {
    if (error instanceof Endless) throw error;
    return null;
  }
}

/** What is at a path, links followed; null when there is nothing. */
export async function statOf(
  fs: IFileSystem,
  path: string,
): Promise<Awaited<ReturnType<IFileSystem['stat']>> | null> {
  try {
    // Most questions are about what is not there (the directories of `PATH`): an error that is thrown costs far more.
    return (await fs.exists(path)) ? await fs.stat(path) : null;
  } catch {
    return null;
  }
}
