import type { Path } from '../diagnostics.ts';

/** A request as IAM sees it. Context keys compare case-insensitively. */
export interface AuthorizationRequest {
  principal:
    | {
        type: 'AWS';
        arn: string;
        /** ARN of the role behind a session. */
        issuer?: string;
        account?: string;
        tags?: Record<string, string>;
      }
    | { type: 'Service'; name: string }
    | { type: 'Federated'; name: string }
    | { type: 'Anonymous' };
  action: string;
  /** ARN, or `*` for actions without a resource type. */
  resource: string;
  /** Owner account, when the ARN names none (S3). */
  resourceAccount?: string;
  context?: Record<string, string | string[]>;
}

/** A policy as written, not yet checked. */
export interface NamedPolicy {
  name: string;
  document: unknown;
}
/** One level of the organization. */
export interface PolicyLevel {
  name: string;
  policies: NamedPolicy[];
}

export type ResourcePolicyKind =
  | 'trust'
  | 'bucket'
  | 'key'
  | 'repository'
  | 'secret'
  | 'function'
  | 'other';

/** Every document that can have a say in one decision. */
export interface PolicySet {
  identity?: NamedPolicy[];
  boundary?: NamedPolicy[];
  session?: NamedPolicy[];
  resource?: { kind: ResourcePolicyKind; name?: string; document: unknown };
  /** Root → OU → account: all levels must allow. */
  serviceControl?: PolicyLevel[];
  resourceControl?: PolicyLevel[];
  endpoint?: NamedPolicy[];
}

/** Which rules of the policy language a document follows (and in whose words it is refused). */
export type PolicyKind = 'identity' | 'trust' | 'resource';

export type DecisionResult = 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied';
export type PolicyLayer =
  | 'identity'
  | 'boundary'
  | 'session'
  | 'resource'
  | 'trust'
  | 'serviceControl'
  | 'resourceControl'
  | 'endpoint';

/** How one element of a statement compared with the request. */
export interface ElementTrace {
  element:
    | 'Principal'
    | 'NotPrincipal'
    | 'Action'
    | 'NotAction'
    | 'Resource'
    | 'NotResource'
    | 'Condition';
  matched: boolean;
  /** Enumerated: `match`, `no-pattern-matches`, `a-pattern-matches`, `key-missing`, `value-differs`, … */
  reason: string;
  /** What the policy says. */
  expected: string[];
  /** What the request has. */
  actual: string[];
  /** Only for `Condition`: operator and key as the policy writes them; there is one trace for each pair. */
  condition?: { operator: string; key: string };
}
export interface StatementTrace {
  layer: PolicyLayer;
  /** Name of the policy, as given in the `PolicySet`. */
  policy: string;
  index: number;
  sid?: string;
  effect: 'Allow' | 'Deny';
  /** Every element matched. */
  matched: boolean;
  elements: ElementTrace[];
  /** Path of the statement in its document: `['Statement', 0]`, or `['Statement']` for a single object. */
  path: Path;
}
/** The verdict and the whole way to it. */
export interface Decision {
  result: DecisionResult;
  decidedBy: PolicyLayer | 'none';
  statements: StatementTrace[];
  /** The reason clause as AWS prints it; empty when allowed. */
  message: string;
}

export interface PolicyStatement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: unknown;
  NotPrincipal?: unknown;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}
/** A policy document that passed the checks IAM makes on saving. */
export interface PolicyDocument {
  Version?: string;
  Id?: string;
  Statement: PolicyStatement | PolicyStatement[];
}
