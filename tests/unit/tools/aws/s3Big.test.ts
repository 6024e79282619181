import { describe, expect, it } from 'vitest';
import { aws } from '../../../../src/simulator/shell/tools/aws/index.ts';
import { type Aws, container, denied } from '../support.ts';

const mebibyte = 1024 * 1024;
const s3 = (words: string) => ['s3', ...words.split(' ')];
const big = new Uint8Array(20 * mebibyte).fill(120);
const body = (from: number, to: number) => new Uint8Array(to - from + 1).fill(120);

/** One object of 20 MiB in `b`, and uploads in parts. */
const cloud: Aws = ({ operation, params }) => {
  const [, from = 0, to = 0] = (/bytes=(\d+)-(\d+)/.exec(String(params.Range)) ?? []).map(Number);
  const answers: Record<string, Record<string, unknown>> = {
    HeadObject: { ContentLength: big.length, ContentType: 'text/x', LastModified: 5, ETag: '"e"' },
    GetObject: { Body: body(from, to) },
    GetObjectTagging: { TagSet: [{ Key: 'stage', Value: 'a b' }] },
    CreateMultipartUpload: { UploadId: 'u' },
    UploadPart: { ETag: `"${String(params.PartNumber)}"` },
    UploadPartCopy: { CopyPartResult: { ETag: `"${String(params.PartNumber)}"` } },
  };
  return { ok: true, output: answers[operation] ?? {} };
};
const without =
  (...operations: string[]): Aws =>
  (call) =>
    operations.includes(call.operation) ? denied(`s3:${call.operation}`, '*') : cloud(call);

describe('aws s3 with files of 8 MiB and more', () => {
  it('sends parts of 8 MiB', async () => {
    const box = container({ files: { 'big.bin': big }, aws: cloud });
    const result = await box.run(aws, s3('cp big.bin s3://b/k --no-progress --sse aws:kms'));
    expect(result).toMatchObject({ exitCode: 0, stdout: 'upload: ./big.bin to s3://b/k\n' });
    expect(result.calls.map(({ operation }) => operation)).toEqual([
      'CreateMultipartUpload',
      'UploadPart',
      'UploadPart',
      'UploadPart',
      'CompleteMultipartUpload',
    ]);
    expect(result.calls[0]?.params).toEqual({
      Bucket: 'b',
      Key: 'k',
      ServerSideEncryption: 'aws:kms',
    });
    const sizes = result.calls.slice(1, 4).map(({ params }) => (params.Body as Uint8Array).length);
    expect(sizes).toEqual([8 * mebibyte, 8 * mebibyte, 4 * mebibyte]);
    expect(result.calls.at(-1)?.params).toMatchObject({
      UploadId: 'u',
      MultipartUpload: {
        Parts: [1, 2, 3].map((n) => ({ ETag: `"${n}"`, PartNumber: n })),
      },
    });
  });

  it('throws the parts away after a failure, and reports the first one', async () => {
    const aborts = without('UploadPart', 'AbortMultipartUpload');
    const box = container({ files: { 'big.bin': big }, aws: aborts });
    const result = await box.run(aws, s3('cp big.bin s3://b/k --no-progress'));
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('when calling the UploadPart operation');
    expect(result.stderr).not.toContain('Abort');
    expect(result.calls.map(({ operation }) => operation)).toEqual([
      'CreateMultipartUpload',
      'UploadPart',
      'AbortMultipartUpload',
    ]);
  });

  it('reads in ranges', async () => {
    const box = container({ aws: cloud });
    const result = await box.run(aws, s3('cp s3://b/k out.bin --no-progress'));
    expect(result.calls.map(({ params }) => params.Range)).toEqual([
      undefined,
      `bytes=0-${8 * mebibyte - 1}`,
      `bytes=${8 * mebibyte}-${16 * mebibyte - 1}`,
      `bytes=${16 * mebibyte}-${20 * mebibyte - 1}`,
    ]);
    expect((await box.fs.readFileBuffer('/src/out.bin')).length).toBe(big.length);
  });

  it('copies with its type and tags, which CreateMultipartUpload does not know of itself', async () => {
    const box = container({ aws: cloud });
    const result = await box.run(aws, s3('cp s3://b/k s3://c/k --no-progress'));
    expect(result.calls.map(({ operation }) => operation)).toEqual([
      'HeadObject',
      'GetObjectTagging',
      'CreateMultipartUpload',
      'UploadPartCopy',
      'UploadPartCopy',
      'UploadPartCopy',
      'CompleteMultipartUpload',
    ]);
    expect(result.calls[2]?.params).toMatchObject({
      ContentType: 'text/x',
      Tagging: 'stage=a%20b',
    });
    const plain = await box.run(aws, s3('cp s3://b/k s3://c/k --copy-props none'));
    expect(plain.calls.map(({ operation }) => operation)).not.toContain('GetObjectTagging');
  });
});

