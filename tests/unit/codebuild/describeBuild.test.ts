import { expect, it } from 'vitest';
import { log, nodeSite, simulate } from '../engine/support.ts';
import { allowBuilds, alone, commands } from './support.ts';

/** What BatchGetBuilds says of the first build, as a command of the second prints it. */
async function described(change: Parameters<typeof alone>[1], query: string): Promise<unknown> {
  const recording = await simulate(
    alone(`${commands('echo hi > a.txt')}artifacts:\n  files: [a.txt]\n`, (scenario, project) => {
      allowBuilds(scenario, 'codebuild:*', 's3:*');
      change?.(scenario, project);
      scenario.interventions?.push({
        when: { at: 300_000 },
        type: 'startBuild',
        project: project.name,
        overrides: {
          artifactsOverride: { type: 'NO_ARTIFACTS' },
          buildspecOverride: commands(
            `id=$(aws codebuild list-builds-for-project --project-name ${project.name} --query 'ids[-1]' --output text)`,
            `aws codebuild batch-get-builds --ids "$id" --query '${query}' | jq -c .`,
          ),
        },
      });
    }),
  );
  const lines = log(recording).split('\n');
  return JSON.parse(
    lines.findLast((line) => /^[[{]/.test(line) && !line.startsWith('[C')) ?? 'null',
  );
}

it('the artifact: where it lies, and the sums of a zip', async () => {
  const query = 'builds[0].artifacts';
  const zip = await described((_scenario, project) => {
    project.artifacts = { type: 'S3', location: 'acme-web-site', name: 'out', packaging: 'ZIP' };
  }, query);
  expect(zip).toEqual({
    location: 'arn:aws:s3:::acme-web-site/out',
    md5sum: expect.stringMatching(/^[0-9a-f]{32}$/),
    sha256sum: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const files = await described((_scenario, project) => {
    project.artifacts = { type: 'S3', location: 'acme-web-site', name: 'out' };
  }, query);
  expect(files).toEqual({ location: 'arn:aws:s3:::acme-web-site/out' });
});

it('the log, the status and the phases of a build that is over', async () => {
  const build = await described(
    undefined,
    'builds[0].[buildStatus,buildComplete,currentPhase,logs.groupName,autoRetryConfig.autoRetryLimit,length(phases),phases[6]|[phaseType,phaseStatus]]',
  );
  expect(build).toEqual([
    'SUCCEEDED',
    true,
    'COMPLETED',
    '/aws/codebuild/web-build',
    0,
    11,
    ['BUILD', 'SUCCEEDED'],
  ]);
});

it('in a pipeline source and key are the pipeline’s', async () => {
  const recording = await simulate(
    nodeSite((scenario) => {
      allowBuilds(scenario, 'codebuild:*');
      scenario.repository.files['buildspec.yml'] = commands(
        `aws codebuild batch-get-builds --ids "$CODEBUILD_BUILD_ID" --query 'builds[0].[source.type, initiator, starts_with(sourceVersion, \`arn:aws:s3:::\`), resolvedSourceVersion]' | jq -c .`,
        'echo "[$CODEBUILD_RESOLVED_SOURCE_VERSION]"',
      );
    }),
  );
  const said = log(recording);
  const commit = /\n\[([0-9a-f]{40})\]\n/.exec(said)?.[1];
  expect(said).toContain(`["CODEPIPELINE","codepipeline/web-pipeline",true,"${commit}"]\n`);
});
