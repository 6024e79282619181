/**
 * The one door to AWS. Whoever calls a service (a service in its own name, a role session, a command in the build
 * container) goes through `Door.call`: credentials → policies → handler → record.
 */

import type { SourceRef } from '../diagnostics.ts';
import type { AuthorizationRequest, NamedPolicy, ResourcePolicyKind } from '../iam/types.ts';
import type { Clock, Ids } from '../kernel/types.ts';
import type { NodeId, RuleId } from '../recording/events.ts';
import type { Trace } from '../recording/types.ts';
import type { BucketSettings, FilledScenario } from '../scenario/types.ts';

/** A role session made by STS. Times in ms of virtual time. */
export interface Session {
  accessKeyId: string;
  secretAccessKey: string;
  token: string;
  roleName: string;
  roleArn: string;
  /** `AROA…` */
  roleId: string;
  sessionName: string;
  /** `arn:aws:sts::…:assumed-role/<role>/<session>` */
  arn: string;
  account: string;
  issuedAt: number;
  expiresAt: number;
  /** The service that assumed the role, if one did. */
  service?: string;
  /** Session policies: what the one who asked kept back. */
  policies?: NamedPolicy[];
  /** Tags of the session, on top of the role's own. */
  tags?: Record<string, string>;
  /** Keys of tags that go along when the session assumes a further role. */
  transitiveTags?: string[];
  sourceIdentity?: string;
  /** Access key of the session that assumed this one (role chaining). */
  chainedFrom?: string;
}

/** With what a call is signed. */
export type Signer =
  | {
      type: 'session';
      accessKeyId: string;
      /** Service that makes the call with the session. */
      via?: string;
      /** As the environment has them; left out where the keys come from AWS itself. */
      secretAccessKey?: string;
      token?: string;
    }
  | { type: 'service'; name: string /** becomes `aws:SourceArn` */; sourceArn?: string }
  | { type: 'user'; name: string }
  | { type: 'anonymous' };

/** Parameters of an operation in the API's own names; bytes as `Uint8Array`. */
export type Params = Record<string, unknown>;

export interface CallRequest {
  /** IAM prefix: `s3`, `ecr`, `logs`, `sts`, `codebuild`, `codepipeline`, `codeconnections`. */
  service: string;
  /** API operation: `PutObject`. */
  operation: string;
  params: Params;
  signer: Signer;
  /** Place in the picture the call leaves from. */
  from: NodeId;
  region?: string;
  /** The operation is not simulated: only its permission is asked, on this ARN (`{region}` and `{account}` are filled in). */
  assumedResource?: string;
  viaCommand?: string;
  sources?: SourceRef[];
  rule?: RuleId;
}
export interface ServiceError {
  code: string;
  message: string;
  /** HTTP status. */
  status: number;
}
export type CallResult =
  | {
      ok: true;
      output: Params;
      seq: number;
      /** Why the answer is a guess, if it is one. */
      assumed?: string;
    }
  | { ok: false; error: ServiceError; seq: number };

/** One permission that an operation needs. */
export interface Permission {
  action: string;
  resource: string;
  resourceAccount?: string;
  context?: Record<string, string | string[]>;
  /** The resource policy that has a say, if the resource has one. */
  resourcePolicy?: { kind: ResourcePolicyKind; name: string; document: unknown };
}

/** What a handler may use. */
export interface Environment {
  scenario: FilledScenario;
  account: string;
  region: string;
  state: CloudState;
  clock: Clock;
  ids: Ids;
  /** Thread of the call: handlers record what changed. */
  trace: Trace;
  signer: Signer;
  /** Session of the signer, if it is one. */
  session?: Session;
  /**
   * Judges one more permission, for an answer that tells of each item whether it was allowed (S3 DeleteObjects).
   * @returns the denial in the service's words; null: it is allowed
   */
  refusal(permission: Permission): ServiceError | null;
}
export type HandlerResult =
  | {
      ok: true;
      output: Params;
      /** Records what changed at AWS; runs right after the call itself is recorded. */
      effects?: (trace: Trace) => void;
      /** Why the answer is a guess, in words: the command behind it becomes `assumed`. */
      assumed?: string;
    }
  | { ok: false; error: ServiceError };

