/**
 * What a parameter holds: text, whole number, number, boolean, blob, content of a file, time, anything; a list `[of]`; a map
 * `{ '*': of }`; a structure by member.
 */
export type Shape =
  | 's'
  | 'n'
  | 'f'
  | 'b'
  | 'B'
  | 'F'
  | 't'
  | 'j'
  | readonly [Shape]
  | { readonly [member: string]: Shape };

/** An operation whose results are simulated. */
export interface OperationModel {
  /** Parameters by API name. */
  in: Readonly<Record<string, Shape>>;
  required?: readonly string[];
  /** Members of the result that are times, wherever they stand. */
  times?: readonly string[];
  /** Member of the result that is a stream: it goes to a file that the command line names last. */
  stream?: string;
  /** The CLI reads all pages: it has options of its own for that. */
  pages?: { token?: string; limit?: string };
}

/** A waiter of the API: asks until an acceptor says that it is over. */
export interface WaiterModel {
  operation: string;
  /** Seconds between two tries. */
  delay: number;
  maxAttempts: number;
  acceptors: readonly {
    matcher: string;
    expected: unknown;
    argument?: string;
    state: string;
  }[];
}

/** One service as the CLI knows it. */
export interface ServiceModel {
  /** IAM prefix, also the name of the service behind the door. */
  prefix: string;
  /** How it words denials: `json`, `query`, `rest-xml`, `ec2`, … */
  protocol: string;
  operations: Readonly<Record<string, OperationModel>>;
  /** ARNs of the resources of `others`, as the Service Authorization Reference has them, or `*`. */
  arns: readonly string[];
  /**
   * Operations that are only authorized, packed: `Name <index in arns> Parameter Parameter`, with `|` between them. `*` stands
   * for parameters that are not known.
   */
  others: string;
  waiters: Readonly<Record<string, WaiterModel>>;
}

/** An operation that is only authorized. */
export interface OtherOperation {
  /** ARN of its resource, with `{Name}` for what must be filled in; `*` where it has none. */
  resource: string;
  /** API names of its parameters; undefined: not known. */
  parameters?: readonly string[];
}
