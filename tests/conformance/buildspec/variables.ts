import type { Scenario } from '../../../src/simulator/read.ts';
import { allowBuild } from '../iam/edits.ts';

/** One row of the fact sheet's §3.1. */
export interface VariableCase {
  name: string;
  /** Form of the value; null: a build of a pipeline does not have it. */
  form: RegExp | null;
  /** When it is there, in the words of the sheet. */
  when: string;
  edit?: (scenario: Scenario) => void;
}

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const arn = 'arn:aws:codebuild:us-east-1:111122223333';
const project = (scenario: Scenario) => Object.values(scenario.projects)[0]!;
const present = (name: string, form: RegExp, when = 'always'): VariableCase => ({
  name,
  form,
  when,
});
const absent = (when: string, names: readonly string[]): VariableCase[] =>
  names.map((name) => ({ name, form: null, when }));

/** A second source action, whose artifact goes into the build too. */
function twoInputs({ pipeline }: Scenario): void {
  const [source, build] = pipeline.stages;
  const [first] = source!.actions;
  const copy = structuredClone(first!);
  source!.actions.push({
    ...copy,
    name: 'Second',
    namespace: 'Second',
    outputArtifacts: [{ name: 'Extra' }],
  });
  const action = build!.actions[0]!;
  action.inputArtifacts = [...(action.inputArtifacts ?? []), { name: 'Extra' }];
  action.configuration = { ...action.configuration, PrimarySource: 'SourceArtifact' };
}

