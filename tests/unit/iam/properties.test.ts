import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/simulator/diagnostics.ts';
import {
  authorize,
  checkPolicy,
  explainDecision,
  parsePolicy,
  reviewPolicy,
} from '../../../src/simulator/iam/index.ts';
import type { PolicyKind, PolicySet } from '../../../src/simulator/iam/types.ts';
import type { Statement } from './support.ts';
import { allow, BUCKET, bucketPolicy, identity, PAGE, policy, ROLE, requestOf } from './support.ts';

const action = fc.constantFrom('s3:PutObject', 's3:GetObject', 's3:*', '*', 'S3:put*', 'sqs:*');
const resource = fc.constantFrom('*', PAGE, BUCKET, `${BUCKET}/*`, `${BUCKET}/\${aws:username}`);
const condition = fc.constantFrom<Statement['Condition']>(
  undefined,
  { StringEquals: { 'aws:username': 'ana' } },
  { StringNotEquals: { 'aws:username': 'ana' } },
  { 'ForAllValues:StringLike': { 'aws:TagKeys': ['a*', 'b'] } },
  { Null: { 'aws:username': 'true' } },
);
const oneOf = <T>(name: string, values: fc.Arbitrary<T>) =>
  fc.record({
    name: fc.constantFrom(name, `Not${name}`),
    values: fc.array(values, { minLength: 1, maxLength: 3 }),
  });
const statement = (effect: fc.Arbitrary<'Allow' | 'Deny'>): fc.Arbitrary<Statement> =>
  fc
    .record({
      effect,
      action: oneOf('Action', action),
      resource: oneOf('Resource', resource),
      condition,
    })
    .map((given) => ({
      Effect: given.effect,
      [given.action.name]: given.action.values,
      [given.resource.name]: given.resource.values,
      ...(given.condition ? { Condition: given.condition } : {}),
    }));
const any = statement(fc.constantFrom('Allow', 'Deny'));
const statements = fc.array(any, { maxLength: 5 });
const request = fc
  .record({
    action: fc.constantFrom('s3:PutObject', 's3:GetObject', 'sqs:SendMessage'),
    resource: fc.constantFrom(PAGE, BUCKET, `${BUCKET}/ana`, '*'),
    context: fc.constantFrom<Record<string, string | string[]>>(
      {},
      { 'aws:username': 'ana' },
      { 'aws:TagKeys': ['a1', 'b'], 'AWS:UserName': 'bob' },
    ),
  })
  .map(requestOf);
const withBucket = (list: Statement[], more: Statement[]): PolicySet => ({
  ...identity(...list),
  ...(more.length > 0
    ? bucketPolicy(...more.map((one) => ({ ...one, Principal: { AWS: ROLE } })))
    : {}),
});
/** S3 refuses bucket policies whose actions do not fit their resources, so these all fit. */
const fitting = any.map(
  (one): Statement => ({
    ...one,
    ...('Resource' in one ? { Resource: [BUCKET, `${BUCKET}/*`] } : {}),
  }),
);
const set = fc.tuple(statements, fc.array(fitting, { maxLength: 2 }));

