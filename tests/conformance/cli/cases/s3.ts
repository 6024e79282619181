import type { CommandCase } from '../case.ts';
import { s3CopyCases } from './s3Copy.ts';
import { denied } from './s3Denied.ts';

const files = { 'a.txt': 'hi!\n', 'dist/a.js': 'a', 'dist/b.js': 'b' };
const object = (name: string) => `arn:aws:s3:::${name}`;
const bucket = object('box');
const two = { buckets: { box: { objects: { 'a.txt': 'hi!\n' } }, copies: {} } };
const folder = { buckets: { box: { objects: { 'web/a.js': 'a', 'web/b.js': 'b' } }, copies: {} } };

export const s3Cases: readonly CommandCase[] = [
  ...s3CopyCases,
  {
    row: 11,
    title: 'aws s3 sync <dir> s3://<bucket>/<prefix>',
    run: 'aws s3 sync dist s3://box/web --delete --no-progress',
    files,
    resources: { buckets: { box: { objects: { 'web/old.js': 'old' } } } },
    checks: [
      ['s3:ListBucket', bucket],
      ['s3:PutObject', object('box/web/a.js')],
      ['s3:PutObject', object('box/web/b.js')],
      ['s3:DeleteObject', object('box/web/old.js')],
    ],
    stdout:
      'upload: dist/a.js to s3://box/web/a.js\nupload: dist/b.js to s3://box/web/b.js\ndelete: s3://box/web/old.js\n',
    refusals: {
      's3:ListBucket': {
        stderr: `fatal error: ${denied('ListObjectsV2', 's3:ListBucket', bucket)}`,
        exit: 1,
      },
      's3:PutObject': {
        stderr: `upload failed: dist/a.js to s3://box/web/a.js ${denied('PutObject', 's3:PutObject', object('box/web/a.js'))}`,
        stdout: 'delete: s3://box/web/old.js',
        exit: 1,
      },
      's3:DeleteObject': {
        stderr: `delete failed: s3://box/web/old.js ${denied('DeleteObject', 's3:DeleteObject', object('box/web/old.js'))}`,
        exit: 1,
      },
    },
  },
  {
    row: 12,
    title: 'aws s3 sync s3://<bucket>/<prefix> <dir>',
    run: 'aws s3 sync s3://box/web out --no-progress && aws s3 sync s3://box/web out',
    resources: folder,
    checks: [
      ['s3:ListBucket', bucket],
      ['s3:GetObject', object('box/web/a.js')],
      ['s3:GetObject', object('box/web/b.js')],
      ['s3:ListBucket', bucket],
    ],
    stdout: 'download: s3://box/web/a.js to out/a.js\ndownload: s3://box/web/b.js to out/b.js\n',
    refusals: {
      's3:ListBucket': {
        stderr: `fatal error: ${denied('ListObjectsV2', 's3:ListBucket', bucket)}`,
        exit: 1,
      },
      's3:GetObject': {
        stderr: `download failed: s3://box/web/a.js to out/a.js ${denied('GetObject', 's3:GetObject', object('box/web/a.js'))}`,
        exit: 1,
      },
    },
  },
  {
    row: 13,
    title: 'aws s3 sync s3://<bucket>/<prefix> s3://<bucket2>/<prefix2>',
    run: 'aws s3 sync s3://box/web s3://copies/old --no-progress',
    resources: folder,
    checks: [
      ['s3:ListBucket', bucket],
      ['s3:ListBucket', object('copies')],
      ['s3:GetObject', object('box/web/a.js')],
      ['s3:PutObject', object('copies/old/a.js')],
      ['s3:GetObject', object('box/web/b.js')],
      ['s3:PutObject', object('copies/old/b.js')],
    ],
    stdout:
      'copy: s3://box/web/a.js to s3://copies/old/a.js\ncopy: s3://box/web/b.js to s3://copies/old/b.js\n',
    refusals: {
      's3:ListBucket': {
        stderr: `fatal error: ${denied('ListObjectsV2', 's3:ListBucket', bucket)}`,
        exit: 1,
      },
      's3:GetObject': {
        stderr: `copy failed: s3://box/web/a.js to s3://copies/old/a.js ${denied('CopyObject', 's3:GetObject', object('box/web/a.js'))}`,
        exit: 1,
      },
      's3:PutObject': {
        stderr: `copy failed: s3://box/web/b.js to s3://copies/old/b.js ${denied('CopyObject', 's3:PutObject', object('copies/old/b.js'))}`,
        exit: 1,
      },
    },
  },
  {
    row: 14,
    title: 'aws s3 rm s3://<bucket>/<key>',
    run: 'aws s3 rm s3://box/not-there',
    resources: two,
    checks: [['s3:DeleteObject', object('box/not-there')]],
    stdout: 'delete: s3://box/not-there\n',
    refusals: {
      's3:DeleteObject': {
        stderr: `delete failed: s3://box/not-there ${denied('DeleteObject', 's3:DeleteObject', object('box/not-there'))}`,
        exit: 1,
      },
    },
  },
  {
    row: 15,
    title: 'aws s3 rm s3://<bucket>/<prefix> --recursive',
    run: 'aws s3 rm s3://box/web/ --recursive',
    resources: folder,
    checks: [
      ['s3:ListBucket', bucket],
      ['s3:DeleteObject', object('box/web/a.js')],
      ['s3:DeleteObject', object('box/web/b.js')],
    ],
    stdout: 'delete: s3://box/web/a.js\ndelete: s3://box/web/b.js\n',
    refusals: {
      's3:ListBucket': {
        stderr: `fatal error: ${denied('ListObjectsV2', 's3:ListBucket', bucket)}`,
        exit: 1,
      },
      's3:DeleteObject': {
        stderr: `delete failed: s3://box/web/a.js ${denied('DeleteObject', 's3:DeleteObject', object('box/web/a.js'))}`,
        exit: 1,
      },
    },
  },
  {
    row: 16,
    title: 'aws s3 ls',
    run: 'aws s3 ls',
    resources: two,
    checks: [['s3:ListAllMyBuckets', '*']],
    stdout: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d box\n\d{4}-\d\d-\d\d \d\d:\d\d:\d\d copies\n$/,
    refusals: {
      's3:ListAllMyBuckets': {
        stderr: denied('ListBuckets', 's3:ListAllMyBuckets', '*'),
        exit: 254,
      },
    },
  },
  {
    row: 17,
    title: 'aws s3 ls s3://<bucket>/<prefix>',
    run: 'aws s3 ls s3://box/',
    resources: { buckets: { box: { objects: { 'a.txt': 'hi!', 'web/a.js': 'a' } } } },
    checks: [['s3:ListBucket', bucket]],
    stdout: /^ {27}PRE web\/\n\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {10}3 a\.txt\n$/,
    refusals: {
      's3:ListBucket': { stderr: denied('ListObjectsV2', 's3:ListBucket', bucket), exit: 254 },
    },
    faults: [
      {
        what: 'nothing below a prefix is exit 1',
        run: 'aws s3 ls s3://box/x',
        stderr: '',
        exit: 1,
      },
    ],
  },
  {
    row: 18,
    title: 'aws s3 mb s3://<bucket>',
    run: 'aws s3 mb s3://acme-new',
    checks: [['s3:CreateBucket', object('acme-new')]],
    stdout: 'make_bucket: acme-new\n',
    refusals: {
      's3:CreateBucket': {
        stderr: `make_bucket failed: s3://acme-new ${denied('CreateBucket', 's3:CreateBucket', object('acme-new'))}`,
        exit: 1,
      },
    },
    faults: [
      {
        what: 'a name that no bucket may have',
        run: 'aws s3 mb s3://Acme_New',
        stderr:
          'make_bucket failed: s3://Acme_New An error occurred (InvalidBucketName) when calling the CreateBucket operation: The specified bucket is not valid.',
        exit: 1,
      },
    ],
  },
  {
    row: 19,
    title: 'aws s3 rb s3://<bucket>',
    run: 'aws s3 rb s3://copies',
    resources: two,
    checks: [['s3:DeleteBucket', object('copies')]],
    stdout: 'remove_bucket: copies\n',
    refusals: {
      's3:DeleteBucket': {
        stderr: `remove_bucket failed: s3://copies ${denied('DeleteBucket', 's3:DeleteBucket', object('copies'))}`,
        exit: 1,
      },
    },
    faults: [
      {
        what: 'a bucket with objects',
        run: 'aws s3 rb s3://box',
        stderr:
          'remove_bucket failed: s3://box An error occurred (BucketNotEmpty) when calling the DeleteBucket operation: The bucket you tried to delete is not empty',
        exit: 1,
      },
    ],
  },
  {
    row: 20,
    title: 'aws s3 presign s3://<bucket>/<key>',
    run: 'aws s3 presign s3://box/a.txt',
    checks: [],
    stdout:
      /^https:\/\/box\.s3\.us-east-1\.amazonaws\.com\/a\.txt\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIA[A-Z2-7]{16}%2F20\d{6}%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20\d{6}T\d{6}Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Security-Token=[\w%.-]+&X-Amz-Signature=[0-9a-f]{64}\n$/,
    refusals: {},
    faults: [
      {
        what: 'without credentials nothing can be signed',
        run: 'env -u AWS_CONTAINER_CREDENTIALS_RELATIVE_URI aws s3 presign s3://box/a.txt',
        stderr: 'Unable to locate credentials',
        exit: 253,
      },
    ],
  },
  {
    row: 21,
    title: 'aws s3 website s3://<bucket> --index-document index.html',
    run: 'aws s3 website s3://box --index-document index.html',
    resources: two,
    checks: [['s3:PutBucketWebsite', bucket]],
    stdout: '',
    refusals: {
      's3:PutBucketWebsite': {
        stderr: denied('PutBucketWebsite', 's3:PutBucketWebsite', bucket),
        exit: 254,
      },
    },
  },
];
