import type { PolicyLevel } from '../iam/types.ts';

/** A git repository as the scenario gives it: the tree at the head of one branch. */
export interface Repository {
  /** `owner/name`, as CodeConnections' `FullRepositoryId`. */
  fullName: string;
  branch: string;
  /** Path (no leading slash) → text. */
  files: Record<string, string>;
  commit?: { message?: string; author?: string };
  /** Whoever clones it must log in; `public` when absent. */
  visibility?: 'public' | 'private';
  /** The server's certificate is of its own making: clients refuse it. */
  certificate?: 'self-signed';
}

/** `actionTypeId` of an action declaration. */
export interface ActionTypeId {
  category: string;
  owner: string;
  provider: string;
  version: string;
}

/** One action of a stage, as `aws codepipeline get-pipeline` prints it. */
export interface ActionDeclaration {
  name: string;
  actionTypeId: ActionTypeId;
  runOrder?: number;
  configuration?: Record<string, string>;
  inputArtifacts?: { name: string }[];
  outputArtifacts?: { name: string }[];
  roleArn?: string;
  region?: string;
  namespace?: string;
  timeoutInMinutes?: number;
}

export interface StageDeclaration {
  name: string;
  actions: ActionDeclaration[];
  [other: string]: unknown;
}

/** The `pipeline` object of `get-pipeline`. Keys not listed here are kept as written. */
export interface PipelineDefinition {
  name: string;
  roleArn: string;
  artifactStore?: { type: string; location: string; encryptionKey?: { id: string; type: string } };
  stages: StageDeclaration[];
  version?: number;
  executionMode?: string;
  pipelineType?: string;
  [other: string]: unknown;
}

export interface EnvironmentVariable {
  name: string;
  value: string;
  type?: string;
}

/** A project as `aws codebuild batch-get-projects` prints it. Keys not listed here are kept as written. */
export interface CodeBuildProject {
  name: string;
  source: { type: string; buildspec?: string; [other: string]: unknown };
  artifacts: { type: string; [other: string]: unknown };
  environment: {
    type: string;
    image: string;
    computeType: string;
    environmentVariables?: EnvironmentVariable[];
    privilegedMode?: boolean;
    [other: string]: unknown;
  };
  /** ARN of the role (a bare name is accepted too, as the service does). */
  serviceRole: string;
  timeoutInMinutes?: number;
  queuedTimeoutInMinutes?: number;
  [other: string]: unknown;
}

/** An IAM role with its documents as written (not yet checked). */
export interface Role {
  trustPolicy: unknown;
  /** Inline policies by name. */
  policies: Record<string, unknown>;
  /** ARNs of attached managed policies. */
  attached?: string[];
  boundary?: unknown;
  /** Seconds. */
  maxSessionDuration?: number;
  tags?: Record<string, string>;
  /** IAM path, `/` or like `/service-role/`. */
  path?: string;
}

interface Resource {
  region?: string;
  arn?: string;
  /** The resource policy, as written. */
  policy?: unknown;
}
/** Block Public Access (Amazon S3 User Guide, "Blocking public access"), in the API's own names. */
export interface PublicAccessBlock {
  BlockPublicAcls?: boolean;
  IgnorePublicAcls?: boolean;
  BlockPublicPolicy?: boolean;
  RestrictPublicBuckets?: boolean;
}
/** What a bucket has beside its objects and its policy. */
export interface BucketSettings {
  /** Default encryption: `AES256` when absent. `keyId`: id, alias or ARN of a customer's KMS key. */
  encryption?: { algorithm: 'aws:kms' | 'AES256'; keyId?: string };
  /** `BucketOwnerEnforced` (ACLs are off) when absent, as for every new bucket since April 2023. */
  objectOwnership?: 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter';
  /** All four are on when absent, unless the bucket's policy is public already. */
  publicAccessBlock?: PublicAccessBlock;
  versioning?: 'Enabled' | 'Suspended';
}
export interface BucketResource extends Resource, BucketSettings {
  /** Objects present before the run: key → text. */
  objects?: Record<string, string>;
}
export interface EcrRepositoryResource extends Resource {
  imageTagMutability?: 'MUTABLE' | 'IMMUTABLE';
  /** Tags of the images that are there before the run. */
  images?: string[];
  /** Uncompressed bytes of images, by tag. Small when not given. */
  imageSizes?: Record<string, number>;
}
export interface ConnectionResource extends Resource {
  providerType?: string;
  status?: 'AVAILABLE' | 'PENDING' | 'ERROR';
}
export interface LogGroupResource extends Resource {
  retentionInDays?: number;
}

