import * as z from 'zod';

// Its eval probe would break the page's Content-Security-Policy.
z.config({ jitless: true });

/** Bounds for what strangers' links and files may bring along. */
export const scenarioLimits = {
  text: 256 * 1024,
  name: 256,
  files: 500,
  entries: 200,
  interventions: 100,
  stages: 50,
} as const;

const name = z.string().min(1, 'This must not be empty.').max(scenarioLimits.name);
const text = z.string().max(scenarioLimits.text);
const few = <T extends z.ZodType>(value: T, most: number = scenarioLimits.entries) =>
  z
    .record(name, value)
    .refine((record) => Object.keys(record).length <= most, `At most ${most} entries are allowed.`);

const repository = z.strictObject({
  fullName: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, 'Write it as owner/name.'),
  branch: name,
  files: few(text, scenarioLimits.files),
  commit: z.strictObject({ message: text.optional(), author: name.optional() }).optional(),
  visibility: z.enum(['public', 'private']).optional(),
  certificate: z.literal('self-signed').optional(),
});

const action = z.looseObject({
  name,
  actionTypeId: z.looseObject({ category: name, owner: name, provider: name, version: name }),
  runOrder: z.int().min(1).max(999).optional(),
  configuration: few(text).optional(),
  inputArtifacts: z.array(z.looseObject({ name })).max(10).optional(),
  outputArtifacts: z.array(z.looseObject({ name })).max(10).optional(),
  roleArn: name.optional(),
  region: name.optional(),
  namespace: name.optional(),
  timeoutInMinutes: z.number().optional(),
});

export const pipelineSchema = z.looseObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9.@_-]{1,100}$/, 'Letters, digits and . @ - _ only, at most 100.'),
  roleArn: name,
  artifactStore: z
    .looseObject({
      type: name,
      location: name,
      encryptionKey: z.looseObject({ id: name, type: name }).optional(),
    })
    .optional(),
  stages: z
    .array(z.looseObject({ name, actions: z.array(action).max(scenarioLimits.stages) }))
    .max(scenarioLimits.stages),
  version: z.number().optional(),
  executionMode: name.optional(),
  pipelineType: name.optional(),
});

const variable = z.looseObject({ name, value: text, type: name.optional() });
const minutes = (least: number, most: number) => {
  const message = `A number of minutes from ${least} to ${most}.`;
  return z.number(message).min(least, message).max(most, message);
};

export const projectSchema = z.looseObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,254}$/, 'Letters, digits, dash and underscore only.'),
  source: z.looseObject({ type: name, buildspec: text.optional() }),
  artifacts: z.looseObject({ type: name }),
  environment: z.looseObject({
    type: name,
    image: name,
    computeType: name,
    environmentVariables: z.array(variable).max(scenarioLimits.entries).optional(),
    privilegedMode: z.boolean().optional(),
  }),
  serviceRole: name,
  timeoutInMinutes: minutes(5, 2160).optional(),
  queuedTimeoutInMinutes: minutes(5, 480).optional(),
});

const { shape } = projectSchema;
/** What StartBuild may replace, as far as the simulator reads it (CodeBuild API Reference, "StartBuild"). */
const startOverrides = z
  .strictObject({
    sourceVersion: name,
    sourceTypeOverride: name,
    sourceLocationOverride: name,
    secondarySourcesOverride: z.array(z.looseObject({ type: name })).max(12),
    secondarySourcesVersionOverride: z.array(z.looseObject({})).max(12),
    sourceAuthOverride: z.looseObject({ type: name }),
    gitCloneDepthOverride: z.int().min(0),
    insecureSslOverride: z.boolean(),
    buildspecOverride: text,
    artifactsOverride: shape.artifacts,
    environmentVariablesOverride: z.array(variable).max(scenarioLimits.entries),
    environmentTypeOverride: name,
    imageOverride: name,
    imagePullCredentialsTypeOverride: name,
    computeTypeOverride: name,
    certificateOverride: name,
    fleetOverride: z.looseObject({ fleetArn: name }),
    privilegedModeOverride: z.boolean(),
    timeoutInMinutesOverride: minutes(5, 2160),
    queuedTimeoutInMinutesOverride: minutes(5, 480),
    serviceRoleOverride: name,
    logsConfigOverride: z.looseObject({}),
    cacheOverride: z.looseObject({ type: name }),
    encryptionKeyOverride: name,
    autoRetryLimitOverride: z.int().min(0),
    debugSessionEnabled: z.boolean(),
    idempotencyToken: z.string().max(64),
  })
  .partial();

const role = z.strictObject({
  trustPolicy: z.unknown(),
  policies: few(z.unknown()),
  attached: z.array(name).max(20).optional(),
  boundary: z.unknown().optional(),
  maxSessionDuration: z.number().min(900).max(43_200).optional(),
  tags: few(text, 50).optional(),
  path: name.optional(),
});