export interface OperationDefinition {
  /** Permissions checked in order; the first that is not allowed decides. Empty: nothing is needed. */
  permissions(params: Params, env: Environment): Permission[];
  /** Who asks, where that is not the signer: an unsigned call with a token. */
  principal?(params: Params, env: Environment): AuthorizationRequest['principal'] | undefined;
  /**
   * Runs when every permission is granted, before the call is recorded. May be async: CodeBuild's StartBuild assumes the
   * service role (a call of its own, recorded on `env.trace`) before it answers.
   */
  handle(params: Params, env: Environment): HandlerResult | Promise<HandlerResult>;
  /** ms of virtual time from request to answer. */
  latencyMs: number | ((params: Params) => number);
  trail: 'management' | 'data' | 'none';
  /** Where the call arrives in the picture. */
  node(params: Params): NodeId;
  /** Short facts for the record. */
  details?(params: Params): Record<string, string | number>;
  rule?: RuleId;
  /** A HEAD request: its errors come without a body, so without a reason. */
  bodiless?: boolean;
}
export interface ServiceDefinition {
  /** IAM prefix. */
  service: string;
  /** Error code of a denial: `AccessDenied` or `AccessDeniedException`. */
  deniedCode: string;
  deniedStatus: number;
  /** S3 puts the ARN in double quotes. */
  quotesResource: boolean;
  operations: Record<string, OperationDefinition>;
  /** How the service writes an action in a denial, where it does not write it as policies do. */
  spellsAction?(action: string): string;
  /** The whole denial, where the service has a form of its own (EC2). */
  denial?(denied: Denied): ServiceError;
  /** Puts what the scenario says exists into `state.records`. */
  seed?(state: CloudState, scenario: FilledScenario, ids: Ids): void;
}
/** What a denial can tell. */
export interface Denied {
  /** ARN of the caller, or the name of the service. */
  caller: string;
  action: string;
  resource: string;
  /** The reason clause: `because no identity-based policy allows …`. */
  reason: string;
}

export interface StoredObject {
  key: string;
  bytes: Uint8Array;
  etag: string;
  /** ms of virtual time. */
  lastModified: number;
  contentType: string;
  metadata: Record<string, string>;
  sse?: string;
  cacheControl?: string;
  /** Customer's KMS key that encrypts it: key id, alias or ARN, as it was written. */
  kmsKey?: string;
  tags?: readonly Tag[];
  /** Canned ACL that was put on it. */
  acl?: string;
  /** Account that owns it, where that is not the bucket's owner and keeps it to itself. */
  owner?: string;
  /** Only in a bucket that keeps versions. */
  versionId?: string;
  /** Further headers by API name: `ContentDisposition`, `StorageClass`. */
  headers?: Readonly<Record<string, string>>;
}
export interface DeleteMarker {
  key: string;
  versionId: string;
  /** ms of virtual time. */
  lastModified: number;
}
export interface Tag {
  Key: string;
  Value: string;
}
/** An upload in parts that is not complete (Amazon S3 API Reference, "CreateMultipartUpload"). */
export interface MultipartUpload {
  id: string;
  /** Everything but the content. */
  object: Omit<StoredObject, 'bytes' | 'etag'>;
  parts: Map<number, { bytes: Uint8Array; etag: string }>;
}
export interface Bucket extends BucketSettings {
  name: string;
  account: string;
  region: string;
  /** ms of virtual time; 0 for what the scenario declares. */
  createdAt: number;
  policy?: unknown;
  /** The current version of each key. */
  objects: Map<string, StoredObject>;
  /** Versions that are no longer current, by version id. */
  olderVersions: Map<string, StoredObject>;
  /** Markers that stand for a deleted key in a bucket with versions, by the same names as `olderVersions`. */
  deleteMarkers: Map<string, DeleteMarker>;
  uploads: Map<string, MultipartUpload>;
  /** Further settings, by name (`website`, `replication`), as they were put. */
  documents: Map<string, Params>;
}
export interface EcrImage {
  digest: string;
  tags: string[];
  bytes: number;
  pushedAt: number;
  manifest: string;
  /** Of the manifest; Docker's own where it is left out. */
  mediaType?: string;
  /** When a scan of it began, in ms of virtual time. */
  scannedAt?: number;
}
export interface EcrRepository {
  name: string;
  account: string;
  region: string;
  /** ms of virtual time; 0 for what the scenario declares. */
  createdAt: number;
  immutable: boolean;
  policy?: unknown;
  /** As it was written. */
  lifecyclePolicy?: string;
  scanOnPush?: boolean;
  /** The scenario says nothing of it: the images that are asked for are taken to exist too. */
  assumed?: boolean;
  encryption?: Params;
  tags?: Record<string, string>;
  layers: Map<string, number>;
  images: EcrImage[];
}
export interface LogStream {
  group: string;
  name: string;
  lines: { at: number; text: string }[];
}
/** What exists at AWS now. */
export interface CloudState {
  buckets: Map<string, Bucket>;
  /** ECR repositories by ARN. */
  repositories: Map<string, EcrRepository>;
  /** By group name. */
  logGroups: Map<string, Map<string, LogStream>>;
  /** Things of services that need no more than a table: by kind (`lambda:function`) and name. */
  records: Map<string, Map<string, Params>>;
  /** By access key id. */
  sessions: Map<string, Session>;
  /** Head of each repository on GitHub, by full name. */
  heads: Map<
    string,
    {
      branch: string;
      commitId: string;
      message: string;
      author: string;
      files: Record<string, string>;
    }
  >;
}

export interface Door {
  call(trace: Trace, request: CallRequest): Promise<CallResult>;
  readonly state: CloudState;
}
