import type { WarningCase } from '../warningCase.ts';
import { conditionCase, identityCase, one } from '../warningCase.ts';

const tagged = (inner: string) => `\${${inner}}`;
const onValue = (code: string, name: string, value: string, fires: boolean): WarningCase =>
  conditionCase(
    { StringEquals: { 's3:prefix': value } },
    { name, code, marks: fires ? [JSON.stringify(value)] : [] },
  );
const old = (value: string) => ({
  Version: '2008-10-17',
  Statement: one({
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::b/${value}`,
    Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
  }),
});

export const warningsVariables: WarningCase[] = [
  {
    name: 'a variable in the old version',
    kind: 'resource',
    document: old(tagged('aws:username')),
    code: 'VARIABLE_UNSUPPORTED_IN_VERSION',
    marks: [`"arn:aws:s3:::b/${tagged('aws:username')}"`],
  },
  {
    name: 'no variable in the old version',
    kind: 'resource',
    document: old('x'),
    code: 'VARIABLE_UNSUPPORTED_IN_VERSION',
    marks: [],
  },
  identityCase(
    { Action: 'x:Y', Resource: `arn:aws:sqs:us-east-1:${tagged('aws:PrincipalAccount')}:q` },
    {
      name: 'a variable for the account of an ARN',
      code: 'VARIABLE_UNSUPPORTED_IN_ELEMENT',
      marks: [`"arn:aws:sqs:us-east-1:${tagged('aws:PrincipalAccount')}:q"`],
    },
  ),
  identityCase(
    { Action: 'x:Y', Resource: `arn:aws:s3:::b/${tagged('aws:username')}` },
    {
      name: 'a variable in the name of an ARN',
      code: 'VARIABLE_UNSUPPORTED_IN_ELEMENT',
      marks: [],
    },
  ),
  conditionCase(
    {
      NumericEquals: { 's3:max-keys': '10' },
      IpAddress: { 'aws:SourceIp': tagged('aws:username') },
    },
    {
      name: 'a variable for an address',
      code: 'INVALID_VARIABLE_FOR_OPERATOR',
      marks: [`"${tagged('aws:username')}"`],
    },
  ),
  onValue('MISSING_BRACE_IN_VARIABLE', 'a variable without end', `\${aws:username`, true),
  onValue('MISSING_BRACE_IN_VARIABLE', 'a variable with its end', tagged('aws:username'), false),
  onValue('EMPTY_VARIABLE', 'an empty variable', tagged(''), true),
  onValue('EMPTY_VARIABLE', 'an escape', tagged('*'), false),
  onValue(
    'UNSUPPORTED_SPACE_IN_VARIABLE',
    'a space before the name',
    tagged(' aws:username'),
    true,
  ),
  onValue(
    'UNSUPPORTED_SPACE_IN_VARIABLE',
    'a space before the default',
    tagged("aws:PrincipalTag/t, 'a b'"),
    false,
  ),
  onValue('MISSING_QUOTE_IN_VARIABLE', 'a default without quotes', tagged('aws:username, x'), true),
  onValue('MISSING_QUOTE_IN_VARIABLE', 'a default in quotes', tagged("aws:username, 'x'"), false),
];
