import type { WarningCase } from '../warningCase.ts';
import { identityCase } from '../warningCase.ts';

const onArn = (code: string, name: string, arn: string, fixed?: string): WarningCase =>
  identityCase(
    { Action: 'x:Y', Resource: arn },
    {
      name,
      code,
      marks: [JSON.stringify(arn)],
      ...(fixed === undefined ? {} : { fixed: { Action: 'x:Y', Resource: fixed } }),
    },
  );
const quiet = (code: string, name: string, ...arns: string[]): WarningCase =>
  identityCase({ Action: 'x:Y', Resource: arns }, { name, code, marks: [] });

export const warningsArns: WarningCase[] = [
  onArn('INVALID_ARN_PREFIX', 'another prefix', 'am:aws:sqs:us-east-1:111122223333:q'),
  quiet('INVALID_ARN_PREFIX', 'an ARN and a star', 'arn:aws:s3:::b', '*'),
  onArn('MISSING_ARN_FIELD', 'five parts', 'arn:aws:sqs:us-east-1:q'),
  quiet('MISSING_ARN_FIELD', 'six parts', 'arn:aws:sqs:us-east-1:111122223333:q'),
  onArn(
    'INVALID_ARN_SERVICE_CASE',
    'a service in capitals',
    'arn:aws:SQS:us-east-1:111122223333:q',
    'arn:aws:sqs:us-east-1:111122223333:q',
  ),
  onArn('INVALID_ARN_REGION', 'half a Region', 'arn:aws:sqs:us-east:111122223333:q'),
  quiet(
    'INVALID_ARN_REGION',
    'Regions of all partitions',
    'arn:aws:sqs:us-east-1:111122223333:q',
    'arn:aws-cn:sqs:cn-north-1:111122223333:q',
    'arn:aws-us-gov:sqs:us-gov-west-1:111122223333:q',
    'arn:aws:sqs:ap-southeast-3:111122223333:q',
    'arn:aws:sqs:*:111122223333:q',
  ),
  onArn(
    'ARN_REGION_NOT_ALLOWED',
    'a hosted zone with a Region',
    'arn:aws:route53:us-east-1::hostedzone/Z1',
    'arn:aws:route53:::hostedzone/Z1',
  ),
  quiet(
    'ARN_REGION_NOT_ALLOWED',
    'a distribution',
    'arn:aws:cloudfront::111122223333:distribution/E1',
  ),
  onArn('INVALID_ARN_ACCOUNT', 'eleven digits', 'arn:aws:sqs:us-east-1:11112222333:q'),
  quiet(
    'INVALID_ARN_ACCOUNT',
    'accounts of AWS itself',
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
    'arn:aws:sqs:us-east-1:*:q',
  ),
  onArn(
    'ARN_ACCOUNT_NOT_ALLOWED',
    'a bucket with an account',
    'arn:aws:s3::111122223333:b/*',
    'arn:aws:s3:::b/*',
  ),
  quiet(
    'ARN_ACCOUNT_NOT_ALLOWED',
    'an access point',
    'arn:aws:s3:us-east-1:111122223333:accesspoint/a',
  ),
];
