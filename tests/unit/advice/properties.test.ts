import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/simulator/advice/policyEdits.ts';
import { smallestFix } from '../../../src/simulator/advice/smallestFix.ts';
import { editText } from '../../../src/simulator/advice/textEdit.ts';
import type { PolicyEdit } from '../../../src/simulator/advice/types.ts';
import { authorize, checkPolicy } from '../../../src/simulator/iam/index.ts';
import type { AuthorizationRequest, PolicySet } from '../../../src/simulator/iam/types.ts';
import {
  BUCKET,
  build,
  PAGE,
  partner,
  policy,
  ROLE,
  type Statement,
  service,
} from '../iam/support.ts';

const condition = fc.option(
  fc.constantFrom<NonNullable<Statement['Condition']>>(
    { StringEquals: { 'aws:username': 'ana' } },
    { StringEquals: { 'aws:username': 'a*', 'aws:SourceVpc': 'vpc-1' } },
    { StringNotEquals: { 'aws:username': ['ana', 'bob'] } },
    { 'ForAllValues:StringLike': { 'aws:TagKeys': ['a*', 'b'] } },
    { Null: { 'aws:username': 'true' } },
    { Bool: { 'aws:SecureTransport': 'false' }, ArnLike: { 'aws:PrincipalArn': `${ROLE}*` } },
    { NumericLessThan: { 's3:max-keys': '10' } },
  ),
  { nil: undefined },
);
const some = <T>(values: fc.Arbitrary<T>) =>
  fc.oneof(values, fc.uniqueArray(values, { minLength: 1, maxLength: 3 }));
const statementOf = (actions: string[], resources: string[] | null, principal: boolean) =>
  fc
    .record({
      Sid: fc.option(fc.constantFrom('Site', 'S3', 'Logs'), { nil: undefined }),
      Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
      Action: some(fc.constantFrom(...actions)),
      Resource: some(fc.constantFrom(...(resources ?? ['*']))),
      not: fc.boolean(),
      Principal: fc.constantFrom(
        { AWS: ROLE },
        { AWS: '*' },
        { Service: ['ec2.amazonaws.com'] },
        { AWS: '444455556666' },
      ),
      Condition: condition,
    })
    .map(
      ({ Sid, Resource, not, Principal, Condition, ...rest }): Statement => ({
        ...(Sid === undefined ? {} : { Sid }),
        ...rest,
        ...(principal ? { Principal } : {}),
        ...(resources === null ? {} : not && !principal ? { NotResource: Resource } : { Resource }),
        ...(Condition === undefined ? {} : { Condition }),
      }),
    );

const s3 = ['s3:PutObject', 's3:GetObject', 's3:*', 's3:Put*', 'logs:PutLogEvents'];
const places = ['*', PAGE, BUCKET, `${BUCKET}/*`, 'arn:aws:s3:::other/*', 'arn:aws:logs:*:*:*'];
const documentOf = (statement: fc.Arbitrary<Statement>) =>
  fc
    .record({ list: fc.array(statement, { maxLength: 3 }), version: fc.boolean() })
    .map(({ list, version }): unknown =>
      version ? policy(...list) : { Statement: list[0] && list.length === 1 ? list[0] : list },
    );
const identity = documentOf(statementOf(s3, places, false));
const bucket = documentOf(
  statementOf(['s3:PutObject', 's3:GetObject', 's3:*'], [BUCKET, `${BUCKET}/*`], true),
);
const trust = documentOf(statementOf(['sts:AssumeRole', 'sts:TagSession'], null, true));
const named = (name: string) => (documents: unknown[]) =>
  documents.map((document, index) => ({ name: `${name}-${index}`, document }));

const context = fc.constantFrom<Record<string, string | string[]>>(
  {},
  { 'aws:username': 'ana', 'aws:PrincipalArn': ROLE },
  { 'aws:TagKeys': ['x', 'b'], 'aws:SourceVpc': 'vpc-2', 'aws:SecureTransport': 'true' },
);
const request: fc.Arbitrary<AuthorizationRequest> = fc.record({
  principal: fc.constantFrom(build, partner),
  action: fc.constantFrom('s3:PutObject', 's3:GetObject', 's3:ListAllMyBuckets'),
  resource: fc.constantFrom(PAGE, `${BUCKET}/a/b/c.js`, BUCKET, '*'),
  resourceAccount: fc.constant('111122223333'),
  context,
});
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 2 });
const policies: fc.Arbitrary<PolicySet> = fc
  .record({
    identity: fc.array(identity, { maxLength: 2 }),
    boundary: optional(identity),
    session: optional(identity),
    resource: optional(bucket),
  })
  .map((set) => ({
    identity: named('identity')(set.identity),
    ...(set.boundary === undefined ? {} : { boundary: named('boundary')([set.boundary]) }),
    ...(set.session === undefined ? {} : { session: named('session')([set.session]) }),
    ...(set.resource === undefined
      ? {}
      : { resource: { kind: 'bucket', name: 'bucket', document: set.resource } }),
  }));
