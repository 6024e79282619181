import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Range } from '../../../src/simulator/diagnostics.ts';
import { reviewPolicy } from '../../../src/simulator/iam/index.ts';
import { reviewChecks } from '../../../src/simulator/iam/review/index.ts';
import { reviews } from './cases/reviews.ts';
import { one, policyOf } from './warningCase.ts';

const part = (text: string, { startColumn, endColumn }: Range) =>
  text.slice(startColumn - 1, endColumn - 1);

describe('reviewPolicy', () => {
  it.each(reviews.map((each) => [`${each.name} (${each.code})`, each] as const))(
    '%s',
    async (_, each) => {
      const text = JSON.stringify(each.document);
      const diagnostics = await reviewPolicy(text, each.kind);
      const found = diagnostics.filter(({ code }) => code === each.code);
      expect(found.map(({ range }) => part(text, range))).toEqual(each.marks);
      const [first] = found;
      if (!first) return;
      expect(first.message).toMatch(/ — \S.{20,}[.?]$/s);
      if (each.says !== undefined) expect(first.message).toContain(each.says);
      if (each.fixed === null) expect(first.fix).toBeUndefined();
      else if (each.fixed !== undefined) {
        const { startColumn, endColumn } = first.fix!.range;
        const fixed =
          text.slice(0, startColumn - 1) + first.fix!.newText + text.slice(endColumn - 1);
        expect(JSON.parse(fixed)).toEqual(each.fixed);
        const after = await reviewPolicy(fixed, each.kind);
        expect(after.filter(({ code }) => code === each.code)).toEqual([]);
      }
    },
  );

  it('has a case that fires for every check', () => {
    const fired = new Set(reviews.filter(({ marks }) => marks.length > 0).map(({ code }) => code));
    expect(
      reviewChecks.map(({ issueCode }) => issueCode).filter((code) => !fired.has(code)),
    ).toEqual([]);
  });

  it.each([
    ['text that is no JSON', '{'],
    ['no object', '[]'],
    ['a refused policy', '{ "Version": "2012-10-17", "Statement": [] }'],
    [
      'names of no service',
      JSON.stringify(policyOf(one({ Action: '__proto__:x', Resource: 'arn:aws:__proto__:::x' }))),
    ],
  ])('says nothing about %s', async (_, text) => {
    expect(await reviewPolicy(text, 'identity')).toEqual([]);
  });

  it('is bounded in what it finds and loads', async () => {
    const statements = Array.from({ length: 500 }, (_, index) =>
      one({
        Action: ['s3:*', `s3:Nothing${index}`, `nobody${index}:X`],
        Resource: `arn:aws:s3:::b${index}`,
      }),
    );
    expect((await reviewPolicy(JSON.stringify(policyOf(...statements)), 'identity')).length).toBe(
      100,
    );
  });
});

/** Policies of AWS itself, which lie beside the repository. */
const MANAGED = new URL('../../../../shared/reference/iam-managed-policies.json', import.meta.url);

describe.skipIf(!existsSync(MANAGED))('AWS’s own policies (skipped without shared/)', () => {
  it('name no action, service or condition key that does not exist', async () => {
    const list = JSON.parse(readFileSync(MANAGED, 'utf8')) as { name: string; document: unknown }[];
    expect(list.length).toBeGreaterThan(40);
    for (const { name, document } of list) {
      const found = await reviewPolicy(JSON.stringify(document), 'identity');
      const invalid = found.filter(({ code }) => /^INVALID_(?:ACTION|SERVICE)/.test(code));
      expect(invalid, name).toEqual([]);
    }
  });
});
