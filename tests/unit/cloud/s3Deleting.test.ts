import { describe, expect, it } from 'vitest';
import { errorOf, outputOf, put, text } from './s3Support.ts';
import { account, allowing } from './support.ts';

const deletes = (...keys: string[]) => ({
  Bucket: 'box',
  Delete: { Objects: keys.map((Key) => ({ Key })) },
});
const box = { Bucket: 'box' };

describe('S3: deleting and listing', () => {
  it('deletes what the policy allows and lists the rest', async () => {
    const policy = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['s3:PutObject', 's3:ListBucket'], Resource: '*' },
        { Effect: 'Allow', Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::box/old/*' },
      ],
    };
    const { asWorker, recorder } = account({ policy });
    for (const Key of ['old/a', 'keep/b']) await asWorker('s3', 'PutObject', { ...put, Key });
    const result = await asWorker('s3', 'DeleteObjects', deletes('old/a', 'old/none', 'keep/b'));
    expect(outputOf(result)).toEqual({
      Deleted: [{ Key: 'old/a' }, { Key: 'old/none' }],
      Errors: [
        {
          Key: 'keep/b',
          Code: 'AccessDenied',
          Message: expect.stringContaining(
            'is not authorized to perform: s3:DeleteObject on resource: "arn:aws:s3:::box/keep/b" because no identity-based policy allows the s3:DeleteObject action',
          ),
        },
      ],
    });
    const told = recorder.events.filter(({ type }) => type === 'object.deleted');
    expect(told).toMatchObject([{ bucket: 'box', objectKey: 'old/a' }]);
    const left = await asWorker('s3', 'ListObjectsV2', box);
    expect(outputOf(left)).toMatchObject({ Contents: [{ Key: 'keep/b' }] });
  });

  it('refuses a list of no keys, and a bucket that is not there', async () => {
    const { asWorker } = account({ policy: allowing('s3:*') });
    const none = await asWorker('s3', 'DeleteObjects', deletes());
    expect(errorOf(none)).toMatchObject({ code: 'MalformedXML' });
    const nowhere = { ...deletes('k'), Bucket: 'nowhere' };
    const missing = await asWorker('s3', 'DeleteObjects', nowhere);
    expect(errorOf(missing)).toMatchObject({ code: 'NoSuchBucket' });
  });

  it('lists with owners and a marker in version 1', async () => {
    const { asWorker } = account({ policy: allowing('s3:*') });
    for (const Key of ['a', 'b', 'c']) await asWorker('s3', 'PutObject', { ...put, Key });
    const first = await asWorker('s3', 'ListObjects', { ...box, MaxKeys: 2 });
    expect(outputOf(first)).toMatchObject({
      Contents: [
        { Key: 'a', Owner: { ID: expect.stringMatching(/^[0-9a-f]{64}$/) } },
        { Key: 'b' },
      ],
      NextMarker: 'b',
    });
    const second = await asWorker('s3', 'ListObjects', { ...box, Marker: 'b' });
    expect(outputOf(second)).toMatchObject({ Contents: [{ Key: 'c' }] });
  });

  it('brings an object back when the marker of its deletion is deleted', async () => {
    const { asWorker } = account({
      policy: allowing('s3:*'),
      resources: { buckets: { box: { versioning: 'Enabled' } } },
    });
    await asWorker('s3', 'PutObject', put);
    await asWorker('s3', 'PutObject', { ...put, Body: text('newer') });
    await asWorker('s3', 'DeleteObject', { ...box, Key: 'k' });
    const listed = outputOf(await asWorker('s3', 'ListObjectVersions', box)) as {
      Versions: { IsLatest: boolean }[];
      DeleteMarkers: { VersionId: string; IsLatest: boolean }[];
    };
    expect(listed.Versions.map(({ IsLatest }) => IsLatest)).toEqual([false, false]);
    expect(listed.DeleteMarkers).toMatchObject([{ IsLatest: true }]);
    const { VersionId } = listed.DeleteMarkers[0]!;
    await asWorker('s3', 'DeleteObject', { ...box, Key: 'k', VersionId });
    const got = await asWorker('s3', 'GetObject', { ...box, Key: 'k' });
    expect(outputOf(got)).toMatchObject({ Body: text('newer') });
  });
});
