import type { Resources, Role } from '../../../src/simulator/read.ts';

/** One row of the command table (reference: iam §6.1): what it asks of IAM, what it prints, and how it is refused. */
export interface CommandCase {
  /** Row of the table; also its position, from 1, in `cli-iam.json`. */
  row: number;
  /** The command as the table writes it. */
  title: string;
  /** A concrete script for the build container's shell. */
  run: string;
  /** What was done before in the same container (a login); its calls do not count. */
  before?: string;
  /** Files in the working directory. */
  files?: Record<string, string>;
  /** What exists in account 111122223333, us-east-1, before. */
  resources?: Resources;
  /** Roles beside `worker`, the build's own. */
  roles?: Record<string, Role>;
  /** How the command ends when everything is allowed, where that is not 0. */
  exit?: number;
  /** What it then says. */
  stderr?: string | RegExp;
  /**
   * Everything that IAM checks, in order, as [action, resource]; what is asked again at once stands here once. Empty: the
   * command needs no permission.
   */
  checks: readonly (readonly [action: string, resource: unknown])[];
  /** Actions of commands in `run` that only prepare what the row is about. */
  preparing?: readonly string[];
  /** Literal text, a pattern, or JSON that must match (with `expect.any(String)` and the like for what varies). */
  stdout: string | RegExp | { json: unknown };
  /**
   * How the command is refused when all is allowed but this action. One entry for each different action of `checks`, unless
   * the ordinary refusal holds: `An error occurred (<code>) when calling the <operation> operation: User: … is not authorized
   * to perform: <action> on resource: <resource> because no identity-based policy allows the <action> action`, exit 254.
   */
  refusals: Readonly<
    Record<
      string,
      /** The ordinary refusal: error code and API operation. */
      | { code: string; operation: string }
      /** Anything else. */
      | {
          stderr: string | RegExp;
          stdout?: string | RegExp;
          exit: number;
          /** Instead of taking just the action away from the role. */
          roles?: Record<string, Role>;
          without?: readonly string[];
        }
    >
  >;
  /** More faults of the command: something missing, a wrong argument. */
  faults?: readonly {
    what: string;
    run: string;
    resources?: Resources;
    roles?: Record<string, Role>;
    /** Actions that the role may not do. */
    without?: readonly string[];
    files?: Record<string, string>;
    stderr: string | RegExp;
    exit: number;
  }[];
}
