import type { DecisionCase } from '../support.ts';
import { allow, deny, identity } from '../support.ts';

const allowed = (name: string, action: string): DecisionCase => ({
  name,
  policies: identity(allow(action)),
  result: 'Allowed',
  decidedBy: 'identity',
});
const denied = (name: string, action: string): DecisionCase => ({
  ...allowed(name, action),
  result: 'ImplicitlyDenied',
});

/** The request is s3:PutObject. */
export const actions: DecisionCase[] = [
  allowed('case of the action does not count', 'S3:putOBJECT'),
  allowed('a star for every action', '*'),
  allowed('a star at the end', 's3:Put*'),
  allowed('a star in the middle', 's3:*Object'),
  allowed('a star for nothing', 's3:PutObject*'),
  allowed('a question mark for one character', 's3:PutObjec?'),
  allowed('wildcard in the service prefix', 's?:PutObject'),
  denied('a question mark is not for nothing', 's3:PutObject?'),
  denied('the pattern covers the whole name', 's3:Put'),
  denied('another service', 'sqs:PutObject'),
  denied('an unknown action', 's3:UploadObject'),
  {
    name: 'NotAction with Allow leaves out what is listed',
    policies: identity({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }),
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'NotAction with Allow covers the rest',
    policies: identity({ Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' }),
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'NotAction with Deny hits what is not listed',
    policies: identity(allow('*'), { Effect: 'Deny', NotAction: 'logs:*', Resource: '*' }),
    result: 'ExplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'a deny of a similar action does not apply',
    policies: identity(allow('s3:*'), deny('s3:PutObjectAcl')),
    result: 'Allowed',
    decidedBy: 'identity',
  },
];
