import { describe, expect, it } from 'vitest';
import type { Range } from '../../../src/simulator/diagnostics.ts';
import {
  documentWarnings,
  statementWarnings,
} from '../../../src/simulator/iam/check/warnings/index.ts';
import { parsePolicy } from '../../../src/simulator/iam/index.ts';
import { warningsArns } from './cases/warningsArns.ts';
import { warningsConditions } from './cases/warningsConditions.ts';
import { warningsDocuments } from './cases/warningsDocuments.ts';
import { warningsPassRole } from './cases/warningsPassRole.ts';
import { warningsPitfalls } from './cases/warningsPitfalls.ts';
import { warningsPrincipals } from './cases/warningsPrincipals.ts';
import { warningsVariables } from './cases/warningsVariables.ts';
import type { WarningCase } from './warningCase.ts';
import { one, policyOf } from './warningCase.ts';

const topics: [string, WarningCase[]][] = [
  ['documents', warningsDocuments],
  ['PassRole', warningsPassRole],
  ['principals', warningsPrincipals],
  ['pitfalls', warningsPitfalls],
  ['ARNs', warningsArns],
  ['variables', warningsVariables],
  ['conditions', warningsConditions],
];
const table = [...documentWarnings, ...statementWarnings];

const part = (text: string, { startColumn, endColumn }: Range) =>
  text.slice(startColumn - 1, endColumn - 1);

describe.each(topics)('warnings: %s', (_, cases) => {
  it.each(cases.map((each) => [`${each.name} (${each.code})`, each] as const))(
    '%s',
    (_name, each) => {
      const text = each.text ?? JSON.stringify(each.document);
      const { policy, diagnostics } = parsePolicy(text, each.kind);
      expect(policy).toEqual(each.document);
      const found = diagnostics.filter(({ code }) => code === each.code);
      expect(found.map(({ range }) => part(text, range))).toEqual(each.marks);
      const [first] = found;
      if (!first) return;
      const title = table.find(({ issueCode }) => issueCode === each.code)?.title;
      expect(first.message).toMatch(/ — \S.{20,}[.?]$/s);
      expect(first.message.split(' — ')[0]).toBe(title);
      expect(first.severity).not.toBe('error');
      if (each.severity) expect(first.severity).toBe(each.severity);
      if (each.says !== undefined) expect(first.message).toContain(each.says);
      if (each.fixed === null) expect(first.fix).toBeUndefined();
      else if (each.fixed !== undefined) {
        const { startColumn, endColumn } = first.fix!.range;
        const fixed =
          text.slice(0, startColumn - 1) + first.fix!.newText + text.slice(endColumn - 1);
        expect(JSON.parse(fixed)).toEqual(each.fixed);
        const after = parsePolicy(fixed, each.kind).diagnostics;
        expect(after.filter(({ code }) => code === each.code)).toEqual([]);
      }
    },
  );
});

describe('the table of warnings', () => {
  it('has a case that fires for every entry', () => {
    const fired = new Set(
      topics
        .flatMap(([, cases]) => cases.filter(({ marks }) => marks.length > 0))
        .map(({ code }) => code),
    );
    expect(table.map(({ issueCode }) => issueCode).filter((code) => !fired.has(code))).toEqual([]);
  });

  it('names every issue once, in capitals', () => {
    const codes = table.map(({ issueCode }) => issueCode);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[A-Z]+(?:_[A-Z]+)*$/);
  });
});

describe('warnings', () => {
  it('stay away while the text is refused', () => {
    const text = JSON.stringify(
      policyOf(one({ Action: 'iam:PassRole', Resource: '*', Efect: 'x' })),
    );
    expect(parsePolicy(text, 'identity').diagnostics.map(({ severity }) => severity)).toEqual([
      'error',
    ]);
  });

  it('follow the errors of a document that was saved earlier', () => {
    const text = JSON.stringify({ Statement: one({ Action: 'iam:PassRole', Resource: '*' }) });
    expect(parsePolicy(text, 'identity').diagnostics.map(({ code, path }) => [code, path])).toEqual(
      [
        ['MalformedPolicyDocument', []],
        ['PASS_ROLE_WITH_STAR_IN_RESOURCE', ['Statement', 'Resource']],
      ],
    );
  });

  it('do not trouble a good policy', () => {
    const good = policyOf(
      one({
        Sid: 'Logs',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/codebuild/web:*',
      }),
      one({ Action: 's3:PutObject', Resource: ['arn:aws:s3:::acme-web-site/*'] }),
      one({
        Action: 'iam:PassRole',
        Resource: 'arn:aws:iam::111122223333:role/task',
        Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      }),
    );
    expect(parsePolicy(JSON.stringify(good), 'identity').diagnostics).toEqual([]);
  });

  it('are at most 100, and in the order of the statements', () => {
    const text = JSON.stringify(
      policyOf(
        ...Array.from({ length: 300 }, (_, index) =>
          one({
            Action: 'iam:PassRole',
            Resource: ['*', `arn:aws:iam::111122223333:role/r${index}`],
          }),
        ),
      ),
    );
    const { diagnostics } = parsePolicy(text, 'identity');
    expect(diagnostics.length).toBe(100);
    const places = diagnostics.slice(1).map(({ path }) => Number(path[1]));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});
