import { zip } from '../../../../cloud/zip.ts';
import { listFiles } from '../../support/files.ts';
import { text } from '../../support/json.ts';
import { absolute } from '../../support/paths.ts';
import { generalError, parameterError, unknownOptions } from '../errors.ts';
import { has, lastValue, parseOptions, required } from '../options.ts';
import { isoTime } from '../time.ts';
import type { CustomCommand } from './types.ts';

/**
 * `aws deploy push`: zips a directory, uploads it and registers it as a revision (AWS CLI Command Reference, "deploy push").
 * Archives over 6 MiB go in parts; the directories of a repository never make one.
 */
const push: CustomCommand = async (ctx, client, _globals, words) => {
  const parsed = parseOptions(words, {
    'application-name': 'value',
    's3-location': 'value',
    source: 'value',
    description: 'value',
    'ignore-hidden-files': 'flag',
    'no-ignore-hidden-files': 'flag',
  });
  const unknown = [...parsed.unknown, ...parsed.positionals];
  if (unknown.length > 0) throw unknownOptions(unknown);
  const applicationName = required(parsed, 'application-name');
  const location = required(parsed, 's3-location');
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(location) ?? [];
  if (bucket === '') {
    throw parameterError(
      '--s3-location must specify the Amazon S3 URL format as s3://<bucket>/<key>.',
    );
  }
  const source = absolute(ctx.cwd, lastValue(parsed, 'source') ?? '.');
  const hidden = !has(parsed, 'ignore-hidden-files');
  const files: Record<string, Uint8Array> = Object.create(null);
  for (const { path } of await listFiles(ctx.fs, source)) {
    const name = path.slice(source === '/' ? 1 : source.length + 1);
    if (hidden || !name.split('/').some((part) => part.startsWith('.'))) {
      files[name] = await ctx.fs.readFileBuffer(path);
    }
  }
  if (files['appspec.yml'] === undefined) throw generalError(`${source}/appspec.yml was not found`);
  const put = await client.call('s3', 'PutObject', { Bucket: bucket, Key: key, Body: zip(files) });
  const eTag = (text(put, 'ETag') ?? '').replace(/"/g, '');
  const version = text(put, 'VersionId');
  const s3Location = {
    bucket,
    key,
    bundleType: 'zip',
    eTag,
    ...(version === undefined ? {} : { version }),
  };
  await client.call('codedeploy', 'RegisterApplicationRevision', {
    applicationName,
    description:
      lastValue(parsed, 'description') ??
      `Uploaded by AWS CLI ${isoTime(ctx.host.clock.unix()).replace('+00:00', '')} UTC`,
    revision: { revisionType: 'S3', s3Location },
  });
  const place = `bucket=${bucket},key=${key},bundleType=zip,eTag=${eTag}${version === undefined ? '' : `,version=${version}`}`;
  ctx.stdout(
    `To deploy with this revision, run:\naws deploy create-deployment --application-name ${applicationName} --s3-location ${place} --deployment-group-name <deployment-group-name> --deployment-config-name <deployment-config-name> --description <description>\n`,
  );
  return 0;
};

/** Commands of the CLI's own for CodeDeploy. */
export const deployCommands = { push };
