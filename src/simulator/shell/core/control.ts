/** Ways in which a command ends what encloses it. Thrown, never shown. */

/** `exit`, `set -e`, or an error that ends a script. */
export class ExitShell {
  readonly status: number;
  constructor(status: number) {
    this.status = status;
  }
}

/** `exit` itself: ends a shell at a prompt too, which errors do not. */
export class ExitAsked extends ExitShell {}

/** `return`. */
export class ReturnFrom {
  readonly status: number;
  constructor(status: number) {
    this.status = status;
  }
}

/** `break` and `continue`. */
export class LoopControl {
  readonly kind: 'break' | 'continue';
  readonly levels: number;
  constructor(kind: 'break' | 'continue', levels: number) {
    this.kind = kind;
    this.levels = levels;
  }
}

/** bash gives up the rest of the present top-level line but goes on with the next (an error in an expansion). */
export class DiscardLine {
  readonly status: number;
  constructor(status: number) {
    this.status = status;
  }
}

/** A write into a pipe that nobody reads any more. */
export class BrokenPipe {
  /** 128 + SIGPIPE. */
  readonly status = 141;
}
