import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ledger, ledgerPath } from '../../src/build/conformance.ts';
import { rules } from '../../src/simulator/rules/index.ts';

const root = join(import.meta.dirname, '../..');

function sourcesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

describe('conformance ledger', () => {
  it('is rendered as it stands', () => {
    expect(readFileSync(ledgerPath, 'utf8')).toBe(ledger());
  });

  it.each(Object.entries(rules))('%s names a test that exists', (_id, rule) => {
    const [file = '', name = ''] = rule.test.split(/: (.*)/s);
    const path = join(root, 'tests', file);
    expect(existsSync(path), path).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain(name);
    expect(rule.source.length).toBeGreaterThan(5);
  });

  it('holds every rule that the simulator records', () => {
    const text = sourcesBelow(join(root, 'src/simulator'));
    const used = [...text.matchAll(/\brule: '([\w.-]+)'/g)].map((match) => match[1] ?? '');
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((id) => !Object.hasOwn(rules, id))).toEqual([]);
  });
});