describe('every decision', () => {
  it('is a denial when a statement that applies denies, and only then an explicit one', () => {
    fc.assert(
      fc.property(request, set, (asked, [list, more]) => {
        const decision = authorize(asked, withBucket(list, more));
        const denies = decision.statements.some((one) => one.matched && one.effect === 'Deny');
        expect(decision.result === 'ExplicitlyDenied').toBe(denies);
      }),
    );
  });

  it('needs a statement that applies and allows', () => {
    fc.assert(
      fc.property(request, set, (asked, [list, more]) => {
        const decision = authorize(asked, withBucket(list, more));
        if (decision.result !== 'Allowed') return;
        expect(decision.statements.some((one) => one.matched && one.effect === 'Allow')).toBe(true);
      }),
    );
  });

  it('stays allowed when an Allow is added', () => {
    fc.assert(
      fc.property(request, set, statement(fc.constant('Allow')), (asked, [list, more], added) => {
        const before = authorize(asked, withBucket(list, more)).result;
        const after = authorize(asked, withBucket([...list, added], more)).result;
        if (before === 'Allowed') expect(after).toBe('Allowed');
        if (before === 'ExplicitlyDenied') expect(after).toBe('ExplicitlyDenied');
      }),
    );
  });

  it('stays denied when a Deny is added', () => {
    fc.assert(
      fc.property(request, set, statement(fc.constant('Deny')), (asked, [list, more], added) => {
        const before = authorize(asked, withBucket(list, more)).result;
        const after = authorize(asked, withBucket([...list, added], more)).result;
        if (before !== 'Allowed') expect(after).not.toBe('Allowed');
      }),
    );
  });

  it('does not depend on the order of statements', () => {
    fc.assert(
      fc.property(request, set, fc.array(fc.nat()), (asked, [list, more], keys) => {
        const shuffled = list
          .map((one, index) => ({ one, key: keys[index] ?? index }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const before = authorize(asked, withBucket(list, more));
        const after = authorize(asked, withBucket(shuffled, more));
        expect([after.result, after.decidedBy, after.message]).toEqual([
          before.result,
          before.decidedBy,
          before.message,
        ]);
      }),
    );
  });

  it('is the same the second time, and traces every statement in force', () => {
    fc.assert(
      fc.property(request, set, (asked, [list, more]) => {
        const policies = withBucket(list, more);
        const decision = authorize(asked, policies);
        expect(authorize(asked, policies)).toEqual(decision);
        expect(decision.statements.length).toBe(list.length + more.length);
        for (const trace of decision.statements) {
          expect(trace.matched).toBe(trace.elements.every((element) => element.matched));
        }
        const { title, lines } = explainDecision(decision, asked);
        expect(title).toMatch(decision.result === 'Allowed' ? /^Allowed/ : /^Denied/);
        expect(lines.at(-1)?.ok).toBe(decision.result === 'Allowed');
      }),
    );
  });
});

/** The definition of a wildcard pattern: exponential, fine for short texts. */
function covers(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern[0] === '*') {
    return covers(rest, text) || (text !== '' && covers(pattern, text.slice(1)));
  }
  return (
    text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && covers(rest, text.slice(1))
  );
}

describe('a statement', () => {
  const word = (letters: string) =>
    fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 7 }).map((l) => l.join(''));

  it('covers the actions that its pattern covers, whatever the case', () => {
    fc.assert(
      fc.property(word('aB*?'), word('Ab'), (pattern, name) => {
        const asked = requestOf({ action: `s3:${name}` });
        const wanted = covers(pattern.toLowerCase(), name.toLowerCase());
        const { result } = authorize(asked, identity(allow(`s3:${pattern}`)));
        expect(result === 'Allowed').toBe(wanted);
      }),
    );
  });

  it('covers the resources of which it covers each of the six parts', () => {
    const parts = (letters: string) =>
      fc.tuple(word(letters), word(letters), word(`${letters}:/`)).map((list) => list);
    fc.assert(
      fc.property(parts('ab*?'), parts('ab'), (pattern, name) => {
        const asked = requestOf({ action: 'sqs:X', resource: `arn:aws:sqs:${name.join(':')}` });
        const policies = identity(allow('sqs:X', `arn:aws:sqs:${pattern.join(':')}`));
        const wanted = pattern.every((part, index) => covers(part, name[index] ?? ''));
        expect(authorize(asked, policies).result === 'Allowed').toBe(wanted);
      }),
    );
  });
});

