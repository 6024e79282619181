import type { CommandCase } from '../case.ts';
import { denied, key, keyDenied } from './s3Denied.ts';

const files = { 'a.txt': 'hi!\n', 'dist/a.js': 'a', 'dist/b.js': 'b' };
const kms = { algorithm: 'aws:kms', keyId: '1234abcd-12ab-34cd-56ef-1234567890ab' } as const;
const object = (name: string) => `arn:aws:s3:::${name}`;
const bucket = object('box');
const a = object('box/a.txt');
const two = { buckets: { box: { objects: { 'a.txt': 'hi!\n' } }, copies: {} } };
const folder = { buckets: { box: { objects: { 'web/a.js': 'a', 'web/b.js': 'b' } }, copies: {} } };
const notThere = {
  stderr: 'An error occurred (404) when calling the HeadObject operation: Key "x" does not exist',
  exit: 1,
};

export const s3CopyCases: readonly CommandCase[] = [
  {
    row: 1,
    title: 'aws s3 cp <file> s3://<bucket>/<key>',
    run: 'aws s3 cp a.txt s3://box/a.txt --acl bucket-owner-full-control --no-progress',
    files,
    resources: { buckets: { box: { encryption: kms } } },
    checks: [
      ['s3:PutObject', a],
      ['s3:PutObjectAcl', a],
      ['kms:GenerateDataKey', key],
    ],
    stdout: 'upload: ./a.txt to s3://box/a.txt\n',
    refusals: {
      's3:PutObject': {
        stderr: `upload failed: ./a.txt to s3://box/a.txt ${denied('PutObject', 's3:PutObject', a)}`,
        exit: 1,
      },
      's3:PutObjectAcl': {
        stderr: `upload failed: ./a.txt to s3://box/a.txt ${denied('PutObject', 's3:PutObjectAcl', a)}`,
        exit: 1,
      },
      'kms:GenerateDataKey': {
        stderr: `upload failed: ./a.txt to s3://box/a.txt ${keyDenied('PutObject', 'kms:GenerateDataKey')}`,
        exit: 1,
      },
    },
    faults: [
      {
        what: 'a local file that is not there ends it before any call',
        run: 'aws s3 cp none.txt s3://box/a.txt',
        stderr: 'The user-provided path none.txt does not exist.',
        exit: 255,
      },
      {
        what: 'an ACL where ACLs are off',
        run: 'aws s3 cp a.txt s3://box/a.txt --acl private',
        files,
        stderr:
          'upload failed: ./a.txt to s3://box/a.txt An error occurred (AccessControlListNotSupported) when calling the PutObject operation: The bucket does not allow ACLs',
        exit: 1,
      },
      {
        what: 'a bucket that is not there',
        run: 'aws s3 cp a.txt s3://none/a.txt',
        files,
        stderr:
          'upload failed: ./a.txt to s3://none/a.txt An error occurred (NoSuchBucket) when calling the PutObject operation: The specified bucket does not exist',
        exit: 1,
      },
    ],
  },
  {
    row: 2,
    title: 'aws s3 cp <big file> s3://<bucket>/<key>',
    run: 'aws s3 cp big.bin s3://box/big.bin --no-progress',
    files: { 'big.bin': '0'.repeat(9_000_000) },
    resources: { buckets: { box: { encryption: kms } } },
    checks: [
      ['s3:PutObject', object('box/big.bin')],
      ['kms:GenerateDataKey', key],
      ['s3:PutObject', object('box/big.bin')],
      ['kms:Decrypt', key],
      ['s3:PutObject', object('box/big.bin')],
      ['kms:Decrypt', key],
      ['s3:PutObject', object('box/big.bin')],
      ['kms:Decrypt', key],
    ],
    stdout: 'upload: ./big.bin to s3://box/big.bin\n',
    refusals: {
      's3:PutObject': {
        stderr: `upload failed: ./big.bin to s3://box/big.bin ${denied('CreateMultipartUpload', 's3:PutObject', object('box/big.bin'))}`,
        exit: 1,
      },
      'kms:GenerateDataKey': {
        stderr: keyDenied('CreateMultipartUpload', 'kms:GenerateDataKey'),
        exit: 1,
      },
      'kms:Decrypt': { stderr: keyDenied('UploadPart', 'kms:Decrypt'), exit: 1 },
    },
  },
  {
    row: 3,
    title: 'aws s3 cp <dir> s3://<bucket>/<prefix> --recursive',
    run: 'aws s3 cp dist s3://box/web/ --recursive --no-progress',
    files,
    resources: { buckets: { box: {} } },
    checks: [
      ['s3:PutObject', object('box/web/a.js')],
      ['s3:PutObject', object('box/web/b.js')],
    ],
    stdout: 'upload: dist/a.js to s3://box/web/a.js\nupload: dist/b.js to s3://box/web/b.js\n',
    refusals: {
      's3:PutObject': {
        stderr:
          /^upload failed: dist\/a.js to s3:\/\/box\/web\/a.js An error .*\nupload failed: dist\/b.js to s3:\/\/box\/web\/b.js An error .*\n$/,
        exit: 1,
      },
    },
  },
  {
    row: 4,
    title: 'aws s3 cp s3://<bucket>/<key> <file>',
    run: 'aws s3 cp s3://box/a.txt b.txt --no-progress && cat b.txt',
    resources: { buckets: { box: { encryption: kms, objects: { 'a.txt': 'hi!\n' } } } },
    checks: [
      ['s3:GetObject', a],
      ['kms:Decrypt', key],
    ],
    stdout: 'download: s3://box/a.txt to ./b.txt\nhi!\n',
    refusals: {
      's3:GetObject': {
        stderr:
          'fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden\n',
        exit: 1,
      },
      'kms:Decrypt': {
        stderr: `download failed: s3://box/a.txt to ./b.txt ${keyDenied('GetObject', 'kms:Decrypt')}`,
        exit: 1,
      },
    },
    faults: [
      {
        what: 'a key that is not there, for who may list the bucket',
        run: 'aws s3 cp s3://box/x .',
        ...notThere,
      },
    ],
  },
  {
    row: 5,
    title: 'aws s3 cp s3://<bucket>/<prefix> <dir> --recursive',
    run: 'aws s3 cp s3://box/web/ out --recursive --no-progress',
    resources: folder,
    checks: [
      ['s3:ListBucket', bucket],
      ['s3:GetObject', object('box/web/a.js')],
      ['s3:GetObject', object('box/web/b.js')],
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
    row: 6,
    title: 'aws s3 cp s3://<bucket>/<key> s3://<bucket2>/<key2>',
    run: 'aws s3 cp s3://box/a.txt s3://copies/b.txt --no-progress',
    resources: two,
    checks: [
      ['s3:GetObject', a],
      ['s3:PutObject', object('copies/b.txt')],
    ],
    stdout: 'copy: s3://box/a.txt to s3://copies/b.txt\n',
    refusals: {
      's3:GetObject': {
        stderr: 'An error occurred (403) when calling the HeadObject operation: Forbidden',
        exit: 1,
      },
      's3:PutObject': {
        stderr: `copy failed: s3://box/a.txt to s3://copies/b.txt ${denied('CopyObject', 's3:PutObject', object('copies/b.txt'))}`,
        exit: 1,
      },
    },
  },
  {
    row: 7,
    title: 'aws s3 cp - s3://<bucket>/<key>',
    run: 'echo hello | aws s3 cp - s3://box/a.txt',
    resources: { buckets: { box: {} } },
    checks: [['s3:PutObject', a]],
    stdout: '',
    refusals: {
      's3:PutObject': {
        stderr: `upload failed: - to s3://box/a.txt ${denied('PutObject', 's3:PutObject', a)}`,
        exit: 1,
      },
    },
  },
  {
    row: 8,
    title: 'aws s3 cp s3://<bucket>/<key> -',
    run: 'aws s3 cp s3://box/a.txt -',
    resources: two,
    checks: [['s3:GetObject', a]],
    stdout: 'hi!\n',
    refusals: {
      's3:GetObject': {
        stderr: 'An error occurred (403) when calling the HeadObject operation: Forbidden',
        exit: 1,
      },
    },
  },
  {
    row: 9,
    title: 'aws s3 mv <file> s3://<bucket>/<key>',
    run: 'aws s3 mv a.txt s3://box/a.txt --no-progress && ls',
    files: { 'a.txt': 'hi!\n' },
    resources: { buckets: { box: {} } },
    checks: [['s3:PutObject', a]],
    stdout: 'move: ./a.txt to s3://box/a.txt\n',
    refusals: {
      's3:PutObject': {
        stderr: `move failed: ./a.txt to s3://box/a.txt ${denied('PutObject', 's3:PutObject', a)}`,
        exit: 1,
      },
    },
  },
  {
    row: 10,
    title: 'aws s3 mv s3://<bucket>/<key> s3://<bucket2>/<key2>',
    run: 'aws s3 mv s3://box/a.txt s3://copies/b.txt --no-progress',
    resources: two,
    checks: [
      ['s3:GetObject', a],
      ['s3:PutObject', object('copies/b.txt')],
      ['s3:DeleteObject', a],
    ],
    stdout: 'move: s3://box/a.txt to s3://copies/b.txt\n',
    refusals: {
      's3:GetObject': {
        stderr: 'An error occurred (403) when calling the HeadObject operation: Forbidden',
        exit: 1,
      },
      's3:PutObject': {
        stderr: `move failed: s3://box/a.txt to s3://copies/b.txt ${denied('CopyObject', 's3:PutObject', object('copies/b.txt'))}`,
        exit: 1,
      },
      's3:DeleteObject': {
        stderr: `move failed: s3://box/a.txt to s3://copies/b.txt ${denied('DeleteObject', 's3:DeleteObject', a)}`,
        exit: 1,
      },
    },
  },
];
