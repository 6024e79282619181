import type { SavingCase } from '../support.ts';

const version = '"Version": "2012-10-17"';
const one = (body: string) => `{ ${version}, "Statement": { ${body} } }`;
const ok = '"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"';
const on = (resource: string) =>
  one(`"Effect": "Allow", "Action": "s3:*", "Resource": "${resource}"`);
const act = (action: string) => one(`"Effect": "Allow", "Action": "${action}", "Resource": "*"`);
const SYNTAX = 'Syntax errors in policy.';
const LEGACY = 'The policy failed legacy parsing';

export const savingIdentity: SavingCase[] = [
  { name: 'a good policy', text: one(ok), message: null },
  {
    name: 'a good policy with all elements',
    text: `{ ${version}, "Id": "x", "Statement": [{ "Sid": "A1", ${ok}, "Condition": { "Bool": { "aws:SecureTransport": true }, "Foo": {} } }, { "Effect": "Deny", "NotAction": ["s3:*"], "NotResource": ["arn:aws:s3:::a", "arn:*:s3:::b/*", "arn:aws:iam::*:role/x", "arn:aws:s3:*"] }] }`,
    message: null,
  },
  { name: 'not JSON', text: 'Version: 2012-10-17', message: SYNTAX },
  { name: 'empty text', text: '', message: SYNTAX },
  { name: 'a list', text: '[]', message: SYNTAX },
  { name: 'too deep', text: '['.repeat(100_000), message: SYNTAX },
  {
    name: 'a comma too many',
    text: `{ ${version}, "Statement": [{ ${ok} },] }`,
    message: SYNTAX,
    marks: ',',
    fixed: `{ ${version}, "Statement": [{ ${ok} }] }`,
  },
  {
    name: 'a comma missing',
    text: `{ ${version} "Statement": { ${ok} } }`,
    message: SYNTAX,
    fixed: `{ ${version} , "Statement": { ${ok} } }`,
  },
  {
    name: 'a comment',
    text: `{ /* mine */ ${version}, "Statement": { ${ok} } }`,
    message: SYNTAX,
    marks: '/* mine */',
    fixed: `{  ${version}, "Statement": { ${ok} } }`,
  },
  {
    name: 'a name twice',
    text: one(`${ok}, "Action": "s3:PutObject"`),
    message: SYNTAX,
    marks: '"Action"',
  },
  {
    name: 'an unknown element',
    text: one(`${ok}, "Conditions": {}`),
    message: SYNTAX,
    marks: '"Conditions"',
  },
  {
    name: 'an element in lower case',
    text: one('"effect": "Allow", "Action": "s3:*", "Resource": "*"'),
    message: SYNTAX,
    marks: '"effect"',
    fixed: one('"Effect": "Allow", "Action": "s3:*", "Resource": "*"'),
  },
  { name: 'no statement', text: `{ ${version}, "Statement": [] }`, message: SYNTAX, marks: '{' },
  {
    name: 'a statement that is a text',
    text: `{ ${version}, "Statement": ["x"] }`,
    message: SYNTAX,
    marks: '"x"',
  },
  { name: 'Action and NotAction', text: one(`${ok}, "NotAction": "s3:*"`), message: SYNTAX },
  {
    name: 'an action that is a number',
    text: one('"Effect": "Allow", "Action": 7, "Resource": "*"'),
    message: SYNTAX,
    marks: '7',
  },
  {
    name: 'an unknown operator',
    text: one(`${ok}, "Condition": { "StringMatches": { "a": "b" } }`),
    message: SYNTAX,
    marks: '"StringMatches"',
  },
  {
    name: 'a condition value that is an object',
    text: one(`${ok}, "Condition": { "StringEquals": { "a": {} } }`),
    message: SYNTAX,
    marks: '{}',
  },
  {
    name: 'a version that is a date of one’s own',
    text: `{ "Version": "2026-01-01", "Statement": { ${ok} } }`,
    message: SYNTAX,
    marks: '"2026-01-01"',
    fixed: one(ok),
  },
  {
    name: 'no version',
    text: `{ "Statement": { ${ok} } }`,
    message: 'Policy document must be version 2012-10-17 or greater.',
    marks: '{',
    fixed: `{ ${version}, "Statement": { ${ok} } }`,
  },
  {
    name: 'the older version',
    text: `{ "Version": "2008-10-17", "Statement": { ${ok} } }`,
    message: 'Policy document must be version 2012-10-17 or greater.',
    fixed: one(ok),
  },
  {
    name: 'an effect in lower case',
    text: one('"Effect": "allow", "Action": "s3:*", "Resource": "*"'),
    message: LEGACY,
    marks: '"allow"',
    fixed: one('"Effect": "Allow", "Action": "s3:*", "Resource": "*"'),
  },
  { name: 'no effect', text: one('"Action": "s3:*", "Resource": "*"'), message: LEGACY },
  { name: 'an ARN with a colon too few', text: on('arn:aws:s3::bucket'), message: LEGACY },
  {
    name: 'a date that is none',
    text: one(`${ok}, "Condition": { "DateLessThan": { "aws:CurrentTime": "tomorrow" } }`),
    message: LEGACY,
    marks: '"tomorrow"',
  },
  {
    name: 'a Sid twice',
    text: `{ ${version}, "Statement": [{ "Sid": "A", ${ok} }, { "Sid": "A", ${ok} }] }`,
    message: 'Statement IDs (SID) in a single policy must be unique.',
  },
  {
    name: 'a Sid with a hyphen',
    text: one(`"Sid": "read-site", ${ok}`),
    message:
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    marks: '"read-site"',
    fixed: one(`"Sid": "readsite", ${ok}`),
  },
  {
    name: 'a trust policy in its place',
    text: one(
      '"Effect": "Allow", "Principal": { "Service": "codebuild.amazonaws.com" }, "Action": "sts:AssumeRole"',
    ),
    message: 'Policy document should not specify a principal.',
    marks: '"Principal"',
    fixed: one('"Effect": "Allow", "Action": "sts:AssumeRole"'),
  },
  {
    name: 'no action',
    text: one('"Effect": "Allow", "Resource": "*"'),
    message: 'Policy statement must contain actions.',
  },
  {
    name: 'an empty list of actions',
    text: one('"Effect": "Allow", "Action": [], "Resource": "*"'),
    message: 'Policy statement must contain actions.',
  },
  {
    name: 'a bucket’s name as resource',
    text: on('acme-web-site'),
    message: 'Resource acme-web-site must be in ARN format or "*".',
    marks: '"acme-web-site"',
  },
  {
    name: 'an unknown partition',
    text: on('arn:amazon:s3:::b'),
    message: 'Partition "amazon" is not valid for resource "arn:amazon:s3:::b".',
  },
  {
    name: 'a wildcard as service',
    text: on('arn:aws:s*:us-east-1:111122223333:b'),
    message: 'Resource vendor must be fully qualified and cannot contain regexes.',
  },
  {
    name: 'a bucket with a region',
    text: on('arn:aws:s3:us-east-1::b'),
    message: 'Resource arn:aws:s3:us-east-1::b can not contain region information.',
  },
  {
    name: 'a role with a region',
    text: on('arn:aws:iam:us-east-1:111122223333:role/x'),
    message:
      'IAM resource arn:aws:iam:us-east-1:111122223333:role/x cannot contain region information.',
  },
  {
    name: 'an IAM ARN of unknown type',
    text: on('arn:aws:iam::111122223333:roles/x'),
    message:
      'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
  },
  {
    name: 'an action without service',
    text: act('GetObject'),
    message: 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    marks: '"GetObject"',
  },
  {
    name: 'two colons in an action',
    text: act('s3:Get:Object'),
    message: 'Actions/Condition can contain only one colon.',
  },
  { name: 'an odd service prefix', text: act('s_3:GetObject'), message: 'Vendor s_3 is not valid' },
  { name: 'a wildcard in the service prefix', text: act('code*:*'), message: null },
  {
    name: 'no resource',
    text: one('"Effect": "Allow", "Action": "s3:*"'),
    message: 'Policy statement must contain resources.',
  },
  {
    name: 'resources are looked at before actions',
    text: one('"Effect": "Allow", "Action": "GetObject", "Resource": "b"'),
    message: 'Resource b must be in ARN format or "*".',
  },
  {
    name: 'actions are looked at before missing resources',
    text: one('"Effect": "Allow", "Action": "GetObject"'),
    message: 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  },
];
