import type { Scenario } from '../../../src/simulator/read.ts';

/** A fault of permission in CI (reference: iam §8), made by an edit of a built-in scenario. */
export interface PermissionFault {
  /** Number in the list. */
  number: number;
  what: string;
  /** Where the literal words come from. */
  source: string;
  scenario: 'node-site-to-s3' | 'container-to-ecr';
  edit(scenario: Scenario): void;
  /** Literal words, seen in the build's log, in an action's error, or where IAM refuses a document. `#`: the build's id. */
  message: string | RegExp;
  /** How the run ends; default `Failed`. */
  status?: 'Failed' | 'Succeeded';
  /**
   * What mends it. `policy`: `fixForCall` proposes an edit of a policy, with which the run goes on (to `Succeeded`, or to
   * what `next` says). `honest`: it says that no policy helps, in words like these. Else the edit that does help.
   */
  mend:
    | { type: 'policy'; next?: string | RegExp }
    | { type: 'honest'; says: RegExp }
    | { type: 'other'; edit(scenario: Scenario): void };
}
