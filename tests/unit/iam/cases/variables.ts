import type { DecisionCase, Statement } from '../support.ts';
import { allow, BUCKET, build, deny, identity, named } from '../support.ts';

const TEAM = { 'aws:PrincipalTag/team': 'web' };
const at = (
  name: string,
  result: 'Allowed' | 'ImplicitlyDenied',
  pattern: string,
  resource: string,
  context: Record<string, string | string[]> = TEAM,
): DecisionCase => ({
  name,
  request: { resource: `${BUCKET}/${resource}`, context },
  policies: identity(allow('s3:PutObject', `${BUCKET}/${pattern}`)),
  result,
  decidedBy: 'identity',
});
const owner = (Condition: Statement['Condition']) => ({ Condition }) as Statement;

export const variables: DecisionCase[] = [
  at('a tag of the caller in the resource', 'Allowed', `\${aws:PrincipalTag/team}/*`, 'web/a'),
  at('another team', 'ImplicitlyDenied', `\${aws:PrincipalTag/team}/*`, 'api/a'),
  at('names of variables ignore case', 'Allowed', `\${AWS:principaltag/TEAM}/*`, 'web/a'),
  at('no value, no match', 'ImplicitlyDenied', `\${aws:username}/*`, 'ana/a'),
  at('an empty value is no value', 'ImplicitlyDenied', `\${k}/*`, '/a', { k: '' }),
  at('a default for a missing value', 'Allowed', `\${aws:username, 'shared'}/*`, 'shared/a'),
  at('a value before the default', 'Allowed', `\${aws:PrincipalTag/team, 'x'}/*`, 'web/a'),
  at('a star in a value is no wildcard', 'ImplicitlyDenied', `\${k}`, 'web/a', { k: '*' }),
  at('a star in a value is a star', 'Allowed', `\${k}`, 'a*', { k: 'a*' }),
  at('an escaped star', 'Allowed', `\${*}`, '*'),
  at('an escaped star is no wildcard', 'ImplicitlyDenied', `\${*}`, 'a'),
  at('an escaped question mark and dollar', 'Allowed', `\${?}\${$}`, '?$'),
  at('an unclosed brace is text', 'Allowed', `\${aws:username`, `\${aws:username`),
  at('several values are none', 'ImplicitlyDenied', `\${k}`, 'a', { k: ['a', 'b'] }),
  {
    name: 'tags of the principal are known without context',
    request: {
      principal: { ...build, tags: { team: 'web' } } as typeof build,
      resource: `${BUCKET}/web/a`,
    },
    policies: identity(allow('s3:PutObject', `${BUCKET}/\${aws:PrincipalTag/team}/*`)),
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'variables before the name of the resource are not filled in',
    request: {
      action: 'codebuild:StartBuild',
      resource: 'arn:aws:codebuild:us-east-1:111122223333:project/web-build',
      context: { 'aws:PrincipalAccount': '111122223333' },
    },
    policies: identity(
      allow(
        'codebuild:StartBuild',
        `arn:aws:codebuild:us-east-1:\${aws:PrincipalAccount}:project/web-build`,
      ),
    ),
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'an older version takes variables literally',
    request: { resource: `${BUCKET}/web/a`, context: TEAM },
    policies: {
      identity: named({
        Version: '2008-10-17',
        Statement: allow('s3:PutObject', `${BUCKET}/\${aws:PrincipalTag/team}/*`),
      }),
    },
    result: 'ImplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'no value under a negated operator',
    request: { context: { 's3:ExistingObjectTag/owner': 'web' } },
    policies: identity(
      allow('s3:*'),
      deny(
        's3:*',
        '*',
        owner({ StringNotEquals: { 's3:ExistingObjectTag/owner': `\${aws:PrincipalTag/team}` } }),
      ),
    ),
    result: 'ExplicitlyDenied',
    decidedBy: 'identity',
  },
  {
    name: 'a value under a negated operator',
    request: { context: { 's3:ExistingObjectTag/owner': 'web', ...TEAM } },
    policies: identity(
      allow('s3:*'),
      deny(
        's3:*',
        '*',
        owner({ StringNotEquals: { 's3:ExistingObjectTag/owner': `\${aws:PrincipalTag/team}` } }),
      ),
    ),
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'a colon in the value of a variable does not shift the parts of an ARN',
    request: { context: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:a:b', k: 'a:b' } },
    policies: identity(
      allow(
        's3:*',
        '*',
        owner({ ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:111122223333:\${k}` } }),
      ),
    ),
    result: 'Allowed',
    decidedBy: 'identity',
  },
  {
    name: 'a variable in any part of an ARN value',
    request: {
      context: {
        'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:a',
        'aws:PrincipalAccount': '111122223333',
      },
    },
    policies: identity(
      allow(
        's3:*',
        '*',
        owner({ ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:\${aws:PrincipalAccount}:*` } }),
      ),
    ),
    result: 'Allowed',
    decidedBy: 'identity',
  },
];