describe('aws s3 presign', () => {
  it('signs as Signature Version 4 says, without a call', async () => {
    const box = container({
      aws: cloud,
      env: {
        AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      },
    });
    // The program takes 600 ms to start, so the second stays the same.
    const words = ['s3', 'presign', 's3://box/a b/(c).txt', '--expires-in', '60'];
    const result = await box.run(aws, words);
    expect(result.calls).toEqual([]);
    expect(result.stdout).toBe(
      'https://box.s3.us-east-1.amazonaws.com/a%20b/%28c%29.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260714%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260714T095700Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=28140ff295b66a8936f48c4076c260d3d6c011b8784601fb29bf98da3c311482\n',
    );
  });
});

describe('aws s3 mb and website', () => {
  it('names the Region of a new bucket outside us-east-1', async () => {
    const box = container({ aws: cloud });
    const home = await box.run(aws, s3('mb s3://acme-new'));
    expect(home.calls[0]?.params).toEqual({ Bucket: 'acme-new' });
    const away = await box.run(aws, s3('mb s3://acme-new --region eu-west-1'));
    expect(away.calls[0]?.params).toEqual({
      Bucket: 'acme-new',
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    });
  });

  it('sends both documents of a website', async () => {
    const box = container({ aws: cloud });
    const words = 'website s3://b --index-document index.html --error-document error.html';
    const result = await box.run(aws, s3(words));
    expect(result).toMatchObject({ exitCode: 0, output: '' });
    expect(result.calls[0]?.params).toEqual({
      Bucket: 'b',
      WebsiteConfiguration: {
        ErrorDocument: { Key: 'error.html' },
        IndexDocument: { Suffix: 'index.html' },
      },
    });
  });
});

describe('options of writing', () => {
  it('reads grants and metadata, and replaces the metadata of a copy only when asked', async () => {
    const box = container({ files: { 'a.bin': 'x' }, aws: cloud });
    const grants =
      'cp a.bin s3://b/k --metadata a=1,b=2 --grants read=uri=http://acs.amazonaws.com/groups/global/AllUsers full=id=1';
    expect((await box.run(aws, s3(grants))).calls[0]?.params).toMatchObject({
      Metadata: { a: '1', b: '2' },
      GrantRead: 'uri=http://acs.amazonaws.com/groups/global/AllUsers',
      GrantFullControl: 'id=1',
    });
    const small: Aws = (call) =>
      call.operation === 'HeadObject'
        ? { ok: true, output: { ContentLength: 1, LastModified: 5 } }
        : cloud(call);
    const copying = container({ aws: small });
    const params = async (more: string) =>
      (await copying.run(aws, s3(`cp s3://b/k s3://c/k${more}`))).calls[1]?.params;
    expect(await params('')).toEqual({ Bucket: 'c', Key: 'k', CopySource: 'b/k' });
    expect(await params(' --content-type text/x')).toMatchObject({ MetadataDirective: 'REPLACE' });
    expect(await params(' --copy-props none')).toMatchObject({
      MetadataDirective: 'REPLACE',
      TaggingDirective: 'REPLACE',
    });
  });
});
