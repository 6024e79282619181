import type { SavingCase } from '../support.ts';

const one = (body: string) => `{ "Version": "2012-10-17", "Statement": [{ ${body} }] }`;
const CODEBUILD = '"Principal": { "Service": "codebuild.amazonaws.com" }';
const by = (principal: string) =>
  one(`"Effect": "Allow", "Principal": ${principal}, "Action": "sts:AssumeRole"`);
const invalid = (value: string) => `Invalid principal in policy: ${value}`;

export const savingTrust: SavingCase[] = [
  { name: 'a good policy', text: by('{ "Service": "codebuild.amazonaws.com" }'), message: null },
  {
    name: 'without version',
    text: `{ "Statement": { "Effect": "Allow", ${CODEBUILD}, "Action": "sts:AssumeRole" } }`,
    message: null,
  },
  {
    name: 'every form of principal',
    text: by(
      '{ "AWS": ["*", "111122223333", "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/a/b", "arn:aws:sts::111122223333:assumed-role/a/b", "AROAEXAMPLEEXAMPLE12"], "Service": ["edgelambda.amazonaws.com", "ecs.application-autoscaling.amazonaws.com"], "Federated": "cognito-identity.amazonaws.com" }',
    ),
    message: null,
  },
  {
    name: 'several STS actions',
    text: one(
      `"Effect": "Allow", ${CODEBUILD}, "Action": ["sts:AssumeRole", "sts:TagSession", "sts:Assume*"]`,
    ),
    message: null,
  },
  { name: 'not JSON', text: '{', message: 'This policy contains invalid Json', marks: '{' },
  {
    name: 'an unknown version',
    text: one(`"Effect": "Allow", ${CODEBUILD}, "Action": "sts:AssumeRole"`).replace(
      '2012-10-17',
      '2020-01-01',
    ),
    message: 'The policy must contain a valid version string',
  },
  {
    name: 'no statement',
    text: '{ "Version": "2012-10-17", "Statement": [] }',
    message: 'Could not parse the policy: Statement is empty!',
  },
  {
    name: 'a Sid twice',
    text: `{ "Version": "2012-10-17", "Statement": [{ "Sid": "a", "Effect": "Allow", ${CODEBUILD}, "Action": "sts:AssumeRole" }, { "Sid": "a", "Effect": "Allow", ${CODEBUILD}, "Action": "sts:AssumeRole" }] }`,
    message: 'The Statement Ids in the policy are not unique',
  },
  {
    name: 'no effect',
    text: one(`${CODEBUILD}, "Action": "sts:AssumeRole"`),
    message: 'Missing required field Effect',
    marks: '{',
    fixed: one(`"Effect": "Allow", ${CODEBUILD}, "Action": "sts:AssumeRole"`).replace(
      '[{ "',
      '[{ "',
    ),
  },
  {
    name: 'no principal',
    text: one('"Effect": "Allow", "Action": "sts:AssumeRole"'),
    message: 'Missing required field Principal',
  },
  {
    name: 'an empty principal',
    text: by('{}'),
    message: 'Missing required field Principal cannot be empty!',
    marks: '{}',
  },
  {
    name: 'a principal that is a text',
    text: by('"codebuild.amazonaws.com"'),
    message: 'Principal must be a JSON object.',
  },
  {
    name: 'NotPrincipal',
    text: one('"Effect": "Deny", "NotPrincipal": { "AWS": "*" }, "Action": "sts:AssumeRole"'),
    message: 'AssumeRole policy must not contain NotPrincipal field.',
  },
  {
    name: 'no action',
    text: one(`"Effect": "Allow", ${CODEBUILD}`),
    message: 'Missing required field Action',
  },
  {
    name: 'an action of another service',
    text: one(`"Effect": "Allow", ${CODEBUILD}, "Action": ["sts:AssumeRole", "s3:*"]`),
    message: 'AssumeRole policy may only specify STS AssumeRole actions.',
    marks: '"s3:*"',
  },
  {
    name: 'all actions',
    text: one(`"Effect": "Allow", ${CODEBUILD}, "Action": "*"`),
    message: 'AssumeRole policy may only specify STS AssumeRole actions.',
  },
  {
    name: 'a resource',
    text: one(`"Effect": "Allow", ${CODEBUILD}, "Action": "sts:AssumeRole", "Resource": "*"`),
    message: 'Has prohibited field Resource',
    marks: '"Resource"',
    fixed: one(`"Effect": "Allow", ${CODEBUILD}, "Action": "sts:AssumeRole"`),
  },
  {
    name: 'a permissions policy in its place',
    text: one('"Effect": "Allow", "Action": "s3:*", "Resource": "*"'),
    message: 'Missing required field Principal',
  },
  {
    name: 'NotResource',
    text: one(`"Effect": "Allow", ${CODEBUILD}, "Action": "sts:AssumeRole", "NotResource": "*"`),
    message: 'AssumeRole policy must not contain resources.',
  },
  {
    name: 'a misspelt service',
    text: by('{ "Service": "codebuild.amazon.com" }'),
    message: invalid('"SERVICE":"codebuild.amazon.com"'),
    marks: '"codebuild.amazon.com"',
    fixed: by('{ "Service": "codebuild.amazonaws.com" }'),
  },
  {
    name: 'a wildcard inside a principal',
    text: by('{ "AWS": "arn:aws:iam::111122223333:role/*" }'),
    message: invalid('"AWS":"arn:aws:iam::111122223333:role/*"'),
  },
  {
    name: 'a group as principal',
    text: by('{ "AWS": ["arn:aws:iam::111122223333:group/admins"] }'),
    message: invalid('"AWS":"arn:aws:iam::111122223333:group/admins"'),
    marks: '"arn:aws:iam::111122223333:group/admins"',
  },
  {
    name: 'an unknown effect',
    text: one(`"Effect": "allow", ${CODEBUILD}, "Action": "sts:AssumeRole"`),
    message: 'Invalid effect: allow',
  },
];
