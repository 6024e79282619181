import { describe, expect, it } from 'vitest';
import { aws } from '../../../../src/simulator/shell/tools/aws/index.ts';
import { container, session } from '../support.ts';
import { fakeS3 } from './fakeS3.ts';

const site = { 'dist/index.html': '<h1>Hi</h1>', 'dist/css/a.css': 'a{}', 'dist/b.txt': 'b' };
const s3 = (words: string) => ['s3', ...words.split(' ')];
const noProgress = (text: string) => text.replace(/[^\r\n]*\r/g, '');

describe('aws s3 cp', () => {
  it('uploads one file: progress, then the result padded over it', async () => {
    const cloud = fakeS3({ 'acme-web-site': {} });
    const box = container({ files: site, aws: cloud.aws });
    const result = await box.run(aws, s3('cp dist/index.html s3://acme-web-site/'));
    expect(result).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout:
        'Completed 11 Bytes/11 Bytes (220 Bytes/s) with 1 file(s) remaining\r' +
        'upload: dist/index.html to s3://acme-web-site/index.html          \n',
      assumed: [],
    });
    expect(result.calls.map(({ operation }) => operation)).toEqual(['PutObject']);
    expect(cloud.text('acme-web-site', 'index.html')).toBe('<h1>Hi</h1>');
    expect(cloud.params('acme-web-site', 'index.html')).toEqual({
      Bucket: 'acme-web-site',
      Key: 'index.html',
      ContentType: 'text/html',
    });
    expect(result.took).toBe(650);
  });

  it('prints a file of the working directory with ./', async () => {
    const box = container({ files: { 'a.bin': 'x' }, aws: fakeS3({ b: {} }).aws });
    const result = await box.run(aws, s3('cp a.bin s3://b --no-progress'));
    expect(result.stdout).toBe('upload: ./a.bin to s3://b/a.bin\n');
    expect(result.calls[0]?.params).not.toHaveProperty('ContentType');
  });

  it('hands the options of writing on', async () => {
    const cloud = fakeS3({ b: {} });
    const box = container({ files: { 'a.js': 'x' }, aws: cloud.aws });
    const words =
      'cp a.js s3://b/k --acl public-read --cache-control max-age=60 --content-type text/x --sse aws:kms --only-show-errors';
    expect(await box.run(aws, s3(words))).toMatchObject({ exitCode: 0, output: '' });
    expect(cloud.params('b', 'k')).toEqual({
      Bucket: 'b',
      Key: 'k',
      ACL: 'public-read',
      CacheControl: 'max-age=60',
      ContentType: 'text/x',
      ServerSideEncryption: 'aws:kms',
    });
  });

  it('a refused upload is one line on stderr, exit 1', async () => {
    const box = container({ files: site, aws: fakeS3({ 'acme-web-site': {} }, ['PutObject']).aws });
    const result = await box.run(aws, s3('cp dist/index.html s3://acme-web-site/index.html'));
    expect(result).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: `upload failed: dist/index.html to s3://acme-web-site/index.html An error occurred (AccessDenied) when calling the PutObject operation: User: ${session.arn} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::acme-web-site/index.html" because no identity-based policy allows the s3:PutObject action\n`,
    });
  });

  it('--recursive: one failure does not stop the others, progress counts', async () => {
    const cloud = fakeS3({ b: {} });
    const box = container({
      files: site,
      aws: (call) =>
        call.params.Key === 'p/css/a.css'
          ? { code: 'SlowDown', message: 'Please reduce your request rate.', status: 503 }
          : cloud.aws(call),
    });
    const result = await box.run(aws, s3('cp dist s3://b/p --recursive'));
    expect(result.exitCode).toBe(1);
    expect(noProgress(result.stdout).replace(/ +$/gm, '')).toBe(
      'upload: dist/b.txt to s3://b/p/b.txt\nupload: dist/index.html to s3://b/p/index.html\n',
    );
    expect(result.stderr.trimEnd()).toBe(
      'upload failed: dist/css/a.css to s3://b/p/css/a.css An error occurred (SlowDown) when calling the PutObject operation: Please reduce your request rate.',
    );
    expect(result.stdout).toContain(
      'Completed 1 Byte/15 Bytes (20 Bytes/s) with 3 file(s) remaining\r',
    );
    expect(cloud.keys('b')).toEqual(['p/b.txt', 'p/index.html']);
  });

  it('filters in order, the last one that matches wins', async () => {
    const cloud = fakeS3({ b: {} });
    const box = container({ files: site, aws: cloud.aws });
    await box.run(aws, [
      ...s3('cp dist s3://b --recursive --quiet --exclude'),
      '*',
      '--include',
      '*.css',
    ]);
    expect(cloud.keys('b')).toEqual(['css/a.css']);
  });

  it('leaves out links that lead nowhere, exit 2, and does not follow circles for ever', async () => {
    const cloud = fakeS3({ b: {} });
    const box = container({ files: { 'd/a': 'a' }, aws: cloud.aws });
    await box.fs.symlink('nix', '/src/d/broken');
    const result = await box.run(aws, s3('cp d s3://b --recursive --no-progress'));
    expect(result).toMatchObject({
      exitCode: 2,
      stdout: 'upload: d/a to s3://b/a\n',
      stderr: 'warning: Skipping file /src/d/broken. File does not exist.\n',
    });
    await box.fs.symlink('/src/d', '/src/d/loop');
    expect((await box.run(aws, s3('sync d s3://b --quiet'))).output).toBe('');
  });

  it('a path that cannot be written is a failed download', async () => {
    const box = container({ files: { file: 'x' }, aws: fakeS3({ b: { k: 'k' } }).aws });
    const result = await box.run(aws, s3('cp s3://b/k file/below'));
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toMatch(/^download failed: s3:\/\/b\/k to file\/below E[A-Z]+: /);
  });

  it('--dryrun only says what it would do', async () => {
    const cloud = fakeS3({ b: {} });
    const box = container({ files: site, aws: cloud.aws });
    const result = await box.run(aws, s3('cp dist/css s3://b/x/ --recursive --dryrun'));
    expect(result).toMatchObject({
      stdout: '(dryrun) upload: dist/css/a.css to s3://b/x/a.css\n',
      calls: [],
    });
  });

  it.each([
    ['cp nix.txt s3://b/', 255, '\nThe user-provided path nix.txt does not exist.\n'],
    [
      'cp a b',
      252,
      '\nusage: aws s3 cp <LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>\nError: Invalid argument type\n',
    ],
    ['cp a.txt s3://b --frob', 252, '\nUnknown options: --frob\n'],
    [
      'cp a.txt - --recursive',
      252,
      '\nusage: aws s3 cp <LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>\nError: Invalid argument type\n',
    ],
    [
      'cp - s3://b/k --recursive',
      252,
      '\nStreaming currently is only compatible with non-recursive cp commands\n',
    ],
    [
      'cp dist s3://b/',
      1,
      "upload failed: dist/ to s3://b/ [Errno 21] Is a directory: '/src/dist/'\n",
    ],
    [
      'cp a.txt s3:///',
      1,
      'upload failed: ./a.txt to s3:///a.txt Parameter validation failed:\nInvalid bucket name "": Bucket name must match the regex "^[a-zA-Z0-9.\\-_]{1,255}$" or be an ARN matching the regex "^arn:(aws).*:(s3|s3-object-lambda):[a-z\\-0-9]*:[0-9]{12}:accesspoint[/:][a-zA-Z0-9\\-.]{1,63}$|^arn:(aws).*:s3-outposts:[a-z\\-0-9]+:[0-9]{12}:outpost[/:][a-zA-Z0-9\\-]{1,63}[/:]accesspoint[/:][a-zA-Z0-9\\-]{1,63}$"\n',
    ],
    [
      'cp s3://b/nix .',
      1,
      'fatal error: An error occurred (404) when calling the HeadObject operation: Key "nix" does not exist\n',
    ],
    ['mv s3://b/k s3://b/k', 252, '\nCannot mv a file onto itself: s3://b/k - s3://b/k\n'],
  ])('aws s3 %s ends with %i', async (words, exitCode, stderr) => {
    const box = container({
      files: { 'a.txt': 'a', 'dist/x': 'x' },
      aws: fakeS3({ b: { k: 'k' } }).aws,
    });
    expect(await box.run(aws, s3(words))).toMatchObject({ exitCode, stdout: '', stderr });
  });

  it('downloads with the object’s time; a refused HEAD has no reason', async () => {
    const cloud = fakeS3({ b: { 'x/a.txt': 'hello' } });
    const box = container({ aws: cloud.aws });
    const result = await box.run(aws, s3('cp s3://b/x/a.txt deep/er/ --no-progress'));
    expect(result.stdout).toBe('download: s3://b/x/a.txt to deep/er/a.txt\n');
    expect(await box.read('deep/er/a.txt')).toBe('hello');
    expect((await box.fs.stat('/src/deep/er/a.txt')).mtime.getTime()).toBe(cloud.start + 5_000);
    const refused = fakeS3({ b: { k: 'k' } }, ['HeadObject']);
    expect(await box.run(aws, s3('cp s3://b/k .'), { aws: refused.aws })).toMatchObject({
      exitCode: 1,
      output:
        'fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden\n',
    });
  });

  it('copies from bucket to bucket, and through pipes', async () => {
    const cloud = fakeS3({ a: { 'd/k': 'text' }, b: {} });
    const box = container({ aws: cloud.aws });
    const copied = await box.run(aws, s3('cp s3://a/d/k s3://b/'));
    expect(noProgress(copied.stdout).trimEnd()).toBe('copy: s3://a/d/k to s3://b/k');
    expect(copied.calls.at(-1)?.params).toEqual({ Bucket: 'b', Key: 'k', CopySource: 'a/d/k' });
    expect(await box.run(aws, s3('cp s3://b/k -'))).toMatchObject({ output: 'text', exitCode: 0 });
    expect(await box.run(aws, s3('cp - s3://b/n'), { stdin: 'in' })).toMatchObject({ output: '' });
    expect(cloud.text('b', 'n')).toBe('in');
  });

  it.each([
    [
      'cp a.txt s3://b/',
      1,
      'upload failed: ./a.txt to s3://b/a.txt Unable to locate credentials\n',
    ],
    ['sync . s3://b/', 1, 'fatal error: Unable to locate credentials\n'],
    [
      'ls',
      253,
      '\nUnable to locate credentials. You can configure credentials by running "aws configure".\n',
    ],
  ])('without credentials: aws s3 %s', async (words, exitCode, stderr) => {
    const box = container({ files: { 'a.txt': 'a' }, aws: () => 'no-credentials' });
    expect(await box.run(aws, s3(words))).toMatchObject({ exitCode, stderr, stdout: '' });
  });
});

