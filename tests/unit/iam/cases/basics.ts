import type { DecisionCase } from '../support.ts';
import { allow, deny, identity, named, PAGE, policy } from '../support.ts';

export const basics: DecisionCase[] = [
  {
    name: 'one statement allows exactly this',
    policies: identity(allow('s3:PutObject', PAGE)),
    result: 'Allowed',
    decidedBy: 'identity',
    message: '',
  },
  {
    name: 'nothing allows',
    policies: {},
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
    message: 'because no identity-based policy allows the s3:PutObject action',
  },
  {
    name: 'a deny wins over an allow',
    policies: identity(deny('s3:*', PAGE), allow('*')),
    result: 'ExplicitlyDenied',
    decidedBy: 'identity',
    message: 'with an explicit deny in an identity-based policy',
  },
  {
    name: 'a deny for another object does not apply',
    policies: identity(deny('s3:*', `${PAGE}.bak`), allow('*')),
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'policies of one role add up',
    policies: { identity: named(policy(allow('s3:GetObject')), policy(allow('s3:PutObject'))) },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'a single statement needs no list',
    policies: { identity: named({ Version: '2012-10-17', Statement: allow('s3:PutObject') }) },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'a document that IAM refuses is not in force',
    refused: true,
    policies: { identity: named(policy(allow('*'), { ...deny('*'), Resource: [] })) },
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'a refused document beside a good one changes nothing',
    refused: true,
    policies: {
      identity: named(policy(allow('s3:PutObject')), policy({ Effect: 'Deny' }), null, 'text', 7),
    },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'a document without version is obeyed',
    policies: { identity: named({ Statement: [allow('s3:PutObject')] }) },
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'a document given as JSON text',
    policies: { identity: named(JSON.stringify(policy(allow('s3:PutObject')))) },
    result: 'Allowed',
    decidedBy: 'identity',
  },
];
