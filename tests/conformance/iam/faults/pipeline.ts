import { buildPolicy, drop, pipelinePolicy } from '../edits.ts';
import type { PermissionFault } from '../fault.ts';

const scenario = 'node-site-to-s3';

export const pipelineFaults: readonly PermissionFault[] = [
  {
    number: 21,
    what: 'the role may not make the log stream: no log at all',
    source: 'Posted build logs 2017–2026, phase context ACCESS_DENIED',
    scenario,
    edit: (edited) => drop(buildPolicy(edited), 'Logs', 'logs:CreateLogStream'),
    message:
      /is not authorized to perform: logs:CreateLogStream on resource: arn:aws:logs:us-east-1:111122223333:log-group:\/aws\/codebuild\/web-build:log-stream:/,
    mend: { type: 'policy' },
  },
  {
    number: 22,
    what: 'a connection has two names, and the other one is granted',
    source: 'CodePipeline User Guide, "CodeStarSourceConnection" action reference',
    scenario,
    edit: (edited) => {
      const old = (arn: string) => arn.replace(':codeconnections:', ':codestar-connections:');
      const source = edited.pipeline.stages[0]!.actions[0]!;
      source.configuration!.ConnectionArn = old(source.configuration!.ConnectionArn!);
      edited.resources!.connections!['acme-github']!.arn = source.configuration!.ConnectionArn;
    },
    message: /codestar-connections:UseConnection/,
    mend: { type: 'policy' },
  },
  {
    number: 23,
    what: 'the pipeline may not start the build',
    source: 'CodePipeline User Guide, "Add permissions to the CodePipeline service role"',
    scenario,
    edit: (edited) => drop(pipelinePolicy(edited), 'Build', 'codebuild:StartBuild'),
    message:
      /codebuild:StartBuild on resource: arn:aws:codebuild:us-east-1:111122223333:project\/web-build/,
    mend: { type: 'policy' },
  },
  {
    number: 24,
    what: 'the build is green, the action red: the pipeline may not ask how it ended',
    source: 'CodePipeline User Guide, "Add permissions to the CodePipeline service role"',
    scenario,
    edit: (edited) => drop(pipelinePolicy(edited), 'Build', 'codebuild:BatchGetBuilds'),
    message: /codebuild:BatchGetBuilds/,
    mend: { type: 'policy' },
  },
  {
    number: 25,
    what: 'the deploy cannot read the artifact',
    source: 'CodePipeline User Guide, "Troubleshooting CodePipeline"',
    scenario,
    edit: (edited) => drop(pipelinePolicy(edited), 'Artifacts', 's3:GetObject'),
    message:
      /Unable to access the artifact with Amazon S3 object key '[^']+' located in the Amazon S3 artifact bucket 'codepipeline-us-east-1-123456789012'\. The provided role does not have sufficient permissions\./,
    mend: { type: 'policy' },
  },
];
