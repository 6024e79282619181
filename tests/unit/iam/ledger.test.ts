import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { iamRules } from '../../../src/simulator/rules/iam.ts';
import { iamWarningsRules } from '../../../src/simulator/rules/iamWarnings.ts';

it.each(Object.entries({ ...iamRules, ...iamWarningsRules }))(
  '%s names a case that exists',
  (_, rule) => {
    const [file = '', name = ''] = rule.test.split(/: (.*)/s);
    const path = join(import.meta.dirname, '../..', file);
    expect(existsSync(path), path).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain(`'${name}'`);
  },
);
