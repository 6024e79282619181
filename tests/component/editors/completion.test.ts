import { describe, expect, it } from 'vitest';
import { completePolicy } from '../../../src/studio/editors/completion/policy.ts';
import type { DocumentKind } from '../../../src/worker/protocol.ts';
import { vocabularyOf } from '../../../src/worker/vocabulary.ts';
import { siteScenario as scenario } from '../fixtures/scenario.ts';

/** Completes at the bar (|) of a text. */
async function at(marked: string, kind: DocumentKind = 'identityPolicy') {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = await completePolicy(text, offset, { kind, scenario, words: vocabularyOf });
  return { found, text, labels: found?.items.map(({ label }) => label) ?? [] };
}
const statement = (inner: string) => `{ "Statement": [{ ${inner} }] }`;

describe('completion of policies', () => {
  it('offers the elements that a statement of this kind can have and has not yet', async () => {
    const { labels } = await at(statement('"Effect": "Allow", "|"'));
    expect(labels).toEqual(['Sid', 'Action', 'NotAction', 'Condition', 'Resource', 'NotResource']);
    const trust = await at(statement('"|"'), 'trustPolicy');
    expect(trust.labels).toContain('Principal');
    expect(trust.labels).not.toContain('Resource');
  });

  it('writes the colon after a name, unless it is there', async () => {
    const fresh = await at(statement('"Eff|"'));
    expect(fresh.found?.items.find(({ label }) => label === 'Effect')?.insert).toBe('"Effect": ');
    const named = await at(statement('"Eff|": "Allow"'));
    expect(named.found?.items.find(({ label }) => label === 'Effect')?.insert).toBe('"Effect"');
  });

  it('replaces the whole text that the cursor is in', async () => {
    const { found, text } = await at(statement('"Effect": "Al|low"'));
    expect(text.slice(found?.start, found?.end)).toBe('"Allow"');
    expect(found?.items.map(({ insert }) => insert)).toEqual(['"Allow"', '"Deny"']);
  });

  it('offers services first, then the actions of the one that was chosen', async () => {
    const services = await at(statement('"Action": ["|"]'));
    const s3 = services.found?.items.find(({ label }) => label === 's3:');
    expect(s3).toMatchObject({ insert: '"s3:', goesOn: true });
    const actions = await at(statement('"Action": ["s3:Put|"]'));
    expect(actions.labels).toContain('s3:PutObject');
    expect(actions.labels).toContain('s3:*');
    expect(actions.labels.every((label) => label.startsWith('s3:'))).toBe(true);
  });

  it('offers the scenario’s own ARNs that fit the actions, then templates with its account', async () => {
    const { labels } = await at(statement('"Action": "s3:GetObject", "Resource": "|"'));
    const bucket = Object.keys(scenario.resources?.buckets ?? {})[0];
    expect(labels[0]).toBe(`arn:aws:s3:::${bucket}`);
    expect(labels.at(-1)).toBe('*');
    expect(labels.some((label) => label.includes('${'))).toBe(false);
    expect(labels.some((label) => label.startsWith('arn:aws:iam:'))).toBe(false);
  });

  it('offers operators, then keys of the services and global ones, then values', async () => {
    expect((await at(statement('"Condition": { "|" }'))).labels).toContain('StringEqualsIfExists');
    const keys = await at(
      statement('"Action": "s3:ListBucket", "Condition": { "StringLike": { "|" } }'),
    );
    expect(keys.labels).toContain('s3:prefix');
    expect(keys.labels).toContain('aws:SourceIp');
    const values = await at(statement('"Condition": { "Bool": { "aws:SecureTransport": "|" } }'));
    expect(values.labels).toEqual(['true', 'false']);
  });

  it('offers services and roles as principals, each in its place', async () => {
    const service = await at(statement('"Principal": { "Service": "|" }'), 'trustPolicy');
    expect(service.labels).toContain('codebuild.amazonaws.com');
    const roles = await at(statement('"Principal": { "AWS": "|" }'), 'resourcePolicy');
    expect(roles.labels.some((label) => /^arn:aws:iam::\d+:role\//.test(label))).toBe(true);
  });

  it('keeps quiet elsewhere, and about broken or hostile text', async () => {
    expect((await at('{ "stages": [{ "|" }] }', 'pipeline')).found).toBeNull();
    expect((await at('{ "Statement": [{ "__proto__": "|" }] }')).found).toBeNull();
    expect((await at('{ "Statement": { "Condition": { "constructor": { "x": "|')).found).toBeNull();
  });
});
