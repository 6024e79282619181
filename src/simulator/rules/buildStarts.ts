import type { Rule } from '../recording/worldTypes.ts';

/** How builds are started and watched. */
export const buildStartRules = {
  'codepipeline.polls-the-build': {
    text: 'Nobody tells CodePipeline how a build is: it calls BatchGetBuilds with the pipeline’s role, while the build runs and once it is over. Without that permission the action fails, whatever becomes of the build. (How often it asks is documented nowhere.)',
    source: 'CodePipeline User Guide, "AWS CodeBuild action reference"',
    evidence: 'derived',
    test: 'unit/codebuild/polling.test.ts: a pipeline that may not look',
  },
  'codebuild.batch-role': {
    text: 'A batch starts, stops and retries its builds with a role of its own, buildBatchConfig.serviceRole, which needs codebuild:StartBuild, StopBuild and RetryBuild on the project.',
    source: 'CodeBuild User Guide, "Batch builds in AWS CodeBuild"',
    evidence: 'documented',
    test: 'unit/codebuild/batch.test.ts: a batch role that may not start builds',
  },
  'codebuild.batch-starts-builds': {
    text: 'A batch build fetches the source, reads “batch” in the buildspec, and starts one build for each task, or combination, as soon as those have succeeded that it depends on. It fails when a build does whose failure is not ignored; with fast-fail the others are stopped then.',
    source: 'CodeBuild User Guide, "Batch build buildspec reference"',
    evidence: 'documented',
    test: 'unit/codebuild/batch.test.ts: a graph',
  },
  'codebuild.idempotency-token': {
    text: 'StartBuild with a token that it was given within the last five minutes starts no further build.',
    source: 'CodeBuild API Reference, "StartBuild"',
    evidence: 'documented',
    test: 'unit/codebuild/idempotency.test.ts: the same token',
  },
  'codebuild.exported-variables': {
    text: 'A build exports the variables that env.exported-variables names, as they stand at its end; not those that are unset, begin with AWS_, or that the project takes from Parameter Store or Secrets Manager.',
    source: 'CodeBuild User Guide, "Build specification reference"',
    evidence: 'documented',
    test: 'unit/codebuild/exportedVariables.test.ts: what a build exports',
  },
} satisfies Record<string, Rule>;