describe('advice', () => {
  const redundant = /^REDUNDANT_/;
  const apply = (text: string, { range, newText }: NonNullable<Diagnostic['fix']>) =>
    text.slice(0, range.startColumn - 1) + newText + text.slice(range.endColumn - 1);

  it('to remove what is redundant changes no decision', () => {
    fc.assert(
      fc.property(request, statements, (asked, list) => {
        const text = JSON.stringify(policy(...list));
        const decide = (json: string) =>
          authorize(asked, { identity: [{ name: 'x', document: JSON.parse(json) as unknown }] });
        const before = decide(text).result;
        for (const { code, fix } of parsePolicy(text, 'identity').diagnostics) {
          if (redundant.test(code) && fix) expect(decide(apply(text, fix)).result).toBe(before);
        }
      }),
    );
  });

  it('never makes the review fail', async () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('s3', 'arn', 'aws', '*', '__proto__', 'ec2', ''),
    );
    const colons = fc.array(part, { maxLength: 8 }).map((list) => list.join(':'));
    const odd = fc.record({
      Effect: fc.constant('Allow'),
      Action: fc.array(colons, { minLength: 1, maxLength: 3 }),
      Resource: fc.oneof(
        colons,
        colons.map((text) => `arn:aws:s3:${text}`),
      ),
      Condition: fc.dictionary(
        fc.constantFrom('StringEquals', 'Bool', 'ForAllValues:StringLike'),
        fc.dictionary(colons, colons),
      ),
    });
    await fc.assert(
      fc.asyncProperty(odd, async (one) => {
        const text = JSON.stringify({ Version: '2012-10-17', Statement: one });
        for (const kind of ['identity', 'trust', 'resource'] as const) {
          const found = [
            ...parsePolicy(text, kind).diagnostics,
            ...(await reviewPolicy(text, kind)),
          ];
          for (const { range, message } of found) {
            expect(range.startLine).toBe(1);
            expect(range.endColumn).toBeLessThanOrEqual(text.length + 1);
            expect(message.length).toBeLessThan(1000);
          }
        }
      }),
    );
  });
});

describe('hostile input', () => {
  const kinds: PolicyKind[] = ['identity', 'trust', 'resource'];
  const good = JSON.stringify(policy(allow('s3:*', '*', { Condition: { Bool: { a: 'true' } } })));

  it('never makes the parser throw, and ranges lie inside the text', () => {
    const cut = fc
      .tuple(fc.nat(good.length), fc.nat(good.length), fc.string())
      .map(([from, length, text]) => good.slice(0, from) + text + good.slice(from + length));
    const texts = fc.oneof(fc.string(), fc.json(), cut, fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(texts, fc.constantFrom(...kinds), (text, kind) => {
        const { policy: read, diagnostics } = parsePolicy(text, kind);
        expect(read !== undefined || diagnostics.length > 0).toBe(true);
        const lines = text.split(/\r\n|\n|\r/);
        const offset = (line: number, column: number) => {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          // A line break belongs to its line.
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 3);
          return line * 1e6 + column;
        };
        for (const { range, fix } of diagnostics) {
          for (const one of [range, fix?.range ?? range]) {
            const start = offset(one.startLine, one.startColumn);
            expect(offset(one.endLine, one.endColumn)).toBeGreaterThanOrEqual(start);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never makes a check or a decision throw', () => {
    const keys = fc.constantFrom(
      'Version',
      'Statement',
      'Effect',
      'Principal',
      'NotPrincipal',
      'AWS',
      'Action',
      'Resource',
      'NotResource',
      'Condition',
      'StringEquals',
      'Null',
      '__proto__',
      'x',
    );
    const values = fc.anything({ key: keys, maxDepth: 5, withNullPrototype: true });
    const shaped = fc.record({ Version: fc.constant('2012-10-17'), Statement: values });
    fc.assert(
      fc.property(fc.oneof(values, shaped), (document) => {
        for (const kind of kinds) checkPolicy(document, kind);
        const list = [{ name: 'x', document }];
        for (const kind of ['trust', 'bucket'] as const) {
          const decision = authorize(requestOf(), {
            identity: list,
            boundary: list,
            session: list,
            resource: { kind, document },
            serviceControl: [{ name: 'root', policies: list }],
            resourceControl: [{ name: 'root', policies: list }],
            endpoint: list,
          });
          expect(decision.result).not.toBe('Allowed');
        }
      }),
      { numRuns: 1000 },
    );
  });
});
