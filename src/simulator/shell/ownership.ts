/** What decides about writing: permission bits of a file or directory. */
interface Stat {
  mode: number;
  isDirectory: boolean;
}
type StatOf = (path: string) => Promise<Stat | null>;

/** What programs say to an error of the file system. */
export const refusals: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
};

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

/**
 * Who owns what in a container, as far as somebody other than root comes into play. Root may do everything, so nothing is
 * looked at while root works. Reading is not checked: the files of a build can be read by all.
 */
export class Ownership {
  /** User id of who works now. */
  actor = 0;
  /** Where the actor may write at all; null: where the permission bits let it. */
  confinedTo: string | null = null;
  readonly #owners = new Map<string, number>();
  readonly #statOf: StatOf;

  constructor(statOf: StatOf) {
    this.#statOf = statOf;
  }

  ownerOf(path: string): number {
    return this.#owners.get(path) ?? 0;
  }

  give(path: string, uid: number): void {
    if (uid === 0) this.#owners.delete(path);
    else this.#owners.set(path, uid);
  }

  /** Writing to a file, or making it. @throws Error `EACCES: …` */
  async write(path: string): Promise<void> {
    if (this.actor === 0) return;
    const stat = await this.#statOf(path);
    if (stat !== null) return this.#check(path, path, stat);
    await this.entry(path);
    this.#owners.set(path, this.actor);
  }

  /** Could the actor write to what is there? */
  async mayWrite(path: string): Promise<boolean> {
    const stat = await this.#statOf(path);
    try {
      if (stat !== null && this.actor !== 0) this.#check(path, path, stat);
      return true;
    } catch {
      return false;
    }
  }

  /** Making, renaming or removing an entry of a directory: the nearest one that exists. */
  async entry(path: string): Promise<void> {
    if (this.actor === 0) return;
    let directory = parentOf(path);
    let stat = await this.#statOf(directory);
    while (stat === null && directory !== '/') {
      directory = parentOf(directory);
      stat = await this.#statOf(directory);
    }
    this.#check(path, directory, stat);
  }

  /** Changing permission bits or times: the owner's affair. */
  own(path: string): void {
    if (this.actor === 0 || this.ownerOf(path) === this.actor) return;
    throw new Error(`EPERM: operation not permitted, chmod '${path}'`);
  }

  #check(path: string, where: string, stat: Stat | null): void {
    const { confinedTo } = this;
    const outside =
      confinedTo !== null && where !== confinedTo && !where.startsWith(`${confinedTo}/`);
    if (outside && !where.startsWith('/dev/')) {
      throw new Error(`EROFS: read-only file system, open '${path}'`);
    }
    const bit = this.ownerOf(where) === this.actor ? 0o200 : 0o002;
    if (confinedTo !== null || stat === null || (stat.mode & bit) !== 0) return;
    throw new Error(`EACCES: permission denied, open '${path}'`);
  }
}
