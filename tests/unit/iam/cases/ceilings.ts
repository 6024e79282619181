import type { DecisionCase } from '../support.ts';
import {
  allow,
  BUCKET,
  bucketPolicy,
  deny,
  identity,
  named,
  policy,
  ROLE,
  SESSION,
  service,
} from '../support.ts';

const LOGS_ONLY = named(policy(allow('logs:*')));
const ALL = named(policy(allow('*')));
const byBucket = (principal: unknown) =>
  bucketPolicy(allow('s3:*', `${BUCKET}/*`, { Principal: principal }));

export const ceilings: DecisionCase[] = [
  {
    name: 'a boundary caps',
    policies: { ...identity(allow('*')), boundary: LOGS_ONLY },
    result: 'ImplicitlyDenied',
    decidedBy: 'boundary',
    message: 'because no permissions boundary allows the s3:PutObject action',
  },
  {
    name: 'a boundary grants nothing',
    policies: { boundary: ALL },
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'a boundary and the role both allow',
    policies: { ...identity(allow('s3:*')), boundary: ALL },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'a boundary denies',
    policies: { ...identity(allow('*')), boundary: named(policy(allow('*'), deny('s3:*'))) },
    result: 'ExplicitlyDenied',
    decidedBy: 'boundary',
    message: 'with an explicit deny in a permissions boundary',
  },
  {
    name: 'a boundary caps a grant to the role',
    policies: { ...byBucket({ AWS: ROLE }), boundary: LOGS_ONLY },
    result: 'ImplicitlyDenied',
    decidedBy: 'boundary',
  },
  {
    name: 'a boundary does not cap a grant to the session',
    policies: { ...byBucket({ AWS: SESSION }), boundary: LOGS_ONLY },
    result: 'Allowed',
    decidedBy: 'resource',
  },
  {
    name: 'a boundary that IAM refuses is not there',
    refused: true,
    policies: { ...identity(allow('*')), boundary: named(policy({ Effect: 'Allow' })) },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'a session policy caps',
    policies: { ...identity(allow('*')), session: LOGS_ONLY },
    result: 'ImplicitlyDenied',
    decidedBy: 'session',
    message: 'because no session policy allows the s3:PutObject action',
  },
  {
    name: 'a session policy denies',
    policies: { ...identity(allow('*')), session: named(policy(allow('*'), deny('s3:*'))) },
    result: 'ExplicitlyDenied',
    decidedBy: 'session',
    message: 'with an explicit deny in a session policy',
  },
  {
    name: 'one level of the organization does not allow',
    policies: {
      ...identity(allow('*')),
      serviceControl: [
        { name: 'root', policies: ALL },
        { name: 'apps', policies: LOGS_ONLY },
        { name: '111122223333', policies: ALL },
      ],
    },
    result: 'ImplicitlyDenied',
    decidedBy: 'serviceControl',
    message: 'because no service control policy allows the s3:PutObject action',
  },
  {
    name: 'a level without policies allows nothing',
    policies: { ...identity(allow('*')), serviceControl: [{ name: 'root', policies: [] }] },
    result: 'ImplicitlyDenied',
    decidedBy: 'serviceControl',
  },
  {
    name: 'a short ARN in a service control policy ends with a star',
    policies: {
      ...identity(allow('*')),
      serviceControl: [{ name: 'root', policies: named(policy(allow('*', 'arn:aws:s3:*'))) }],
    },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'a short ARN without star at its end covers nothing there',
    policies: {
      ...identity(allow('*')),
      serviceControl: [{ name: 'root', policies: named(policy(allow('*', 'arn:*:s3'))) }],
    },
    result: 'ImplicitlyDenied',
    decidedBy: 'serviceControl',
  },
  {
    name: 'the organization denies',
    policies: {
      ...identity(allow('*')),
      serviceControl: [{ name: 'root', policies: named(policy(allow('*'), deny('s3:Put*'))) }],
    },
    result: 'ExplicitlyDenied',
    decidedBy: 'serviceControl',
    message: 'with an explicit deny in a service control policy',
  },
  {
    name: 'two layers deny: the organization is named',
    policies: {
      ...identity(allow('*'), deny('s3:*')),
      serviceControl: [{ name: 'root', policies: named(policy(allow('*'), deny('s3:*'))) }],
    },
    result: 'ExplicitlyDenied',
    decidedBy: 'serviceControl',
  },
  {
    name: 'a service principal is outside service control policies',
    request: { principal: service('logs') },
    policies: {
      ...byBucket({ Service: 'logs.amazonaws.com' }),
      serviceControl: [{ name: 'root', policies: named(policy(deny('*'))) }],
    },
    result: 'Allowed',
    decidedBy: 'resource',
  },
  {
    name: 'a service-linked role is outside the organization’s policies',
    request: {
      principal: {
        type: 'AWS',
        arn: 'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/x',
        issuer:
          'arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX',
      },
    },
    policies: {
      ...identity(allow('*')),
      serviceControl: [{ name: 'root', policies: named(policy(deny('*'))) }],
      resourceControl: [
        { name: 'root', policies: named(policy(deny('s3:*', '*', { Principal: '*' }))) },
      ],
    },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'a resource control policy denies',
    request: { context: { 'aws:PrincipalOrgID': 'o-other' } },
    policies: {
      ...identity(allow('*')),
      resourceControl: [
        {
          name: 'root',
          policies: named(
            policy(
              deny('s3:*', '*', {
                Principal: '*',
                Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-ours' } },
              }),
            ),
          ),
        },
      ],
    },
    result: 'ExplicitlyDenied',
    decidedBy: 'resourceControl',
    message: 'with an explicit deny in a resource control policy',
  },
  {
    name: 'a resource control policy does not have to allow',
    policies: {
      ...identity(allow('*')),
      resourceControl: [
        { name: 'root', policies: named(policy(deny('sqs:*', '*', { Principal: '*' }))) },
      ],
    },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'an endpoint policy caps',
    policies: {
      ...identity(allow('*')),
      endpoint: named(policy(allow('s3:GetObject', '*', { Principal: '*' }))),
    },
    result: 'ImplicitlyDenied',
    decidedBy: 'endpoint',
    message: 'because no VPC endpoint policy allows the s3:PutObject action',
  },
  {
    name: 'an endpoint policy denies',
    policies: {
      ...identity(allow('*')),
      endpoint: named(
        policy(allow('*', '*', { Principal: '*' }), deny('s3:*', '*', { Principal: '*' })),
      ),
    },
    result: 'ExplicitlyDenied',
    decidedBy: 'endpoint',
    message: 'with an explicit deny in a VPC endpoint policy',
  },
];
