/**
 * The variables that CodeBuild itself sets, with what they hold (CodeBuild User Guide, "Environment variables in build
 * environments"). Any other `CODEBUILD_…` is internal or does not exist.
 */
export const documentedVariables: Readonly<Record<string, string>> = {
  AWS_DEFAULT_REGION: 'Region of the build.',
  AWS_REGION: 'Region of the build.',
  CODEBUILD_BATCH_BUILD_IDENTIFIER: 'Identifier of the task; only in batch builds.',
  CODEBUILD_BUILD_ARN: 'ARN of the build.',
  CODEBUILD_BUILD_ID: 'Id of the build: <project>:<uuid>.',
  CODEBUILD_BUILD_IMAGE: 'Image of the container, as the project names it.',
  CODEBUILD_BUILD_NUMBER: 'Number of the build within its project: 1, 2, 3 …',
  CODEBUILD_BUILD_SUCCEEDING: '1 as long as no phase has failed, then 0.',
  CODEBUILD_BUILD_URL: 'Address of the build in the console.',
  CODEBUILD_INITIATOR: 'Who started the build: codepipeline/<pipeline>, or a user.',
  CODEBUILD_KMS_KEY_ID: 'The key that encrypts the artifacts.',
  CODEBUILD_LOG_PATH: 'Name of the log stream.',
  CODEBUILD_PROJECT_ARN: 'ARN of the project.',
  CODEBUILD_PUBLIC_BUILD_URL: 'Address of the build for everybody; only where builds are public.',
  CODEBUILD_RESOLVED_SOURCE_VERSION: 'Commit that is built; not set for a plain S3 source.',
  CODEBUILD_SOURCE_REPO_URL: 'Address of the source repository; may be empty in a pipeline.',
  CODEBUILD_SOURCE_VERSION: 'Commit, branch or tag; in a pipeline the ARN of the source artifact.',
  CODEBUILD_SRC_DIR: 'Folder of the source, where the first command starts.',
  CODEBUILD_START_TIME: 'Start of the build, in ms since 1970.',
  CODEBUILD_WEBHOOK_ACTOR_ACCOUNT_ID: 'Who caused the webhook; only in builds by webhook.',
  CODEBUILD_WEBHOOK_BASE_REF: 'Branch that the pull request goes to; only in builds by webhook.',
  CODEBUILD_WEBHOOK_EVENT: 'Kind of the event; only in builds by webhook.',
  CODEBUILD_WEBHOOK_MERGE_COMMIT: 'The merge commit; only in builds by webhook.',
  CODEBUILD_WEBHOOK_PREV_COMMIT: 'The commit before; only in builds by webhook.',
  CODEBUILD_WEBHOOK_HEAD_REF: 'Branch or tag that was pushed; only in builds by webhook.',
  CODEBUILD_WEBHOOK_TRIGGER: 'branch/<name>, tag/<name> or pr/<n>; only in builds by webhook.',
  CODEBUILD_WEBHOOK_LABEL: 'Label of the runner; only for runners.',
  CODEBUILD_WEBHOOK_RUN_ID: 'Run of the workflow; only for runners.',
  CODEBUILD_WEBHOOK_JOB_ID: 'Job of the workflow; only for runners.',
  CODEBUILD_WEBHOOK_WORKFLOW_NAME: 'Name of the workflow; only for runners.',
  CODEBUILD_RUNNER_OWNER: 'Owner of the repository; only for runners.',
  CODEBUILD_RUNNER_REPO: 'Repository; only for runners.',
  CODEBUILD_RUNNER_REPO_DOMAIN: 'Host of the repository; only for runners.',
  CODEBUILD_RUNNER_WITH_BUILDSPEC: 'Whether the runner reads the buildspec; only for runners.',
  HOME: '/root, whoever runs the commands.',
};

/** Seen in printed environments, and in no documentation (observed logs 2017–2020). */
export const internalVariables: readonly string[] = [
  'CODEBUILD_AGENT_ENDPOINT',
  'CODEBUILD_AUTH_TOKEN',
  'CODEBUILD_BMR_URL',
  'CODEBUILD_CI',
  'CODEBUILD_CONTAINER_NAME',
  'CODEBUILD_CURRENT_SHARD_FILES',
  'CODEBUILD_EXECUTION_ROLE_BUILD',
  'CODEBUILD_FE_REPORT_ENDPOINT',
  'CODEBUILD_GOPATH',
  'CODEBUILD_LAST_EXIT',
  'CODEBUILD_PROJECT_UUID',
  'CODEBUILD_VPC_AZ',
];

/** One for each secondary source, or each further input of the action, with its name at the end. */
export const perSource: readonly string[] = [
  'CODEBUILD_SOURCE_REPO_URL_',
  'CODEBUILD_SOURCE_VERSION_',
  'CODEBUILD_SRC_DIR_',
];
