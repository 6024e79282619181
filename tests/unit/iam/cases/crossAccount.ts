import type { DecisionCase } from '../support.ts';
import {
  allow,
  BUCKET,
  bucketPolicy,
  identity,
  named,
  PARTNER,
  PARTNER_ROLE,
  partner,
  policy,
} from '../support.ts';

const lets = (principal: unknown) =>
  bucketPolicy(allow('s3:PutObject', `${BUCKET}/*`, { Principal: principal }));

/** The partner's build writes into our bucket. */
export const crossAccount: DecisionCase[] = (
  [
    {
      name: 'only the caller allows',
      policies: identity(allow('s3:PutObject')),
      result: 'ImplicitlyDenied',
      decidedBy: 'resource',
      message: 'because no resource-based policy allows the s3:PutObject action',
    },
    {
      name: 'only the bucket allows',
      policies: lets({ AWS: PARTNER_ROLE }),
      result: 'ImplicitlyDenied',
      decidedBy: 'identity',
    },
    {
      name: 'both allow',
      policies: { ...identity(allow('s3:PutObject')), ...lets({ AWS: PARTNER_ROLE }) },
      result: 'Allowed',
      decidedBy: 'resource',
    },
    {
      name: 'the account is enough when the caller allows',
      policies: { ...identity(allow('s3:PutObject')), ...lets({ AWS: '444455556666' }) },
      result: 'Allowed',
      decidedBy: 'resource',
    },
    {
      name: 'naming the session does not replace the caller’s policy',
      policies: lets({ AWS: PARTNER }),
      result: 'ImplicitlyDenied',
      decidedBy: 'identity',
    },
    {
      name: 'letting everybody in does not replace the caller’s policy',
      policies: lets('*'),
      result: 'ImplicitlyDenied',
      decidedBy: 'identity',
    },
    {
      name: 'the boundary of the caller caps',
      policies: {
        ...identity(allow('s3:PutObject')),
        ...lets({ AWS: PARTNER_ROLE }),
        boundary: named(policy(allow('logs:*'))),
      },
      result: 'ImplicitlyDenied',
      decidedBy: 'boundary',
    },
    {
      name: 'the account in the ARN goes before the one given',
      request: {
        action: 'sqs:SendMessage',
        resource: 'arn:aws:sqs:us-east-1:444455556666:queue',
        resourceAccount: '111122223333',
      },
      policies: identity(allow('sqs:SendMessage')),
      result: 'Allowed',
      decidedBy: 'identity',
    },
  ] satisfies DecisionCase[]
).map((one: DecisionCase) => ({ ...one, request: { principal: partner, ...one.request } }));
