import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const at = (service: string, rest: string) => `arn:aws:${service}:us-east-1:111122223333:${rest}`;
const distribution = 'arn:aws:cloudfront::111122223333:distribution/E1EXAMPLE';
const project = at('codebuild', 'project/web-build');
const pipeline = at('codepipeline', 'web-pipeline');
const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const build = 'web-build:0d2d6c1e-9b7c-4c5e-8c57-1f0e2d3c4b5a';
const refusal = (operation: string) => ({ code: 'AccessDeniedException', operation });
const denied = (operation: string) => ({ code: 'AccessDenied', operation });
const noPipeline = (operation: string) =>
  `An error occurred (PipelineNotFoundException) when calling the ${operation} operation: The account with id '111122223333' does not include a pipeline with the name 'nobody'`;

const batch = {
  Paths: { Quantity: 1, Items: ['/*'] },
  CallerReference: expect.stringMatching(/^cli-\d+/),
};

export const deliveryCases: readonly CommandCase[] = [
  {
    row: 126,
    title: 'aws cloudfront create-invalidation --distribution-id <id> --paths "/*"',
    run: 'aws cloudfront create-invalidation --distribution-id E1EXAMPLE --paths "/*"',
    checks: [['cloudfront:CreateInvalidation', distribution]],
    stdout: {
      json: {
        Location: expect.stringMatching(
          /^https:\/\/cloudfront\.amazonaws\.com\/2020-05-31\/distribution\/E1EXAMPLE\/invalidation\/I[A-Z0-9]+$/,
        ),
        Invalidation: {
          Id: expect.stringMatching(/^I[A-Z0-9]+$/),
          Status: 'InProgress',
          CreateTime: isoTime,
          InvalidationBatch: batch,
        },
      },
    },
    refusals: { 'cloudfront:CreateInvalidation': denied('CreateInvalidation') },
  },
  {
    row: 127,
    title: 'aws cloudfront get-invalidation --distribution-id <id> --id <id>',
    run: 'aws cloudfront get-invalidation --distribution-id E1EXAMPLE --id I2EXAMPLE',
    checks: [['cloudfront:GetInvalidation', distribution]],
    stdout: {
      json: {
        Invalidation: {
          Id: 'I2EXAMPLE',
          Status: 'Completed',
          CreateTime: isoTime,
          InvalidationBatch: batch,
        },
      },
    },
    refusals: { 'cloudfront:GetInvalidation': denied('GetInvalidation') },
  },
  {
    row: 128,
    title: 'aws cloudfront list-distributions',
    run: 'aws cloudfront list-distributions',
    checks: [['cloudfront:ListDistributions', '*']],
    stdout: { json: { DistributionList: { Items: [] } } },
    refusals: { 'cloudfront:ListDistributions': denied('ListDistributions') },
  },
  {
    row: 129,
    title: 'aws codebuild start-build --project-name <project>',
    run: 'aws codebuild start-build --project-name web-build --source-type-override NO_SOURCE --artifacts-override type=NO_ARTIFACTS',
    checks: [['codebuild:StartBuild', project]],
    stdout: {
      json: {
        // What a build is like, tests/unit/engine/builds-without-pipeline.test.ts tells.
        build: { id: 'web-build:1' },
      },
    },
    refusals: { 'codebuild:StartBuild': refusal('StartBuild') },
  },
  {
    row: 130,
    title: 'aws codebuild batch-get-builds --ids <id>',
    run: `aws codebuild batch-get-builds --ids ${build}`,
    checks: [['codebuild:BatchGetBuilds', project]],
    stdout: { json: { builds: [] } },
    refusals: { 'codebuild:BatchGetBuilds': refusal('BatchGetBuilds') },
  },
  {
    row: 131,
    title: 'aws codebuild list-builds-for-project --project-name <project>',
    run: 'aws codebuild list-builds-for-project --project-name web-build',
    checks: [['codebuild:ListBuildsForProject', project]],
    stdout: { json: { ids: [] } },
    refusals: { 'codebuild:ListBuildsForProject': refusal('ListBuildsForProject') },
  },
  {
    row: 132,
    title: 'aws codebuild stop-build --id <id>',
    run: `aws codebuild stop-build --id ${build}`,
    checks: [['codebuild:StopBuild', project]],
    stdout: { json: { build: { id: build, buildStatus: 'STOPPED' } } },
    refusals: { 'codebuild:StopBuild': refusal('StopBuild') },
  },
  {
    row: 133,
    title: 'aws codepipeline start-pipeline-execution --name <pipeline>',
    run: 'aws codepipeline start-pipeline-execution --name web-pipeline',
    checks: [['codepipeline:StartPipelineExecution', pipeline]],
    stdout: { json: { pipelineExecutionId: uuid } },
    refusals: { 'codepipeline:StartPipelineExecution': refusal('StartPipelineExecution') },
    faults: [
      {
        what: 'there is no such pipeline',
        run: 'aws codepipeline start-pipeline-execution --name nobody',
        stderr: noPipeline('StartPipelineExecution'),
        exit: 254,
      },
    ],
  },
  {
    row: 134,
    title: 'aws codepipeline get-pipeline-state --name <pipeline>',
    run: 'aws codepipeline get-pipeline-state --name web-pipeline',
    checks: [['codepipeline:GetPipelineState', pipeline]],
    stdout: {
      json: {
        pipelineName: 'web-pipeline',
        pipelineVersion: expect.any(Number),
        stageStates: expect.any(Array),
        created: isoTime,
        updated: isoTime,
      },
    },
    refusals: { 'codepipeline:GetPipelineState': refusal('GetPipelineState') },
  },
  {
    row: 135,
    title: 'aws codepipeline list-pipeline-executions --pipeline-name <pipeline>',
    run: 'aws codepipeline list-pipeline-executions --pipeline-name web-pipeline',
    checks: [['codepipeline:ListPipelineExecutions', pipeline]],
    stdout: { json: { pipelineExecutionSummaries: [] } },
    refusals: { 'codepipeline:ListPipelineExecutions': refusal('ListPipelineExecutions') },
  },
  {
    row: 136,
    title:
      'aws codepipeline stop-pipeline-execution --pipeline-name <pipeline> --pipeline-execution-id <id>',
    run: 'aws codepipeline stop-pipeline-execution --pipeline-name web-pipeline --pipeline-execution-id 0d2d6c1e-9b7c-4c5e-8c57-1f0e2d3c4b5a',
    checks: [['codepipeline:StopPipelineExecution', pipeline]],
    stdout: { json: { pipelineExecutionId: '0d2d6c1e-9b7c-4c5e-8c57-1f0e2d3c4b5a' } },
    refusals: { 'codepipeline:StopPipelineExecution': refusal('StopPipelineExecution') },
  },
  {
    row: 137,
    title: 'aws codepipeline put-job-success-result --job-id <id>',
    run: 'aws codepipeline put-job-success-result --job-id 0d2d6c1e-9b7c-4c5e-8c57-1f0e2d3c4b5a',
    checks: [['codepipeline:PutJobSuccessResult', '*']],
    stdout: '',
    refusals: { 'codepipeline:PutJobSuccessResult': refusal('PutJobSuccessResult') },
  },
];
