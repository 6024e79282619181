import type { SavingCase } from '../support.ts';

const one = (body: string) => `{ "Version": "2012-10-17", "Statement": [{ ${body} }] }`;
const s3 = (action: string, resource: string, principal = '"*"') =>
  one(`"Effect": "Allow", "Principal": ${principal}, "Action": ${action}, "Resource": ${resource}`);
const MISFIT = 'Action does not apply to any resource(s) in statement';

export const savingResource: SavingCase[] = (
  [
    {
      name: 'a good bucket policy',
      text: s3('"s3:GetObject"', '"arn:aws:s3:::b/*"'),
      message: null,
    },
    {
      name: 'bucket and objects together',
      text: s3('["s3:GetObject", "s3:ListBucket"]', '["arn:aws:s3:::b", "arn:aws:s3:::b/*"]'),
      message: null,
    },
    {
      name: 'a repository policy has no resource',
      text: one(
        '"Sid": "pull from CI", "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "ecr:BatchGetImage"',
      ),
      message: null,
    },
    {
      name: 'a key policy',
      text: s3('"kms:*"', '"*"', '{ "AWS": "arn:aws:iam::111122223333:root" }'),
      message: null,
    },
    {
      name: 'the older version',
      text: s3('"s3:GetObject"', '"arn:aws:s3:::b/*"').replace('2012', '2008'),
      message: null,
    },
    {
      name: 'not JSON',
      text: 'none',
      message: "Policies must be valid JSON and the first byte must be '{'",
    },
    {
      name: 'no principal',
      text: one('"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*"'),
      message: 'Missing required field Principal',
    },
    {
      name: 'no action',
      text: one('"Effect": "Allow", "Principal": "*", "Resource": "arn:aws:s3:::b/*"'),
      message: 'Missing required field Action',
    },
    {
      name: 'no effect',
      text: one('"Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*"'),
      message: 'Missing required field Effect',
    },
    {
      name: 'an unknown effect',
      text: one(
        '"Effect": "Permit", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*"',
      ),
      message: 'Invalid effect: Permit',
    },
    {
      name: 'no resource for S3',
      text: one('"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"'),
      message: 'Missing required field Resource',
    },
    {
      name: 'a wildcard inside a principal',
      text: s3('"s3:*"', '"arn:aws:s3:::b/*"', '{ "AWS": "arn:aws:iam::111122223333:role/ci-*" }'),
      message: 'Invalid principal in policy',
    },
    {
      name: 'a principal that is a text',
      text: s3('"s3:*"', '"arn:aws:s3:::b/*"', '"me"'),
      message: 'Invalid principal in policy',
      marks: '"me"',
    },
    {
      name: 'a resource that is no ARN',
      text: s3('"s3:*"', '"b/*"'),
      message: 'Policy has invalid resource',
      marks: '"b/*"',
    },
    {
      name: 'an object action on the bucket',
      text: s3('"s3:GetObject"', '"arn:aws:s3:::b"'),
      message: MISFIT,
      marks: '"s3:GetObject"',
    },
    {
      name: 'a bucket action on the objects',
      text: s3('["s3:GetObject", "s3:ListBucket"]', '"arn:aws:s3:::b/*"'),
      message: MISFIT,
      marks: '"s3:ListBucket"',
    },
    { name: 'wildcards fit either', text: s3('"s3:Get*"', '"arn:aws:s3:::b"'), message: null },
  ] satisfies SavingCase[]
).map((one: SavingCase) => ({ code: 'MalformedPolicy', ...one }));