describe('aws s3 sync', () => {
  it('lists first, transfers what differs, deletes only with --delete', async () => {
    const cloud = fakeS3({ b: { 'b.txt': 'b', 'old.txt': 'old', 'index.html': 'short' } });
    const box = container({ files: site, aws: cloud.aws });
    const result = await box.run(aws, s3('sync dist s3://b --no-progress --delete'));
    expect(result).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout:
        'upload: dist/css/a.css to s3://b/css/a.css\nupload: dist/index.html to s3://b/index.html\ndelete: s3://b/old.txt\n',
    });
    expect(result.calls.map(({ operation }) => operation)).toEqual([
      'ListObjectsV2',
      'PutObject',
      'PutObject',
      'DeleteObject',
    ]);
    expect(result.calls[0]?.params).toEqual({ Bucket: 'b', Prefix: '' });
    expect(await box.run(aws, s3('sync dist s3://b'))).toMatchObject({ output: '', exitCode: 0 });
    cloud.touch('b', 'b.txt', -120_000);
    const older = await box.run(aws, s3('sync dist s3://b --no-progress'));
    expect(older.stdout).toBe('upload: dist/b.txt to s3://b/b.txt\n');
    cloud.touch('b', 'b.txt', -120_000);
    expect((await box.run(aws, s3('sync dist s3://b --size-only'))).output).toBe('');
  });

  it('down: creates the directory; keeps equal sizes unless the local file is newer', async () => {
    const cloud = fakeS3({ b: { 'p/x.txt': 'xx', 'p/folder/': '' } });
    const box = container({ aws: cloud.aws });
    const first = await box.run(aws, s3('sync s3://b/p new --no-progress'));
    expect(first.stdout).toBe('download: s3://b/p/x.txt to new/x.txt\n');
    expect((await box.run(aws, s3('sync s3://b/p new'))).output).toBe('');
    cloud.touch('b', 'p/x.txt', 9_000);
    expect((await box.run(aws, s3('sync s3://b/p new'))).output).toBe('');
    const exact = await box.run(aws, s3('sync s3://b/p new --exact-timestamps --no-progress'));
    expect(exact.stdout).toBe('download: s3://b/p/x.txt to new/x.txt\n');
  });

  it('protects files at the destination that a filter excludes', async () => {
    const cloud = fakeS3({ b: { 'keep/a': 'a', 'drop/a': 'a' } });
    const box = container({ files: { 'd/x': 'x' }, aws: cloud.aws });
    const words = [...s3('sync d s3://b --delete --only-show-errors --exclude'), 'keep/*'];
    await box.run(aws, words);
    expect(cloud.keys('b')).toEqual(['keep/a', 'x']);
  });

  it('a refused listing is fatal', async () => {
    const box = container({ files: site, aws: fakeS3({ b: {} }, ['ListObjectsV2']).aws });
    const result = await box.run(aws, s3('sync dist s3://b'));
    expect(result).toMatchObject({ exitCode: 1, stdout: '' });
    expect(result.stderr).toBe(
      `fatal error: An error occurred (AccessDenied) when calling the ListObjectsV2 operation: User: ${session.arn} is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::b" because no identity-based policy allows the s3:ListBucket action\n`,
    );
  });
});

