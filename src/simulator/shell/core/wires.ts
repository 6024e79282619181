import type { IFileSystem } from 'just-bash/browser';
import { type Bytes, toArray } from './bytes.ts';
import { BrokenPipe } from './control.ts';
import { Endless, limits } from './limits.ts';

/** Where output goes. */
export interface Sink {
  /** Others see at once what is written: time must be settled before a write. */
  readonly live: boolean;
  write(bytes: Bytes): void;
}

/** What a file descriptor is connected to. */
export interface Wire {
  sink?: Sink;
  input?: Pipe;
}

export const nowhere: Sink = { live: false, write: () => undefined };

/** Keeps what is written: `$(…)`. */
export class Capture implements Sink {
  readonly live = false;
  bytes: Bytes = '';
  write(bytes: Bytes): void {
    this.bytes += bytes;
    if (this.bytes.length > limits.text) throw new Endless();
  }
}

/** A file open for writing. Writes are stored by `flush`, after the command that made them. */
export class FileSink implements Sink {
  readonly live = false;
  readonly #path: string;
  readonly #fs: IFileSystem;
  readonly #dirty: Set<FileSink>;
  #pending: Bytes = '';
  #size = 0;

  constructor(fs: IFileSystem, path: string, dirty: Set<FileSink>) {
    this.#fs = fs;
    this.#path = path;
    this.#dirty = dirty;
  }

  write(bytes: Bytes): void {
    this.#pending += bytes;
    this.#size += bytes.length;
    if (this.#size > limits.text) throw new Endless();
    this.#dirty.add(this);
  }

  async flush(): Promise<void> {
    const pending = this.#pending;
    this.#pending = '';
    this.#dirty.delete(this);
    if (pending !== '') await this.#fs.appendFile(this.#path, toArray(pending));
  }
}

/** Bytes on their way from one process to another, or from a file or here-document to its reader. */
export class Pipe implements Sink {
  readonly live = true;
  #bytes: Bytes;
  #ended: boolean;
  #closed = false;
  #wake: (() => void) | null = null;

  /** @param content what is there already; given: nothing follows it. */
  constructor(content?: Bytes) {
    this.#bytes = content ?? '';
    this.#ended = content !== undefined;
  }

  write(bytes: Bytes): void {
    if (this.#closed) throw new BrokenPipe();
    this.#bytes += bytes;
    if (this.#bytes.length > limits.text) throw new Endless();
    this.#notify();
  }

  /** The writer is done. */
  end(): void {
    this.#ended = true;
    this.#notify();
  }

  /** The reader is gone. */
  close(): void {
    this.#closed = true;
    this.#bytes = '';
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** What has arrived and was not read yet, without taking it. */
  peek(): Bytes {
    return this.#bytes;
  }

  take(length = this.#bytes.length): Bytes {
    const taken = this.#bytes.slice(0, length);
    this.#bytes = this.#bytes.slice(length);
    return taken;
  }

  /** Resolves when something arrived or the writer is done; rejects with `reason()` once `signal` fires. */
  arrival(signal: AbortSignal, reason: () => Error): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = () => reject(reason());
      if (signal.aborted) return onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      this.#wake = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
    });
  }

  #notify(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}

/** `/dev/zero`: as many zero bytes as are asked for. */
export class Zeros extends Pipe {
  static readonly #chunk = '\0'.repeat(65_536);

  override peek(): Bytes {
    return Zeros.#chunk;
  }

  override take(length = Zeros.#chunk.length): Bytes {
    if (length > limits.text) throw new Endless();
    return '\0'.repeat(length);
  }

  /** Waited for is an end, or something else than zeros. */
  override arrival(): Promise<void> {
    throw new Endless();
  }
}
