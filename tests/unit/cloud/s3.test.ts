import { describe, expect, it } from 'vitest';
import type { CallResult } from '../../../src/simulator/cloud/types.ts';
import { errorOf, get, outputOf, put, text, worker } from './s3Support.ts';
import { account, allowing } from './support.ts';

const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
const key = `arn:aws:kms:us-east-1:111122223333:key/${keyId}`;
const encryption = { algorithm: 'aws:kms', keyId } as const;
const megabyte = 1024 * 1024;

describe('reading and listing', () => {
  it('compares the prefix, the delimiter and the number of keys only when they are sent', async () => {
    const only = (condition: object) => ({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*', Condition: condition },
      ],
    });
    const tries: [object, Record<string, unknown>, boolean][] = [
      [{ StringLike: { 's3:prefix': 'web/*' } }, { Prefix: 'web/a' }, true],
      [{ StringLike: { 's3:prefix': 'web/*' } }, { Prefix: '' }, false],
      [{ StringEquals: { 's3:prefix': '' } }, { Prefix: '' }, true],
      [{ Null: { 's3:prefix': 'true' } }, {}, true],
      [{ StringEquals: { 's3:delimiter': '/' } }, { Delimiter: '/' }, true],
      [{ Null: { 's3:delimiter': 'true' } }, { Prefix: '' }, true],
      [{ NumericLessThanEquals: { 's3:max-keys': '10' } }, { MaxKeys: 9 }, true],
      [{ NumericLessThanEquals: { 's3:max-keys': '10' } }, { MaxKeys: 11 }, false],
      [{ NumericLessThanEquals: { 's3:max-keys': '10' } }, {}, false],
    ];
    for (const [condition, params, allowed] of tries) {
      const { asWorker } = account({ policy: only(condition) });
      const result = await asWorker('s3', 'ListObjectsV2', { Bucket: 'box', ...params });
      expect([condition, params, result.ok]).toEqual([condition, params, allowed]);
    }
  });

  it('gives pages, each key and folder once', async () => {
    const objects = { 'a/1': '', 'a/2': '', b: '', 'c/1': '', d: '' };
    const { asWorker } = account({
      policy: allowing('s3:*'),
      resources: { buckets: { box: { objects } } },
    });
    const seen: unknown[] = [];
    let token: unknown;
    for (let page = 0; page < 9; page++) {
      const output = outputOf(
        await asWorker('s3', 'ListObjectsV2', {
          Bucket: 'box',
          Delimiter: '/',
          MaxKeys: 1,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      ) as Record<string, Record<string, unknown>[]>;
      seen.push(output.Contents?.[0]?.Key ?? output.CommonPrefixes?.[0]?.Prefix);
      token = output.NextContinuationToken;
      if (token === undefined) break;
    }
    expect(seen).toEqual(['a/', 'b', 'c/', 'd']);
  });

  it('gives a range of an object', async () => {
    const { asWorker } = account({ policy: allowing('s3:*') });
    await asWorker('s3', 'PutObject', put);
    expect(
      outputOf(await asWorker('s3', 'GetObject', { ...get, Range: 'bytes=1-2' })),
    ).toMatchObject({ Body: text('el'), ContentLength: 2, ContentRange: 'bytes 1-2/5' });
    expect(errorOf(await asWorker('s3', 'GetObject', { ...get, Range: 'bytes=5-' }))).toMatchObject(
      {
        code: 'InvalidRange',
        status: 416,
      },
    );
  });
});

describe('KMS', () => {
  const keyPolicy = (...actions: string[]) => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: actions,
        Resource: '*',
        Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
      },
      { Effect: 'Allow', Action: 's3:*', Resource: '*' },
    ],
  });
  const buckets = { box: { encryption, objects: { old: 'x' } } };

  it('uses the key of the bucket in the caller’s name', async () => {
    const writer = account({ policy: keyPolicy('kms:GenerateDataKey'), resources: { buckets } });
    expect(outputOf(await writer.asWorker('s3', 'PutObject', put))).toMatchObject({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: key,
    });
    expect(errorOf(await writer.asWorker('s3', 'GetObject', get))).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: `User: ${worker} is not authorized to perform: kms:Decrypt on resource: ${key} because no identity-based policy allows the kms:Decrypt action`,
    });
    const reader = account({ policy: keyPolicy('kms:Decrypt'), resources: { buckets } });
    expect((await reader.asWorker('s3', 'GetObject', { ...get, Key: 'old' })).ok).toBe(true);
    // A HEAD request hands out no content, so it needs no key.
    expect((await writer.asWorker('s3', 'HeadObject', get)).ok).toBe(true);
    expect(errorOf(await reader.asWorker('s3', 'PutObject', put))?.message).toContain(
      'kms:GenerateDataKey',
    );
  });

  it('asks nothing for the key that AWS manages, nor for S3’s own', async () => {
    const { asWorker } = account({ policy: allowing('s3:*') });
    const kms = { ...put, ServerSideEncryption: 'aws:kms' };
    expect((await asWorker('s3', 'PutObject', kms)).ok).toBe(true);
    expect((await asWorker('s3', 'PutObject', put)).ok).toBe(true);
    expect(
      errorOf(await asWorker('s3', 'PutObject', { ...kms, SSEKMSKeyId: keyId })),
    ).toMatchObject({ message: expect.stringContaining('kms:GenerateDataKey') });
  });

  it('knows a key that the account does not have', async () => {
    const { asWorker } = account({ policy: allowing('*'), resources: { keys: {} } });
    const params = { ...put, ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyId };
    expect(errorOf(await asWorker('s3', 'PutObject', params))).toMatchObject({
      code: 'KMS.NotFoundException',
    });
  });

  it('sees the headers that are sent, and no default of the bucket', async () => {
    const denying = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        {
          Effect: 'Deny',
          Action: 's3:PutObject',
          Resource: '*',
          Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } },
        },
      ],
    };
    const { asWorker } = account({ policy: denying, resources: { buckets } });
    expect(errorOf(await asWorker('s3', 'PutObject', put))?.message).toContain('explicit deny');
    const sent = { ...put, ServerSideEncryption: 'aws:kms' };
    expect((await asWorker('s3', 'PutObject', sent)).ok).toBe(true);
  });
});

