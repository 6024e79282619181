import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../src/simulator/read.ts';
import { eventsOf, log, nodeSite, phaseOf, simulate } from '../engine/support.ts';

/** The Node site with these commands and this end of its buildspec. */
const site = (o: { commands: string[]; rest: string; edit?: (scenario: Scenario) => void }) =>
  nodeSite((scenario) => {
    scenario.repository.files['buildspec.yml'] =
      `version: 0.2\nphases:\n  build:\n    commands:\n${o.commands
        .map((command) => `      - ${JSON.stringify(command)}\n`)
        .join('')}${o.rest}`;
    o.edit?.(scenario);
  });
type Recording = Awaited<ReturnType<typeof simulate>>;
/** Names in the artifact that the build made. */
const names = (recording: Recording) => eventsOf(recording, 'artifact.stored').at(-1)?.files;

describe('artifacts of a build', () => {
  it('lie below a base directory that a variable names', async () => {
    const recording = await simulate(
      site({
        commands: ['mkdir -p web/out && echo a > web/out/a.txt'],
        rest: "artifacts:\n  base-directory: $CODEBUILD_SRC_DIR/web/out\n  files:\n    - '**/*'\n",
      }),
    );
    expect(names(recording)).toEqual(['a.txt']);
  });

  it('may lie outside the source directory', async () => {
    const recording = await simulate(
      site({
        commands: ['mkdir -p /tmp/out/css && echo a > /tmp/out/css/a.css'],
        rest: "artifacts:\n  base-directory: /tmp/out\n  files:\n    - '**/*'\n",
      }),
    );
    expect(names(recording)).toEqual(['css/a.css']);
    expect(log(recording)).toContain('Expanding base directory path: /tmp/out\n');
  });

  it('outside of the source directory that are missing fail the phase', async () => {
    const recording = await simulate(
      site({
        commands: ['true'],
        rest: "artifacts:\n  base-directory: /tmp/none\n  files:\n    - '**/*'\n",
      }),
    );
    expect(phaseOf(recording, 'UPLOAD_ARTIFACTS')?.contexts[0]).toEqual({
      statusCode: 'CLIENT_ERROR',
      message: 'no matching base directory path found for /tmp/none',
    });
    expect(log(recording)).not.toContain('auto-discover');
  });

  it('take what a link points to; a link that leads nowhere is left out', async () => {
    const recording = await simulate(
      site({
        commands: ['mkdir out && echo a > a.txt && ln -s ../a.txt out/a && ln -s ../none out/b'],
        rest: "artifacts:\n  base-directory: out\n  files:\n    - '**/*'\n",
      }),
    );
    expect(names(recording)).toEqual(['a']);
  });

  it('keep links that lead into the source as links where enable-symlinks says so', async () => {
    const made =
      'mkdir -p out/sub && echo a > out/a.txt && ln -s a.txt out/link && ln -s sub out/dir && ln -s /etc/hosts out/hosts && ln -s ../gone out/gone';
    const below = "artifacts:\n  base-directory: out\n  files:\n    - '**/*'\n";
    const linked = await simulate(
      site({
        commands: [
          `if [ -L link ]; then readlink link gone; else ${made}; cp buildspec.yml out; fi`,
        ],
        rest: `${below}  enable-symlinks: yes\n`,
        edit: ({ pipeline }) => {
          const last = pipeline.stages.at(-1)!;
          const { inputArtifacts } = last.actions[0]!;
          const { namespace: _, ...build } = structuredClone(pipeline.stages[1]!.actions[0]!);
          last.actions = [{ ...build, inputArtifacts: inputArtifacts!, outputArtifacts: [] }];
        },
      }),
    );
    expect(log(linked)).toContain('\na.txt\n../gone\n');
    expect(names(linked)).toEqual(['a.txt', 'buildspec.yml', 'dir', 'gone', 'hosts', 'link']);
    const copied = await simulate(site({ commands: [made], rest: below }));
    expect(names(copied)).toEqual(['a.txt', 'hosts', 'link']);
  });

  it('that S3 has no bucket for fail with its own words', async () => {
    const recording = await simulate(
      site({
        commands: ['aws s3 rb s3://$BUCKET --force'],
        rest: 'artifacts:\n  files:\n    - package.json\n',
        edit: (scenario) => {
          const [project] = Object.values(scenario.projects);
          project!.environment.environmentVariables = [
            { name: 'BUCKET', value: scenario.pipeline.artifactStore!.location, type: 'PLAINTEXT' },
          ];
          const [, role] = Object.entries(scenario.roles!).find(([name]) =>
            project!.serviceRole.endsWith(name),
          )!;
          role.policies.all = {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
          };
        },
      }),
    );
    expect(phaseOf(recording, 'UPLOAD_ARTIFACTS')?.contexts[0]?.message).toMatch(
      /^Error in UPLOAD_ARTIFACTS phase: NoSuchBucket: The specified bucket does not exist\n\tstatus code: 404, /,
    );
  });
});