const resource = { region: name.optional(), arn: name.optional(), policy: z.unknown().optional() };
const anything = z.looseObject(resource);
const bucket = z.looseObject({
  ...resource,
  objects: few(text).optional(),
  encryption: z
    .object({ algorithm: z.enum(['aws:kms', 'AES256']), keyId: name.optional() })
    .optional(),
  objectOwnership: z
    .enum(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'])
    .optional(),
  publicAccessBlock: z
    .object({
      BlockPublicAcls: z.boolean().optional(),
      IgnorePublicAcls: z.boolean().optional(),
      BlockPublicPolicy: z.boolean().optional(),
      RestrictPublicBuckets: z.boolean().optional(),
    })
    .optional(),
  versioning: z.enum(['Enabled', 'Suspended']).optional(),
});
const resources = z.strictObject({
  buckets: few(bucket).optional(),
  repositories: few(
    z.looseObject({
      ...resource,
      imageTagMutability: z.enum(['MUTABLE', 'IMMUTABLE']).optional(),
      images: z.array(name).max(100).optional(),
      imageSizes: few(z.number().min(0).max(1e15)).optional(),
    }),
  ).optional(),
  connections: few(
    z.looseObject({
      ...resource,
      providerType: name.optional(),
      status: z.enum(['AVAILABLE', 'PENDING', 'ERROR']).optional(),
    }),
  ).optional(),
  logGroups: few(z.looseObject({ ...resource, retentionInDays: z.number().optional() })).optional(),
  fleets: few(
    z.looseObject({
      baseCapacity: z.int().min(0).max(10_000).optional(),
      overflowBehavior: z.enum(['QUEUE', 'ON_DEMAND']).optional(),
    }),
  ).optional(),
  fileSystems: few(z.looseObject(resource)).optional(),
  subnets: few(
    z.looseObject({
      availableIpAddressCount: z.int().min(0).optional(),
      defaultRoute: z.enum(['nat-gateway', 'internet-gateway', 'none']).optional(),
      endpoints: z.array(name).max(50).optional(),
    }),
  ).optional(),
  parameters: few(
    z.looseObject({
      ...resource,
      value: text.optional(),
      type: name.optional(),
      keyId: name.optional(),
    }),
  ).optional(),
  secrets: few(
    z.looseObject({ ...resource, value: text.optional(), keyId: name.optional() }),
  ).optional(),
  functions: few(anything).optional(),
  clusters: few(anything).optional(),
  stacks: few(anything).optional(),
  keys: few(anything).optional(),
});

const level = z.strictObject({
  name,
  policies: z.array(z.strictObject({ name, document: z.unknown() })).max(20),
});
const organization = z.strictObject({
  serviceControl: z.array(level).max(10),
  resourceControl: z.array(level).max(10),
});

const ms = z.number().min(0).max(1e12);
const when = z.union([
  z.strictObject({ at: ms }),
  z.strictObject({ after: z.string().max(1000), delay: ms.optional() }),
]);
const push = {
  type: z.literal('push'),
  files: few(text.nullable(), scenarioLimits.files).optional(),
  message: text.optional(),
  author: name.optional(),
};
const later = z.enum([
  'approve',
  'reject',
  'stopExecution',
  'retryStage',
  'disableTransition',
  'enableTransition',
  'releaseChange',
  'rollback',
]);
const intervention = z.union([
  z.strictObject({ when, ...push }),
  z.strictObject({ when, type: z.enum(['stopBuild', 'stopBuildBatch']), project: name }),
  z.strictObject({ when, type: z.literal('retryBuild'), project: name }),
  z.strictObject({
    when,
    type: z.enum(['startBuild', 'startBuildBatch']),
    project: name,
    overrides: startOverrides.optional(),
  }),
  z.strictObject({ when, type: z.literal('updateProject'), project: name }),
  z.looseObject({ when, type: later }),
]);

const outcome = z.strictObject({
  command: z.string().min(1).max(1000),
  exitCode: z.int().min(0).max(255),
  stdout: text.optional(),
  stderr: text.optional(),
  seconds: z.number().min(0).max(1e6).optional(),
  memoryMiB: z.number().min(0).max(1e7).optional(),
  creates: few(text).optional(),
});

/** The written form of a scenario, without transforms: what it accepts is what a link or a file may hold. */
export const scenarioSchema = z.strictObject({
  version: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{1,64}$/, 'Lower-case letters, digits and dashes only.'),
  name,
  repository,
  pipeline: pipelineSchema,
  projects: few(projectSchema),
  roles: few(role).optional(),
  resources: resources.optional(),
  organization: organization.optional(),
  account: z
    .strictObject({
      id: z.string().regex(/^\d{12}$/, 'An account id has 12 digits.'),
      region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'For example us-east-1.'),
      concurrentBuilds: z.int().min(0).max(10_000).optional(),
    })
    .optional(),
  accounts: few(
    z.strictObject({
      region: name.optional(),
      roles: few(role).optional(),
      resources: resources.optional(),
      organization: organization.optional(),
    }),
  ).optional(),
  repositories: z.array(repository).max(20).optional(),
  pipelines: z.array(pipelineSchema).max(20).optional(),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32)
    .optional(),
  startTime: z.iso.datetime({ offset: true }).optional(),
  outcomes: z.array(outcome).max(scenarioLimits.entries).optional(),
  interventions: z.array(intervention).max(scenarioLimits.interventions).optional(),
});
