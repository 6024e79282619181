import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { authorize, explainDecision, parsePolicy } from '../../src/simulator/iam/index.ts';
import type { AuthorizationRequest, PolicyKind } from '../../src/simulator/iam/types.ts';

/** Real policies of public repositories; they lie beside the repository, not in it. */
const FOLDER = new URL('../../../shared/corpus/policies/', import.meta.url).pathname;
const files = existsSync(FOLDER)
  ? readdirSync(FOLDER).filter((file) => file.endsWith('.json'))
  : [];
const KINDS: PolicyKind[] = ['identity', 'trust', 'resource'];

const request: AuthorizationRequest = {
  principal: { type: 'AWS', arn: 'arn:aws:sts::111122223333:assumed-role/web-build-role/b' },
  action: 's3:PutObject',
  resource: 'arn:aws:s3:::acme-web-site/index.html',
  resourceAccount: '111122223333',
};
const assume: AuthorizationRequest = {
  principal: { type: 'Service', name: 'codebuild.amazonaws.com' },
  action: 'sts:AssumeRole',
  resource: 'arn:aws:iam::111122223333:role/web-build-role',
};

if (files.length === 0)
  it('policies of the corpus', ({ skip }) => {
    skip('shared/corpus/policies is not there');
  });

describe.skipIf(files.length === 0)('policies of the corpus (skipped without shared/)', () => {
  it.each(files)('%s is read and decided', (file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const readings = KINDS.map((kind) => parsePolicy(text, kind));
    for (const { policy, diagnostics } of readings) {
      expect(policy !== undefined || diagnostics.length > 0).toBe(true);
    }
    const document = readings.find(({ policy }) => policy)?.policy ?? text;
    const decisions = [
      authorize(request, { identity: [{ name: file, document }] }),
      authorize(request, { resource: { kind: 'bucket', document } }),
    ];
    for (const decision of decisions) {
      expect(explainDecision(decision, request).lines.length).toBeGreaterThan(1);
    }
    const trusted = authorize(assume, { resource: { kind: 'trust', document } });
    const isTrust = /"?sts:AssumeRole"?/.test(text) && text.includes('codebuild.amazonaws.com');
    if (trusted.result === 'Allowed') expect(isTrust).toBe(true);
  });

  it('would be saved as some kind, but for a few with placeholders', () => {
    const refused = files.filter((file) => {
      const text = readFileSync(join(FOLDER, file), 'utf8');
      return isPolicy(text) && KINDS.every((kind) => !parsePolicy(text, kind).policy);
    });
    expect(refused.length, refused.join(' ')).toBeLessThan(files.length / 10);
  });
});

function isPolicy(text: string): boolean {
  try {
    return 'Statement' in JSON.parse(text);
  } catch {
    return false;
  }
}

/** Documents of AWS managed policies: AWS has saved every one of them. */
const MANAGED = new URL('../../../shared/reference/iam-managed-policies.json', import.meta.url);
const managed: { name: string; document: unknown }[] = existsSync(MANAGED)
  ? JSON.parse(readFileSync(MANAGED, 'utf8'))
  : [];

describe.skipIf(managed.length === 0)('AWS managed policies (skipped without shared/)', () => {
  it.each(managed.map((one) => [one.name, one.document] as const))('%s is in order', (_, one) => {
    const { diagnostics } = parsePolicy(JSON.stringify(one, null, 2), 'identity');
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