export const variableCases: readonly VariableCase[] = [
  present('AWS_DEFAULT_REGION', /^us-east-1$/),
  present('AWS_REGION', /^us-east-1$/),
  present('CODEBUILD_BUILD_ARN', new RegExp(`^${arn}:build/web-build:${uuid}$`)),
  present('CODEBUILD_BUILD_ID', new RegExp(`^web-build:${uuid}$`)),
  present('CODEBUILD_BUILD_IMAGE', /^aws\/codebuild\/standard:7\.0$/),
  {
    ...present('CODEBUILD_BUILD_IMAGE', /^node:20$/, 'the custom image reference'),
    edit: (scenario) => {
      project(scenario).environment.image = 'node:20';
    },
  },
  present('CODEBUILD_BUILD_NUMBER', /^1$/),
  present('CODEBUILD_BUILD_SUCCEEDING', /^1$/),
  present(
    'CODEBUILD_BUILD_URL',
    new RegExp(
      `^https://us-east-1\\.console\\.aws\\.amazon\\.com/codebuild/home\\?region=us-east-1#/builds/web-build:${uuid}/view/new$`,
    ),
  ),
  present('CODEBUILD_INITIATOR', /^codepipeline\/web-pipeline$/),
  present('CODEBUILD_KMS_KEY_ID', /^arn:aws:kms:us-east-1:111122223333:alias\/aws\/s3$/),
  present('CODEBUILD_LOG_PATH', new RegExp(`^${uuid}$`)),
  present('CODEBUILD_PROJECT_ARN', new RegExp(`^${arn}:project/web-build$`)),
  ...absent('only with public builds', ['CODEBUILD_PUBLIC_BUILD_URL']),
  {
    ...present('CODEBUILD_PUBLIC_BUILD_URL', /^https:\/\/\S+$/, 'only with public builds'),
    edit: (scenario) => {
      project(scenario).projectVisibility = 'PUBLIC_READ';
    },
  },
  present('CODEBUILD_RESOLVED_SOURCE_VERSION', /^[0-9a-f]{40}$/, 'the revision of the pipeline'),
  present('CODEBUILD_SOURCE_REPO_URL', /^$/, 'empty under CodePipeline'),
  present(
    'CODEBUILD_SOURCE_VERSION',
    /^arn:aws:s3:::codepipeline-us-east-1-123456789012\/web-pipeline\/SourceArti\/[A-Za-z0-9]{7}$/,
    'the artifact under CodePipeline',
  ),
  present('CODEBUILD_SRC_DIR', /^\/codebuild\/output\/src\d+\/src$/, 'one input'),
  ...(
    [
      ['CODEBUILD_SRC_DIR', /^\/codebuild\/output\/src\d+\/src\/s3\/00$/],
      ['CODEBUILD_SRC_DIR_Extra', /^\/codebuild\/output\/src\d+\/src\/s3\/01$/],
      ['CODEBUILD_SOURCE_VERSION_Extra', /^arn:aws:s3:::\S+\/Extra\/[A-Za-z0-9]{7}$/],
      ['CODEBUILD_SOURCE_REPO_URL_Extra', /^$/],
    ] as const
  ).map(([name, form]) => ({ ...present(name, form, 'several inputs'), edit: twoInputs })),
  present('CODEBUILD_START_TIME', /^\d{13}$/),
  present('HOME', /^\/root$/),
  {
    ...present('HOME', /^\/tmp$/, 'Lambda images'),
    edit: (scenario) => {
      Object.assign(project(scenario).environment, {
        type: 'LINUX_LAMBDA_CONTAINER',
        computeType: 'BUILD_LAMBDA_1GB',
        image: 'aws/codebuild/amazonlinux-x86_64-lambda-standard:nodejs20',
      });
    },
  },
  ...absent('batch only', ['CODEBUILD_BATCH_BUILD_IDENTIFIER']),
  ...absent(
    'webhook builds',
    [
      'ACTOR_ACCOUNT_ID',
      'BASE_REF',
      'EVENT',
      'MERGE_COMMIT',
      'PREV_COMMIT',
      'HEAD_REF',
      'TRIGGER',
    ].map((end) => `CODEBUILD_WEBHOOK_${end}`),
  ),
  ...absent('CI-runner builds', [
    'CODEBUILD_RUNNER_OWNER',
    'CODEBUILD_RUNNER_REPO',
    'CODEBUILD_RUNNER_REPO_DOMAIN',
    'CODEBUILD_RUNNER_WITH_BUILDSPEC',
    'CODEBUILD_WEBHOOK_LABEL',
    'CODEBUILD_WEBHOOK_RUN_ID',
    'CODEBUILD_WEBHOOK_JOB_ID',
    'CODEBUILD_WEBHOOK_WORKFLOW_NAME',
  ]),
  // Undocumented, but in every environment that was printed.
  present('CODEBUILD_CI', /^true$/, 'in real dumps'),
  present('CODEBUILD_LAST_EXIT', /^0$/, 'in real dumps'),
  present('CODEBUILD_GOPATH', /^\/codebuild\/output\/src\d+$/, 'in real dumps'),
  present('CODEBUILD_PROJECT_UUID', new RegExp(`^${uuid}$`), 'in real dumps'),
  present('CODEBUILD_CONTAINER_NAME', /^default$/, 'in real dumps'),
  present('CODEBUILD_AGENT_ENDPOINT', /^http:\/\/127\.0\.0\.1:7831$/, 'in real dumps'),
  present('CODEBUILD_AUTH_TOKEN', new RegExp(`^${uuid}$`), 'in real dumps'),
  present('CODEBUILD_BMR_URL', /^https:\/\/CODEBUILD_AGENT:3000$/, 'in real dumps'),
  present('CODEBUILD_EXECUTION_ROLE_BUILD', /^$/, 'in real dumps'),
  present(
    'CODEBUILD_FE_REPORT_ENDPOINT',
    /^https:\/\/codebuild\.us-east-1\.amazonaws\.com\/$/,
    'in real dumps',
  ),
  ...absent('VPC builds', ['CODEBUILD_VPC_AZ']),
  {
    ...present('CODEBUILD_VPC_AZ', /^us-east-1[a-f]$/, 'VPC builds'),
    edit: (scenario) => {
      project(scenario).vpcConfig = {
        vpcId: 'vpc-1',
        subnets: ['subnet-1'],
        securityGroupIds: ['sg-1'],
      };
      allowBuild(scenario, 'Vpc', 'ec2:*', '*');
    },
  },
  present('AWS_EXECUTION_ENV', /^AWS_ECS_EC2$/, 'in real dumps'),
  present(
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    new RegExp(`^/v2/credentials/${uuid}$`),
    'in real dumps',
  ),
  present(
    'ECS_CONTAINER_METADATA_URI',
    new RegExp(`^http://169\\.254\\.170\\.2/v3/${uuid}$`),
    'in real dumps',
  ),
  present('HOSTNAME', /^[0-9a-f]{12}$/, 'in real dumps'),
  present('OLDPWD', /^\/codebuild\/readonly$/, 'in real dumps'),
  present('MAVEN_OPTS', /^-Dmaven\.wagon\.httpconnectionManager\.maxPerRoute=2$/, 'in real dumps'),
  present('NODE_20_VERSION', /^20\.20\.0$/, 'ENV of the image'),
  ...absent('not set: define it yourself', [
    'AWS_ACCOUNT_ID',
    'IMAGE_REPO_NAME',
    'IMAGE_TAG',
    'BRANCH',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
  ]),
];