const assuming = fc
  .record({
    principal: fc.constantFrom(service('codebuild'), build, partner),
    trust,
    identity,
    context,
  })
  .map((one) => ({
    request: {
      principal: one.principal,
      action: 'sts:AssumeRole',
      resource: 'arn:aws:iam::111122223333:role/deploy',
      context: one.context,
    },
    policies: {
      ...(one.principal.type === 'AWS' ? { identity: named('identity')([one.identity]) } : {}),
      resource: { kind: 'trust', name: 'trust', document: one.trust },
    } satisfies PolicySet,
  }));

type Given = { request: AuthorizationRequest; policies: PolicySet };
const given: fc.Arbitrary<Given> = fc.oneof(fc.record({ request, policies }), assuming);

/** The documents of a set that is written as above, by name. */
function documentsIn({ identity = [], boundary = [], session = [], resource }: PolicySet) {
  return new Map<string, unknown>([
    ...[...identity, ...boundary, ...session].map((one) => [one.name, one.document] as const),
    ...(resource ? [[resource.name ?? '', resource.document] as const] : []),
  ]);
}
function edited(set: PolicySet, edits: readonly PolicyEdit[]): PolicySet {
  const mended = <T extends { name?: string; document: unknown }>(one: T): T => ({
    ...one,
    document: applyEdits(
      one.document,
      edits.filter(({ document }) => document === one.name),
    ),
  });
  const present = documentsIn(set);
  const fresh = edits.filter(({ document }) => !present.has(document));
  return {
    identity: [
      ...(set.identity ?? []),
      ...[...new Set(fresh.map(({ document }) => document))].map((name) => ({
        name,
        document: undefined,
      })),
    ].map(mended),
    ...(set.boundary ? { boundary: set.boundary.map(mended).filter((one) => one.document) } : {}),
    ...(set.session ? { session: set.session.map(mended).filter((one) => one.document) } : {}),
    ...(set.resource ? { resource: mended(set.resource) } : {}),
  };
}
const fixesOf = ({ request, policies }: Given) => {
  const fix = smallestFix(request, policies);
  return fix.ok ? [fix.best, ...fix.others] : [];
};

describe('every fix that is proposed', () => {
  it('lets the request through, by edits of documents that AWS would save', () => {
    fc.assert(
      fc.property(given, (one) => {
        const before = JSON.stringify(one.policies);
        for (const { edits, decision } of fixesOf(one)) {
          const after = edited(one.policies, edits);
          expect(decision.result).toBe('Allowed');
          expect(authorize(one.request, after)).toEqual(decision);
          for (const [name, document] of documentsIn(after)) {
            if (document === undefined || edits.every((edit) => edit.document !== name)) continue;
            const kind = name === 'trust' ? 'trust' : name === 'bucket' ? 'resource' : 'identity';
            expect(checkPolicy(document, kind)).toBeNull();
          }
        }
        expect(JSON.stringify(one.policies)).toBe(before);
      }),
      { numRuns: 400 },
    );
  });

  it('never writes a * for action or resource, unless the request names no resource', () => {
    fc.assert(
      fc.property(given, (one) => {
        for (const { edits } of fixesOf(one)) {
          for (const edit of edits) {
            if (edit.op !== 'set') continue;
            const old = new Set(starsIn(documentsIn(one.policies).get(edit.document)));
            if (old.size > 0) continue;
            if (one.request.resource !== '*') expect(starsIn(edit.value)).toEqual([]);
            else expect(starsIn(edit.value).every((star) => star === 'Resource')).toBe(true);
          }
        }
      }),
    );
  });

  it('changes the text of a document as it changes the document', () => {
    fc.assert(
      fc.property(given, fc.constantFrom(0, 2, 4, '\t'), (one, indent) => {
        for (const { edits } of fixesOf(one)) {
          for (const [name, document] of documentsIn(one.policies)) {
            const own = edits.filter((edit) => edit.document === name);
            const after = applyEdits(document, own);
            const text = editText(JSON.stringify(document, null, indent), own);
            if (after === undefined) expect(text).toBe('');
            else expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(after)));
          }
        }
      }),
    );
  });

  it('is found for every denial of a role by its own policies, but for guards', () => {
    const own = fc.record({
      request: request.map((one) => ({ ...one, principal: build })),
      policies: fc
        .array(identity, { maxLength: 2 })
        .map((documents): PolicySet => ({ identity: named('identity')(documents) })),
    });
    fc.assert(
      fc.property(own, (one) => {
        if (authorize(one.request, one.policies).result === 'Allowed') return;
        const fix = smallestFix(one.request, one.policies);
        // Guards are not given up: where one stands in the way, the caller must act.
        const guarded = /SourceVpc|SecureTransport/.test(JSON.stringify(one.policies));
        expect(fix.ok || (guarded && fix.reason.length > 0)).toBe(true);
      }),
    );
  });
});

/** Names of elements in a value that hold a bare `*`. */
function starsIn(value: unknown, name = 'Resource'): string[] {
  if (value === '*') return [name];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => starsIn(item, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => key !== 'Principal' && key !== 'Condition')
    .flatMap(([key, item]) => starsIn(item, key));
}