describe('uploads in parts', () => {
  const parts = [new Uint8Array(5 * megabyte).fill(1), new Uint8Array(3).fill(2)];
  const upload = async (
    call: ReturnType<typeof account>['asWorker'],
    bodies: Uint8Array[] = parts,
  ) => {
    const { UploadId } = outputOf(await call('s3', 'CreateMultipartUpload', get)) as {
      UploadId: string;
    };
    const sent: CallResult[] = [];
    for (const [index, Body] of bodies.entries()) {
      sent.push(await call('s3', 'UploadPart', { ...get, UploadId, PartNumber: index + 1, Body }));
    }
    const Parts = sent.map((each, index) => ({
      ETag: (outputOf(each) as { ETag?: string }).ETag,
      PartNumber: index + 1,
    }));
    return { UploadId, Parts, sent };
  };

  it('joins the parts of an upload, and asks for kms:Decrypt on them', async () => {
    const { asWorker, door } = account({ policy: allowing('s3:*') });
    const { UploadId, Parts } = await upload(asWorker);
    expect(door.state.buckets.get('box')?.objects.has('k')).toBe(false);
    const complete = { ...get, UploadId, MultipartUpload: { Parts } };
    expect(outputOf(await asWorker('s3', 'CompleteMultipartUpload', complete))).toMatchObject({
      Location: 'https://box.s3.us-east-1.amazonaws.com/k',
      ETag: expect.stringMatching(/^"[0-9a-f]{32}-2"$/),
    });
    expect(door.state.buckets.get('box')?.objects.get('k')?.bytes.length).toBe(5 * megabyte + 3);
    expect(errorOf(await asWorker('s3', 'CompleteMultipartUpload', complete))).toMatchObject({
      code: 'NoSuchUpload',
    });

    const kms = account({
      policy: allowing('s3:*', 'kms:GenerateDataKey'),
      resources: { buckets: { box: { encryption } } },
    });
    const { sent } = await upload(kms.asWorker, [text('x')]);
    expect(errorOf(sent[0]!)?.message).toContain('kms:Decrypt');
  });

  it('refuses parts that are wrong, too small or out of order', async () => {
    const { asWorker } = account({ policy: allowing('s3:*') });
    const complete = async (
      bodies: Uint8Array[],
      change: (named: { ETag: string | undefined; PartNumber: number }[]) => unknown[],
    ) => {
      const { UploadId, Parts } = await upload(asWorker, bodies);
      const params = { ...get, UploadId, MultipartUpload: { Parts: change(Parts) } };
      return errorOf(await asWorker('s3', 'CompleteMultipartUpload', params))?.code;
    };
    expect(await complete(parts, (named) => named.toReversed())).toBe('InvalidPartOrder');
    expect(await complete([text('a'), text('b')], (named) => named)).toBe('EntityTooSmall');
    expect(await complete(parts, ([first]) => [{ ...first, ETag: 'other' }])).toBe('InvalidPart');
  });

  it('throws the parts away', async () => {
    const { asWorker, door } = account({ policy: allowing('s3:*') });
    const { UploadId } = await upload(asWorker);
    expect((await asWorker('s3', 'AbortMultipartUpload', { ...get, UploadId })).ok).toBe(true);
    expect(door.state.buckets.get('box')?.uploads.size).toBe(0);
  });
});

