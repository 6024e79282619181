/** What the advice room gives: proven mends of a denial, and the smallest policy for a run. */
import type { Path } from '../diagnostics.ts';
import type { AuthorizationRequest, Decision, PolicyDocument } from '../iam/types.ts';

/** One change of a policy. `document` is a name as in `SourceRef`: `role:<role>/policy:<policy>`, `trust:<role>`, … */
export type PolicyEdit =
  /** Puts a value at a path: replaces what is there, or adds it (a new key, or an index equal to the list's length). */
  | { op: 'set'; document: string; path: Path; value: unknown }
  /** Takes the element at the path away. */
  | { op: 'remove'; document: string; path: Path };

/** A change that was proven by evaluating the request again. */
export interface Fix {
  /** Enumerated, in the order in which a careful engineer would prefer them. */
  kind: /** The document is one that AWS would not save, so it grants nothing at all. */
    | 'mend-document'
    | 'add-action'
    | 'widen-resource'
    | 'mend-condition'
    | 'trust-principal'
    | 'trust-condition'
    | 'add-statement'
    | 'resource-policy'
    | 'boundary'
    | 'session'
    | 'organization'
    | 'narrow-deny'
    | 'remove-deny';
  /** For a button: `Add s3:PutObject to Site`. */
  title: string;
  /** Why this mends it, and what to think of before doing it. */
  reason: string;
  edits: PolicyEdit[];
  /** Size of the change: letters added and taken away, for comparing. */
  cost: number;
  /** The decision with the edits in force: always `Allowed`. */
  decision: Decision;
}

/** What may be edited beside the account's own documents. */
export interface FixOptions {
  /** The organization's SCPs and RCPs too: for who has the management account in hand. */
  organization?: boolean;
}

/** `best` is the least of the proven ones. */
export type FixResult =
  | { ok: true; best: Fix; others: Fix[] }
  /** No edit of these policies helps; `reason` says honestly why, and what would. */
  | { ok: false; reason: string };

/** What a run used of a role, and what the role has beyond it. */
export interface LeastPrivilege {
  role: string;
  /** The smallest policy with which the run would have gone the same way. */
  policy: PolicyDocument;
  used: { action: string; resource: string; calls: number; denied: boolean }[];
  /** What the present policies grant and the run did not need. */
  excess: {
    document: string;
    path: Path;
    sid?: string;
    actions: string[];
    resources: string[];
    reason: string;
  }[];
}

/** A request that nobody made. */
export interface AskedQuestion {
  /** Name or ARN of a role, name of a service (`codebuild.amazonaws.com`), ARN of a user or of an account's root user. */
  principal: string;
  action: string;
  /** ARN, or `*`. */
  resource: string;
  context?: Record<string, string | string[]>;
}
export interface Answer {
  request: AuthorizationRequest;
  decision: Decision;
  /** Names of the documents that had a say. */
  policies: string[];
  /** What is good to know about the answer, in sentences. */
  notes: string[];
}