/** A subnet that builds may be put into, by its id. */
export interface SubnetResource {
  /** Enough when absent. */
  availableIpAddressCount?: number;
  /** Where traffic to the internet goes; `nat-gateway` when absent. A build never gets a public address. */
  defaultRoute?: 'nat-gateway' | 'internet-gateway' | 'none';
  /** Services that are reached without the internet (VPC endpoints): `s3`, `logs`, … */
  endpoints?: string[];
}

/** What exists in the account before the run, by name. */
export interface Resources {
  buckets?: Record<string, BucketResource>;
  /** ECR repositories. */
  repositories?: Record<string, EcrRepositoryResource>;
  connections?: Record<string, ConnectionResource>;
  logGroups?: Record<string, LogGroupResource>;
  subnets?: Record<string, SubnetResource>;
  /** File systems of EFS by id (`fs-…`): with a policy, builds are let in only where everybody is. */
  fileSystems?: Record<string, Resource>;
  /** Reserved capacity fleets of CodeBuild: one machine, and a queue, when not said. */
  fleets?: Record<string, { baseCapacity?: number; overflowBehavior?: 'QUEUE' | 'ON_DEMAND' }>;
  /** `keyId`: id, alias or ARN of the customer's KMS key of a SecureString. */
  parameters?: Record<string, Resource & { value?: string; type?: string; keyId?: string }>;
  /** `keyId` as above; without it the key that AWS manages. */
  secrets?: Record<string, Resource & { value?: string; keyId?: string }>;
  functions?: Record<string, Resource & Record<string, unknown>>;
  clusters?: Record<string, Resource & Record<string, unknown>>;
  stacks?: Record<string, Resource & Record<string, unknown>>;
  keys?: Record<string, Resource & Record<string, unknown>>;
}

/** The scripted result of commands whose text matches the glob `command`. */
export interface Outcome {
  command: string;
  exitCode: number;
  stdout?: string;
  stderr?: string;
  seconds?: number;
  /** What it needs at most, MiB: with less it does not get to its own end. */
  memoryMiB?: number;
  creates?: Record<string, string>;
}

/** What the learner does during the run. */
export type Intervention =
  | { type: 'push'; files?: Record<string, string | null>; message?: string; author?: string }
  | { type: 'stopBuild'; project: string }
  /** Start a build of a project without a pipeline (console *Start build*, `start-build`). `overrides`: as StartBuild takes them. */
  | { type: 'startBuild'; project: string; overrides?: Record<string, unknown> }
  /** Start a batch of builds (console *Start build batch*, `start-build-batch`). `overrides`: as above. */
  | { type: 'startBuildBatch'; project: string; overrides?: Record<string, unknown> }
  /** Stop the project's batches (console *Stop batch*, `stop-build-batch`). */
  | { type: 'stopBuildBatch'; project: string }
  /** Try the project's last build again (console *Retry build*, `retry-build`). */
  | { type: 'retryBuild'; project: string }
  /** Save a CodeBuild project (console *Edit*, `update-project`): CodeBuild checks that it may assume the role. */
  | { type: 'updateProject'; project: string }
  | {
      type:
        | 'approve'
        | 'reject'
        | 'stopExecution'
        | 'retryStage'
        | 'disableTransition'
        | 'enableTransition'
        | 'releaseChange'
        | 'rollback';
      [detail: string]: unknown;
    };

export type When = { at: number } | { after: string; delay?: number };
export type TimedIntervention = { when: When } & Intervention;

/** Version 1. Every field after `projects` has a default, see `parseScenario`. */
export interface Scenario {
  version: 1;
  id: string;
  name: string;
  repository: Repository;
  pipeline: PipelineDefinition;
  projects: Record<string, CodeBuildProject>;
  roles?: Record<string, Role>;
  resources?: Resources;
  organization?: { serviceControl: PolicyLevel[]; resourceControl: PolicyLevel[] };
  /** `concurrentBuilds`: the account's quota of CodeBuild builds; enough when absent. */
  account?: { id: string; region: string; concurrentBuilds?: number };
  accounts?: Record<
    string,
    {
      region?: string;
      roles?: Record<string, Role>;
      resources?: Resources;
      organization?: { serviceControl: PolicyLevel[]; resourceControl: PolicyLevel[] };
    }
  >;
  repositories?: Repository[];
  pipelines?: PipelineDefinition[];
  seed?: number;
  /** ISO 8601; virtual time 0. */
  startTime?: string;
  outcomes?: Outcome[];
  /** Default: one push at 0 of the repository as it stands. */
  interventions?: TimedIntervention[];
}

/** A scenario whose defaults are filled in: what the simulator works with. */
export type FilledScenario = Scenario &
  Required<
    Pick<
      Scenario,
      'roles' | 'resources' | 'account' | 'seed' | 'startTime' | 'outcomes' | 'interventions'
    >
  >;
