import { decode } from './core/bytes.ts';
import { Endless, limits } from './core/limits.ts';
import { Pipe, type Sink, type Wire } from './core/wires.ts';
import type { OutputChunk, ShellHost } from './types.ts';

/** Standard output and error of a build, as the log sees them. */
export class Terminal {
  readonly #host: ShellHost;
  readonly #onOutput: (chunk: OutputChunk) => void;
  #written = 0;

  constructor(host: ShellHost, onOutput: (chunk: OutputChunk) => void) {
    this.#host = host;
    this.#onOutput = onOutput;
  }

  fds(): Map<number, Wire> {
    return new Map<number, Wire>([
      [0, { input: new Pipe('') }],
      [1, { sink: this.#sink('stdout') }],
      [2, { sink: this.#sink('stderr') }],
    ]);
  }

  #sink(stream: OutputChunk['stream']): Sink {
    return {
      live: true,
      write: (bytes) => {
        this.#written += bytes.length;
        if (this.#written > limits.output) throw new Endless();
        this.#onOutput({ at: this.#host.clock.now(), stream, text: decode(bytes) });
      },
    };
  }
}
