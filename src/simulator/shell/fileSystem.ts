import { type CpOptions, type FileContent, InMemoryFs, type MkdirOptions } from 'just-bash/browser';
import { Endless, limits } from './core/limits.ts';
import { Ownership } from './ownership.ts';

type ReadOptions = Parameters<InMemoryFs['readFile']>[1];
type RmOptions = Parameters<InMemoryFs['rm']>[1];
type WriteOptions = Parameters<InMemoryFs['writeFile']>[2];

/** A file that never ends. Programs that can read a part of it open it as `Zeros`; all others would read for ever. */
export const ZEROS = '/dev/zero';

/** With it files are made as they are without a mask of their own: 644 and 755. */
const USUAL_MASK = 0o022;

/** The file system of a container: in memory, and with bounds. Beyond them its operations throw `Endless`. */
export class ContainerFs extends InMemoryFs {
  /** A bound was reached in this run. For callers that catch what operations throw. */
  exceeded = false;
  /** Who may write where. */
  readonly ownership = new Ownership(async (path) => {
    try {
      return await super.stat(path);
    } catch {
      return null;
    }
  });
  /** Bits that new files and directories do not get: the mask of the process that runs. */
  umask = USUAL_MASK;
  /** Writes and new directories so far: an upper bound of what there is more than at the start. */
  #made = 0;

  constructor() {
    super({}, { maxTotalBytes: limits.disk });
  }

  override readFile(path: string, options?: ReadOptions): Promise<string> {
    if (path === ZEROS) this.#exceed();
    return super.readFile(path, options);
  }

  override readFileBuffer(path: string): Promise<Uint8Array> {
    if (path === ZEROS) this.#exceed();
    return super.readFileBuffer(path);
  }

  override async writeFile(
    path: string,
    content: FileContent,
    options?: WriteOptions,
  ): Promise<void> {
    this.#checkPath(path);
    await this.ownership.write(path);
    if (++this.#made > limits.files) this.#count();
    await this.#masked(path, 0o666, () =>
      this.#bounded(() => super.writeFile(path, content, options)),
    );
  }

  override async appendFile(
    path: string,
    content: FileContent,
    options?: WriteOptions,
  ): Promise<void> {
    this.#checkPath(path);
    await this.ownership.write(path);
    await this.#masked(path, 0o666, () =>
      this.#bounded(() => super.appendFile(path, content, options)),
    );
  }

  override async mkdir(path: string, options?: MkdirOptions): Promise<void> {
    this.#checkPath(path);
    await this.ownership.write(path);
    if (++this.#made > limits.files) this.#count();
    await this.#masked(path, 0o777, () => super.mkdir(path, options));
  }

  override async cp(from: string, to: string, options?: CpOptions): Promise<void> {
    this.#checkPath(to);
    await this.ownership.write(to);
    if (from === ZEROS) this.#exceed();
    if (options?.recursive) this.#count(from);
    await this.#bounded(() => super.cp(from, to, options));
  }

  override async mv(from: string, to: string): Promise<void> {
    await this.ownership.entry(from);
    await this.ownership.entry(to);
    await super.mv(from, to);
    this.ownership.give(to, this.ownership.ownerOf(from));
  }

  override async rm(path: string, options?: RmOptions): Promise<void> {
    await this.ownership.entry(path);
    await super.rm(path, options);
    this.ownership.give(path, 0);
  }

  override async symlink(target: string, path: string): Promise<void> {
    await this.ownership.write(path);
    await super.symlink(target, path);
  }

  override async link(from: string, to: string): Promise<void> {
    await this.ownership.write(to);
    await super.link(from, to);
  }

  override async chmod(path: string, mode: number): Promise<void> {
    this.ownership.own(path);
    await super.chmod(path, mode);
  }

  /** Makes something; where it is new, the mask takes its bits away. */
  async #masked(path: string, mode: number, make: () => Promise<void>): Promise<void> {
    const { umask } = this;
    const isNew = umask !== USUAL_MASK && !(await this.exists(path));
    await make();
    if (isNew) await super.chmod(path, mode & ~umask);
  }

  /** @param copied tree of which there will be another */
  #count(copied?: string): void {
    const paths = this.getAllPaths();
    const more = copied === undefined ? [] : paths.filter((path) => path.startsWith(`${copied}/`));
    if (paths.length + more.length > limits.files) this.#exceed();
  }

  #checkPath(path: string): void {
    if (path.length > limits.path) this.#exceed();
    if (path.length > limits.levels && path.split('/').length > limits.levels) this.#exceed();
  }

  async #bounded(operation: () => Promise<void>): Promise<void> {
    try {
      await operation();
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('ENOSPC')) this.#exceed();
      throw error;
    }
  }

  #exceed(): never {
    this.exceeded = true;
    throw new Endless();
  }
}
