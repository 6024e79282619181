import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, applyEdits } from '../../../src/simulator/advice/policyEdits.ts';
import { editText } from '../../../src/simulator/advice/textEdit.ts';
import type { PolicyEdit } from '../../../src/simulator/advice/types.ts';
import type { Path } from '../../../src/simulator/diagnostics.ts';

const set = (path: Path, value: unknown): PolicyEdit => ({ op: 'set', document: 'd', path, value });
const remove = (path: Path): PolicyEdit => ({ op: 'remove', document: 'd', path });

const policy = `{
    "Version": "2012-10-17",
    "Statement": [{
        "Sid": "Site",
        "Effect": "Allow",
        "Action": ["s3:GetObject", "s3:PutObject"],
        "Resource": "arn:aws:s3:::site/*"
    }]
}
`;

describe('editing the text of a policy', () => {
  it('keeps lists on one line and the indentation of the writer', () => {
    const edited = editText(policy, [
      set(['Statement', 0, 'Action', 2], 's3:ListBucket'),
      set(['Statement', 0, 'Resource'], ['arn:aws:s3:::site/*', 'arn:aws:s3:::site']),
    ]);
    expect(edited).toBe(
      policy
        .replace('"s3:PutObject"]', '"s3:PutObject", "s3:ListBucket"]')
        .replace('"arn:aws:s3:::site/*"', '["arn:aws:s3:::site/*", "arn:aws:s3:::site"]'),
    );
  });

  it('adds a statement in the manner of the others', () => {
    const added = { Sid: 'S3', Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' };
    expect(editText(policy, [set(['Statement', 1], added)])).toBe(
      policy.replace(
        '}]',
        `}, {
        "Sid": "S3",
        "Effect": "Allow",
        "Action": "s3:ListBucket",
        "Resource": "*"
    }]`,
      ),
    );
  });

  it('adds items on lines of their own where they stand so, with tabs and Windows line ends', () => {
    const text = '{\r\n\t"Action": [\r\n\t\t"a:b"\r\n\t]\r\n}';
    expect(editText(text, [set(['Action', 1], 'a:c')])).toBe(
      '{\r\n\t"Action": [\r\n\t\t"a:b",\r\n\t\t"a:c"\r\n\t]\r\n}',
    );
  });

  it('adds a condition with all that is missing around it', () => {
    const edit = set(['Statement', 0, 'Condition', 'Bool', 'aws:SecureTransport'], 'true');
    expect(editText(policy, [edit])).toBe(
      policy.replace(
        'site/*"\n',
        `site/*",
        "Condition": {
            "Bool": {
                "aws:SecureTransport": "true"
            }
        }
`,
      ),
    );
  });

  it('writes on one line where everything is', () => {
    const text = '{"Version":"2012-10-17","Statement":[]}';
    expect(editText(text, [set(['Statement', 0], { Effect: 'Allow' })])).toBe(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}',
    );
  });

  it.each([
    [['Statement', 0, 'Action', 1], policy.replace(', "s3:PutObject"', '')],
    [['Statement', 0, 'Action', 0], policy.replace('"s3:GetObject", ', '')],
    [['Statement', 0, 'Sid'], policy.replace('"Sid": "Site",\n        ', '')],
    [
      ['Statement', 0, 'Resource'],
      policy.replace(',\n        "Resource": "arn:aws:s3:::site/*"', ''),
    ],
  ])('takes %j away', (path, expected) => {
    expect(editText(policy, [remove(path)])).toBe(expected);
  });

  it('leaves what it cannot read or reach alone', () => {
    expect(editText('{"a":', [set(['a'], 1)])).toBe('{"a":');
    expect(editText('{"a":1}', [set(['a', 'b'], 1), set(['a', 3], 1), remove(['c', 'd'])])).toBe(
      '{"a":1}',
    );
  });

  it('writes a whole new document', () => {
    expect(editText('', [set([], { Version: '2012-10-17', Statement: [] })])).toBe(
      '{\n  "Version": "2012-10-17",\n  "Statement": []\n}',
    );
  });
});

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => ({ a: value, list: [value, 1], o: {} }));
const step = fc.oneof(
  fc.constantFrom('a', 'list', 'o', 'new', '__proto__', 'constructor'),
  fc.nat({ max: 3 }),
);
const anyEdit = fc.record({
  path: fc.array(step, { minLength: 1, maxLength: 4 }),
  value: fc.option(fc.oneof(scalar, fc.array(scalar), json), { nil: undefined }),
});

describe('every edit', () => {
  it('means the same in the text as in the document, whatever the layout', () => {
    fc.assert(
      fc.property(json, fc.array(anyEdit), fc.constantFrom(0, 1, 2, '\t'), (given, list, space) => {
        const text = JSON.stringify(given, null, space);
        const document: unknown = JSON.parse(text);
        const edits = list.map(({ path, value }) =>
          value === undefined ? remove(path) : set(path, value),
        );
        const edited = JSON.stringify(applyEdits(document, edits));
        expect(JSON.stringify(document)).toBe(JSON.stringify(JSON.parse(text)));
        expect(JSON.parse(editText(text, edits))).toEqual(JSON.parse(edited));
      }),
    );
  });

  it('leaves the document that was given as it is', () => {
    const document = Object.freeze({ Statement: Object.freeze([Object.freeze({ Sid: 'a' })]) });
    expect(applyEdit(document, set(['Statement', 0, 'Sid'], 'b'))).toEqual({
      Statement: [{ Sid: 'b' }],
    });
    expect(applyEdit(document, remove(['Statement', 0]))).toEqual({ Statement: [] });
    expect(document.Statement[0]!.Sid).toBe('a');
  });
});
