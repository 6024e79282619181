import { describe, expect, it } from 'vitest';
import { uploadSettings } from '../../../src/simulator/codebuild/artifactUpload.ts';
import type { BuildRun } from '../../../src/simulator/codebuild/buildRun.ts';
import type { Scenario } from '../../../src/simulator/read.ts';
import { allowBuild } from '../../conformance/iam/edits.ts';
import { eventsOf, nodeSite, output, simulate } from '../engine/support.ts';

/** The Node site, whose logs go to S3 too. */
const logged = (o: { settings?: object; edit?: (scenario: Scenario) => void } = {}) =>
  nodeSite((scenario) => {
    const [project] = Object.values(scenario.projects);
    const s3Logs = { status: 'ENABLED', location: 'log-bucket/builds', ...o.settings };
    project!.logsConfig = { ...Object(project!.logsConfig), s3Logs };
    scenario.resources!.buckets!['log-bucket'] = {};
    allowBuild(
      scenario,
      'LogsInS3',
      ['s3:PutObject', 's3:GetObject', 's3:ListBucket'],
      ['arn:aws:s3:::log-bucket', 'arn:aws:s3:::log-bucket/*'],
    );
    o.edit?.(scenario);
  });
type Recording = Awaited<ReturnType<typeof simulate>>;
const stored = (recording: Recording) =>
  eventsOf(recording, 'object.stored').filter(({ bucket }) => bucket === 'log-bucket');
const puts = (recording: Recording) =>
  eventsOf(recording, 'api.call').filter(
    ({ call }) => call.operation === 'PutObject' && call.resource.includes('log-bucket'),
  );

describe('a log in S3', () => {
  it('is stored by the service role when the build ends', async () => {
    const recording = await simulate(logged());
    const [uuid] = recording.outcome.builds.map(({ id }) => id.split(':')[1]);
    expect(stored(recording).map(({ objectKey }) => objectKey)).toEqual([`builds/${uuid}.gz`]);
    const [put] = puts(recording);
    expect(put?.call.principal).toContain('assumed-role/web-build-role/AWSCodeBuild-');
  });

  it('holds the whole log, gzipped, even where CloudWatch has none', async () => {
    const command =
      'aws s3 cp s3://log-bucket/builds/ logs --recursive --quiet && gunzip -c logs/*.gz | tail -n 2';
    const recording = await simulate(
      logged({
        edit: (scenario) => {
          const [project] = Object.values(scenario.projects);
          Object.assign(Object(project!.logsConfig), { cloudWatchLogs: { status: 'DISABLED' } });
          scenario.repository.files['buildspec.yml'] =
            `version: 0.2\nphases:\n  build:\n    commands:\n      - ${command}\nartifacts:\n  files:\n    - package.json\n`;
          scenario.interventions = [0, 600_000].map((at) => ({ when: { at }, type: 'push' }));
        },
      }),
    );
    const [first, second] = recording.outcome.commands.map(output);
    expect(first).toContain('No such file or directory');
    expect(second).toMatch(
      /^\[Container\] .* Phase complete: UPLOAD_ARTIFACTS State: SUCCEEDED\n\[Container\] .* Phase context status code: {2}Message: \n$/,
    );
  });

  it('that may not be stored does the build no harm', async () => {
    const recording = await simulate(logged({ settings: { location: 'other-bucket' } }));
    expect(stored(recording)).toEqual([]);
    expect(recording.outcome.builds[0]?.buildStatus).toBe('SUCCEEDED');
    const off = await simulate(logged({ settings: { status: 'DISABLED' } }));
    expect(puts(off)).toEqual([]);
  });
});

describe('what the owner of the bucket may do', () => {
  const run = { project: {} } as BuildRun;

  it('is said with each object, as the project wants it', () => {
    expect(uploadSettings(run, {})).toEqual({ ServerSideEncryption: 'aws:kms' });
    expect(uploadSettings(run, { bucketOwnerAccess: 'FULL', encryptionDisabled: true })).toEqual({
      ACL: 'bucket-owner-full-control',
    });
    expect(uploadSettings(run, { bucketOwnerAccess: 'READ_ONLY' }).ACL).toBe('bucket-owner-read');
    for (const access of ['NONE', '__proto__', 7]) {
      expect(uploadSettings(run, { bucketOwnerAccess: access })).not.toHaveProperty('ACL');
    }
  });

  it('is ignored under a pipeline, with every other setting of the artifacts', async () => {
    const settings = { bucketOwnerAccess: 'FULL', encryptionDisabled: true, name: 'x', path: 'y' };
    const [set, unset] = await Promise.all(
      [settings, {}].map(async (more) => {
        const recording = await simulate(
          nodeSite((scenario) => {
            const [project] = Object.values(scenario.projects);
            Object.assign(project!.artifacts, more);
          }),
        );
        return recording.events;
      }),
    );
    expect(set).toEqual(unset);
  });
});