describe('aws s3 mv, rm, ls, mb, rb', () => {
  it('mv removes the source after success', async () => {
    const cloud = fakeS3({ b: {} });
    const box = container({ files: { 'a.txt': 'a' }, aws: cloud.aws });
    const there = await box.run(aws, s3('mv a.txt s3://b/k --no-progress'));
    expect(there.stdout).toBe('move: ./a.txt to s3://b/k\n');
    expect(await box.fs.exists('/src/a.txt')).toBe(false);
    const back = await box.run(aws, s3('mv s3://b/k a.txt --no-progress'));
    expect(back.stdout).toBe('move: s3://b/k to ./a.txt\n');
    expect(cloud.keys('b')).toEqual([]);
  });

  it('rm: one object without asking; a prefix one by one', async () => {
    const cloud = fakeS3({ b: { 'p/a': 'a', 'p/': '', q: 'q' } });
    const box = container({ aws: cloud.aws });
    const one = await box.run(aws, s3('rm s3://b/q'));
    expect(one).toMatchObject({ stdout: 'delete: s3://b/q\n', exitCode: 0 });
    expect(one.calls.map(({ operation }) => operation)).toEqual(['DeleteObject']);
    const all = await box.run(aws, s3('rm s3://b/p --recursive'));
    expect(all.stdout).toBe('delete: s3://b/p/\ndelete: s3://b/p/a\n');
  });

  it('ls: buckets, one level, everything, nothing', async () => {
    const cloud = fakeS3({ b: { 'x/a.txt': 'abc', 'top.txt': '1' } });
    const box = container({ aws: cloud.aws });
    expect((await box.run(aws, s3('ls'))).stdout).toBe('2026-07-14 09:57:00 b\n');
    expect((await box.run(aws, s3('ls s3://b'))).stdout).toBe(
      '                           PRE x/\n2026-07-14 09:57:05          1 top.txt\n',
    );
    expect((await box.run(aws, s3('ls b --recursive --human-readable --summarize'))).stdout).toBe(
      '2026-07-14 09:57:05     1 Byte top.txt\n2026-07-14 09:57:05    3 Bytes x/a.txt\n\nTotal Objects: 2\n   Total Size: 4 Bytes\n',
    );
    expect(await box.run(aws, s3('ls s3://b/nix'))).toMatchObject({ output: '', exitCode: 1 });
    const refused = fakeS3({ b: {} }, ['ListObjectsV2']);
    const failed = await box.run(aws, s3('ls s3://b'), { aws: refused.aws });
    expect(failed.exitCode).toBe(254);
    expect(failed.stderr).toMatch(
      /^\nAn error occurred \(AccessDenied\) when calling the ListObjectsV2 operation: User: .*\n$/,
    );
  });

  it('mb and rb', async () => {
    const cloud = fakeS3({ full: { k: 'k' } }, []);
    const box = container({ aws: cloud.aws });
    expect((await box.run(aws, s3('mb s3://new'))).output).toBe('make_bucket: new\n');
    expect((await box.run(aws, s3('rb s3://full --force'))).output).toBe(
      'delete: s3://full/k\nremove_bucket: full\n',
    );
    expect(await box.run(aws, s3('rb s3://nix'))).toMatchObject({
      exitCode: 1,
      stderr:
        'remove_bucket failed: s3://nix An error occurred (NoSuchBucket) when calling the DeleteBucket operation: The specified bucket does not exist\n',
    });
  });
});
