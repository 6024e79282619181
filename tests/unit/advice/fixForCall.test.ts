import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../src/scenarios/index.ts';
import { fixForCall } from '../../../src/simulator/advice/fixForCall.ts';
import { documentOf, editScenario } from '../../../src/simulator/advice/scenarioDocuments.ts';
import type { ApiCall, Decision, Scenario, StatementTrace } from '../../../src/simulator/read.ts';

const site = scenarios[0]!;
const denial: Decision = {
  result: 'ImplicitlyDenied',
  decidedBy: 'identity',
  statements: [],
  message: '',
};
const session = 'arn:aws:sts::111122223333:assumed-role/web-build-role/AWSCodeBuild-1';
const call = (more: Partial<ApiCall>): Omit<ApiCall, 'seq'> => ({
  startedAt: 0,
  at: 1,
  caller: { type: 'AssumedRole', arn: session, role: 'web-build-role', accessKeyId: 'ASIA' },
  principal: session,
  credentials: 'ASIA',
  service: 's3',
  operation: 'DeleteObject',
  action: 's3:DeleteObject',
  resource: 'arn:aws:s3:::acme-web-site/old.html',
  decision: denial,
  trail: 'data',
  details: {},
  ...more,
});

describe('the fix of a recorded call', () => {
  it('is made in the documents of the scenario, also when the request was not kept', () => {
    const fix = fixForCall(site, call({}));
    expect(fix).toMatchObject({
      ok: true,
      best: {
        kind: 'add-action',
        title: 'Add s3:DeleteObject to Site',
        edits: [{ document: 'role:web-build-role/policy:WebBuild' }],
      },
    });
    if (!fix.ok) return;
    const mended = editScenario(site, fix.best.edits);
    expect(JSON.stringify(documentOf(mended, 'role:web-build-role/policy:WebBuild'))).toContain(
      '"Action":["s3:PutObject","s3:DeleteObject"]',
    );
    expect(fixForCall(mended, call({}))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('allowed already'),
    });
  });

  it.each([
    ['ExpiredToken', 'The provided token has expired.', /credentials of this session have expired/],
    ['ExpiredTokenException', 'The security token …', /credentials of this session have expired/],
    ['InvalidAccessKeyId', 'The AWS Access Key Id …', /does not know these credentials/],
    ['NoSuchBucket', 'The specified bucket does not exist', /specified bucket does not exist\)/],
    ['InvalidRequest', 'Content-MD5 is missing.', /s3 itself answered InvalidRequest/],
  ])('is none for %s', (errorCode, errorMessage, reason) => {
    const decision: Decision = { ...denial, result: 'Allowed', decidedBy: 'none' };
    const fix = fixForCall(site, call({ decision, errorCode, errorMessage }));
    expect(fix).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  it('is none for what a session policy keeps back', () => {
    const statement: StatementTrace = {
      layer: 'session',
      policy: 'session',
      index: 0,
      effect: 'Allow',
      matched: false,
      elements: [],
      path: ['Statement', 0],
    };
    const fix = fixForCall(site, call({ decision: { ...denial, statements: [statement] } }));
    expect(fix).toMatchObject({ ok: false, reason: expect.stringContaining('session policy') });
  });

  it('leaves a key that has the default policy to the policies of the role', () => {
    const key = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const encrypted: Scenario = {
      ...site,
      resources: { ...site.resources, keys: { '1234abcd-12ab-34cd-56ef-1234567890ab': {} } },
    };
    for (const scenario of [site, encrypted]) {
      const fix = fixForCall(scenario, call({ action: 'kms:GenerateDataKey', resource: key }));
      expect(fix).toMatchObject({
        ok: true,
        best: { kind: 'add-statement', title: expect.stringContaining('in WebBuild') },
        others: [],
      });
    }
  });

  it('does not edit managed policies', () => {
    const role = site.roles!['web-build-role']!;
    const bounded: Scenario = {
      ...site,
      roles: {
        ...site.roles,
        'web-build-role': { ...role, boundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      },
    };
    const fix = fixForCall(bounded, call({}));
    if (fix.ok) {
      expect(fix.best.edits.map((edit) => edit.document)).not.toContain(
        'role:web-build-role/boundary',
      );
    } else expect(fix.reason).toContain('boundary');
  });
});

describe('documents of a scenario', () => {
  const statement = { Effect: 'Allow' };
  const policy = (Sid: string) => ({ Statement: [{ Sid, ...statement }] });
  const many: Scenario = {
    ...site,
    accounts: {
      '444455556666': {
        roles: { deploy: { trustPolicy: policy('Trust'), policies: { Deploy: policy('Do') } } },
        resources: { buckets: { theirs: { policy: policy('Bucket') } } },
        organization: {
          serviceControl: [
            { name: 'Root', policies: [{ name: 'Guard', document: policy('Scp') }] },
          ],
          resourceControl: [],
        },
      },
    },
  };

  it.each([
    'role:web-build-role/policy:WebBuild',
    'trust:web-pipeline-role',
    'bucket:acme-web-site/policy',
    'role:444455556666/deploy/policy:Deploy',
    'trust:444455556666/deploy',
    'bucket:theirs/policy',
    'Guard',
  ])('%s is found and edited, and nothing else', (document) => {
    const edit = {
      op: 'set',
      document,
      path: ['Statement', 0, 'Sid'],
      value: 'Edited',
    } as const;
    const edited = editScenario(many, [{ ...edit, path: [...edit.path] }]);
    expect(documentOf(edited, document)).toMatchObject({ Statement: { 0: { Sid: 'Edited' } } });
    expect(JSON.stringify(edited).split('"Edited"')).toHaveLength(2);
    expect(JSON.stringify(many)).not.toContain('"Edited"');
  });
});
