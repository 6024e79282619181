import { describe, expect, it } from 'vitest';
import { smallestFix } from '../../../src/simulator/advice/index.ts';
import type { AuthorizationRequest, PolicySet } from '../../../src/simulator/iam/types.ts';

const role = 'arn:aws:iam::111122223333:role/web-build-role';
const put: AuthorizationRequest = {
  principal: {
    type: 'AWS',
    arn: 'arn:aws:sts::111122223333:assumed-role/web-build-role/b',
    issuer: role,
    account: '111122223333',
  },
  action: 's3:PutObject',
  resource: 'arn:aws:s3:::box/web/a.txt',
  resourceAccount: '111122223333',
  context: { 'aws:PrincipalArn': role, 'aws:SecureTransport': 'true' },
};
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const all = { name: 'all', document: document({ Effect: 'Allow', Action: '*', Resource: '*' }) };
const bucket = (...statements: object[]): PolicySet => ({
  identity: [all],
  resource: { kind: 'bucket', name: 'bucket:box/policy', document: document(...statements) },
});
const denyUnless = (Condition: object) => ({
  Sid: 'Perimeter',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::box', 'arn:aws:s3:::box/*'],
  Condition,
});

describe('guards are not taken away', () => {
  it('a bucket for one VPC endpoint: this role is excepted, the internet is not let in', () => {
    const fix = smallestFix(
      put,
      bucket(denyUnless({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } })),
    );
    expect(fix).toMatchObject({ ok: true, best: { kind: 'narrow-deny' } });
    if (!fix.ok) return;
    for (const each of [fix.best, ...fix.others]) {
      expect(JSON.stringify(each.edits)).not.toMatch(/Null|SourceVpce/);
    }
    expect(JSON.stringify(fix.best.edits)).toContain('aws:PrincipalArn');
  });

  it.each<[what: string, request: AuthorizationRequest, policies: PolicySet, says: RegExp]>([
    [
      'no TLS',
      { ...put, context: { ...put.context, 'aws:SecureTransport': 'false' } },
      bucket(denyUnless({ Bool: { 'aws:SecureTransport': 'false' } })),
      /https/,
    ],
    [
      'no MFA',
      { ...put, context: { ...put.context, 'aws:MultiFactorAuthPresent': 'false' } },
      {
        identity: [
          {
            name: 'p',
            document: document({
              Effect: 'Allow',
              Action: 's3:*',
              Resource: '*',
              Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
            }),
          },
        ],
      },
      /./,
    ],
    [
      'a stranger to a private bucket',
      { ...put, principal: { type: 'Anonymous' }, action: 's3:GetObject', context: {} },
      {},
      /not signed/,
    ],
  ])('%s', (_what, request, policies, says) => {
    const fix = smallestFix(request, policies);
    if (fix.ok) {
      // Something else may help; the guard itself stays as it is.
      for (const each of [fix.best, ...fix.others]) {
        expect(JSON.stringify(each.edits)).not.toMatch(/SecureTransport|MultiFactorAuth/);
        expect(each.edits).not.toContainEqual(expect.objectContaining({ op: 'remove', path: [] }));
      }
    } else expect(fix.reason).toMatch(says);
  });

  it('a subject of another repository is not let in at the cost of the first', () => {
    const sub = 'token.actions.githubusercontent.com:sub';
    const provider = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
    const fix = smallestFix(
      {
        principal: { type: 'Federated', name: provider },
        action: 'sts:AssumeRoleWithWebIdentity',
        resource: role,
        context: { [sub]: 'repo:evil/x:ref:refs/heads/main' },
      },
      {
        resource: {
          kind: 'trust',
          name: 'trust:web-build-role',
          document: document({
            Effect: 'Allow',
            Principal: { Federated: provider },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringLike: { [sub]: 'repo:acme/*' } },
          }),
        },
      },
    );
    expect(fix.ok ? JSON.stringify(fix.best.edits) : '').not.toContain(sub);
  });

  it('a key’s statement for administrators stays theirs', () => {
    const key = 'arn:aws:kms:us-east-1:111122223333:key/k';
    const fix = smallestFix(
      { ...put, action: 'kms:GenerateDataKey', resource: key },
      {
        identity: [all],
        resource: {
          kind: 'key',
          name: 'key:k/policy',
          document: document(
            {
              Sid: 'Admins',
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::111122223333:role/Admin' },
              Action: 'kms:*',
              Resource: '*',
            },
            {
              Sid: 'Use',
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::111122223333:role/Other' },
              Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
              Resource: '*',
            },
          ),
        },
      },
    );
    expect(fix.ok).toBe(true);
    if (!fix.ok) return;
    for (const { edits } of [fix.best, ...fix.others]) {
      for (const { path } of edits) expect(path.slice(0, 2)).not.toEqual(['Statement', 0]);
    }
  });

  it('many Denies are told of, and the search ends', () => {
    const denies = Array.from({ length: 160 }, (_, index) => ({
      Sid: `No${index}`,
      Effect: 'Deny',
      Action: 's3:PutObject',
      Resource: '*',
      Condition: { StringNotEquals: { [`aws:PrincipalTag/t${index}`]: 'x' } },
    }));
    const fix = smallestFix(put, { identity: [all, { name: 'p', document: document(...denies) }] });
    expect(fix).toEqual({ ok: false, reason: expect.stringMatching(/^160 statements deny this/) });
  });
});
