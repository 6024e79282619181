import { expect } from 'vitest';
import type { Scenario } from '../../../../src/simulator/read.ts';
import { eventsOf, inBuildspec } from '../../../unit/engine/support.ts';
import { allowBuild } from '../../iam/edits.ts';
import { environment, onlyBuild, project, spec } from '../edits.ts';
import type { BuildFault } from '../fault.ts';

const scenario = 'node-site-to-s3';
const guide = 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"';
const reference = 'CodeBuild User Guide, "Build specification reference"';
const files = "  base-directory: dist\n  files:\n    - '**/*'";
const green = { scenario, phase: null, status: 'Succeeded' } as const;

/** The build action hands over a second artifact. */
function twoOutputs(edited: Scenario): void {
  edited.pipeline.stages[1]!.actions[0]!.outputArtifacts!.push({ name: 'Pages' });
}

/** Nothing is red where the mistake was made: it shows later, or only looks like an error. */
export const surprisingFaults: readonly BuildFault[] = [
  {
    ...green,
    number: 65,
    what: 'artifacts one level too deep',
    source: 'Derived',
    edit: (edited) => inBuildspec(edited, files, "  files:\n    - 'dist/**/*'"),
    message: 'Expanding dist/**/*',
    also: (_told, recording) => {
      const stored = eventsOf(recording, 'artifact.stored').at(-1)!;
      expect(stored.files).toEqual(['dist/index.html', 'dist/style.css']);
    },
  },
  {
    ...green,
    number: 66,
    what: 'discard-paths flattens the site',
    source: reference,
    edit: (edited) => {
      inBuildspec(
        edited,
        '- npm run build',
        '- npm run build && mkdir dist/img && cp package.json dist/img/',
      );
      inBuildspec(edited, files, `  discard-paths: yes\n${files}`);
    },
    message: 'Found 3 file(s)',
    also: (_told, recording) => {
      const stored = eventsOf(recording, 'artifact.stored').at(-1)!;
      expect(stored.files).toEqual(['index.html', 'package.json', 'style.css']);
    },
  },
  {
    scenario,
    number: 67,
    what: 'a secondary artifact whose name is not that of the output',
    source: 'CodePipeline User Guide, "AWS CodeBuild action reference"',
    edit: (edited) => {
      twoOutputs(edited);
      inBuildspec(
        edited,
        files,
        `${files}\n  secondary-artifacts:\n    BuildArtifact:\n      files: ['dist/*']\n    pages:\n      files: ['dist/*']`,
      );
      edited.pipeline.stages[2]!.actions[0]!.inputArtifacts = [{ name: 'Pages' }];
    },
    message: /Unable to access the artifact with Amazon S3 object key '[^']+'/,
    phase: null,
  },
  {
    scenario,
    number: 68,
    what: 'a project of a pipeline is started by hand',
    source: 'Posted build log 2021',
    edit: (edited) => {
      onlyBuild(edited, 'aws codebuild start-build --project-name web-build');
      allowBuild(edited, 'Start', 'codebuild:StartBuild', '*');
    },
    message: 'ArtifactsOverride must be set when using artifacts type CodePipelines',
    phase: 'BUILD',
    statusCode: 'COMMAND_EXECUTION_ERROR',
  },
  {
    scenario,
    number: 70,
    what: 'a line about the cache is taken for the error',
    source: 'Posted build logs 2025',
    edit: (edited) => inBuildspec(edited, '- npm run build', '- npm run bild'),
    message: 'Skip cache due to: no paths specified to be cached',
    harmless: true,
    phase: 'BUILD',
    statusCode: 'COMMAND_EXECUTION_ERROR',
  },
  {
    ...green,
    number: 73,
    what: 'runtime-versions with an image of one’s own',
    source: guide,
    edit: (edited) => {
      environment(edited, { image: 'public.ecr.aws/docker/library/node:20' });
      inBuildspec(edited, 'aws s3 cp dist/index.html', 'true # aws s3 cp');
    },
    message:
      'Skipping install of runtimes. Runtime version selection is not supported by this build image',
  },
  {
    scenario,
    number: 77,
    what: 'an exported variable is not there in the next stage',
    source: 'Posted build log 2026',
    edit: (edited) => {
      inBuildspec(edited, 'env:\n', 'env:\n  exported-variables: [TAG]\n');
      inBuildspec(edited, '- npm run build', '- npm run build && TAG=1.4.0');
      const again = { ...structuredClone(edited.pipeline.stages[1]!), name: 'Check' };
      again.actions[0]!.outputArtifacts = [];
      again.actions[0]!.namespace = 'Check';
      again.actions[0]!.configuration!.ProjectName = 'check';
      edited.pipeline.stages.splice(2, 1, again);
      edited.projects.check = {
        ...structuredClone(project(edited)),
        name: 'check',
        source: {
          type: 'CODEPIPELINE',
          buildspec: spec({ build: [`echo "TAG is $${'{'}TAG:-<UNSET>}"; false`] }),
        },
      };
      edited.roles!['web-build-role']!.trustPolicy = {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'codebuild.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      };
      allowBuild(edited, 'CheckLogs', 'logs:*', '*');
      for (const document of Object.values(edited.roles!['web-pipeline-role']!.policies)) {
        (document as { Statement: object[] }).Statement.push({
          Effect: 'Allow',
          Action: 'codebuild:*',
          Resource: '*',
        });
      }
    },
    message: 'TAG is <UNSET>',
    phase: null,
  },
];