describe('tags', () => {
  const tagged = { ...put, Tagging: 'stage=dev&team=web%20shop' };

  it('asks for their own permission, when written and when copied', async () => {
    const writer = account({ policy: allowing('s3:PutObject') });
    expect(errorOf(await writer.asWorker('s3', 'PutObject', tagged))?.message).toContain(
      's3:PutObjectTagging',
    );
    const all = account({ policy: allowing('s3:*') });
    await all.asWorker('s3', 'PutObject', tagged);
    const copy = { Bucket: 'box', Key: 'copy', CopySource: 'box/k' };
    await all.asWorker('s3', 'CopyObject', copy);
    const calls = all.recorder.events.flatMap((event) =>
      event.type === 'api.call' && event.call.operation === 'CopyObject' ? [event.call] : [],
    );
    expect(calls[0]?.checks?.map(({ action }) => action)).toEqual([
      's3:GetObject',
      's3:GetObjectTagging',
      's3:PutObject',
      's3:PutObjectTagging',
    ]);
    const tags = await all.asWorker('s3', 'GetObjectTagging', { Bucket: 'box', Key: 'copy' });
    expect(outputOf(tags)).toEqual({
      TagSet: [
        { Key: 'stage', Value: 'dev' },
        { Key: 'team', Value: 'web shop' },
      ],
    });
  });

  it('is a condition on what is there, and has its limits', async () => {
    const { asWorker } = account({
      policy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 's3:Put*', Resource: '*' },
          {
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: '*',
            Condition: { StringEquals: { 's3:ExistingObjectTag/stage': 'prod' } },
          },
        ],
      },
    });
    await asWorker('s3', 'PutObject', tagged);
    expect((await asWorker('s3', 'GetObject', get)).ok).toBe(false);
    const tag = (TagSet: object[]) =>
      asWorker('s3', 'PutObjectTagging', { ...get, Tagging: { TagSet } });
    await tag([{ Key: 'stage', Value: 'prod' }]);
    expect((await asWorker('s3', 'GetObject', get)).ok).toBe(true);
    const eleven = Array.from({ length: 11 }, (_, n) => ({ Key: `k${n}`, Value: '' }));
    expect(errorOf(await tag(eleven))?.code).toBe('BadRequest');
    expect(errorOf(await tag([...eleven.slice(0, 1), ...eleven.slice(0, 1)]))?.code).toBe(
      'InvalidTag',
    );
  });
});
