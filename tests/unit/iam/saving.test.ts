import { describe, expect, it } from 'vitest';
import type { Range } from '../../../src/simulator/diagnostics.ts';
import { checkPolicy, isPolicyInForce, parsePolicy } from '../../../src/simulator/iam/index.ts';
import type { PolicyKind } from '../../../src/simulator/iam/types.ts';
import { savingIdentity } from './cases/savingIdentity.ts';
import { savingResource } from './cases/savingResource.ts';
import { savingTrust } from './cases/savingTrust.ts';
import type { SavingCase } from './support.ts';

/** All texts of the cases are one line, so columns are offsets. */
const part = (text: string, range: Range) => text.slice(range.startColumn - 1, range.endColumn - 1);

const kinds: [PolicyKind, SavingCase[]][] = [
  ['identity', savingIdentity],
  ['trust', savingTrust],
  ['resource', savingResource],
];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

describe.each(kinds)('saving: %s', (kind, cases) => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const { policy, diagnostics } = parsePolicy(one.text, kind);
    const [first] = diagnostics.filter(({ severity }) => severity === 'error');
    if (one.message === null || first === undefined) {
      expect(first).toBeUndefined();
      expect(one.message).toBeNull();
      expect(policy).toEqual(JSON.parse(one.text));
      expect(checkPolicy(JSON.parse(one.text), kind)).toBeNull();
      return;
    }
    expect(first.message.split(' — ')[0]).toBe(one.message);
    expect(first.message.split(' — ')[1]).toMatch(/^\S.{8,}[.?]$/s);
    expect(diagnostics[0]).toBe(first);
    expect(first.code).toBe(one.code ?? 'MalformedPolicyDocument');
    if (one.marks !== undefined) expect(part(one.text, first.range)).toBe(one.marks);
    if (one.fixed !== undefined) {
      const { startColumn, endColumn } = first.fix!.range;
      const fixed =
        one.text.slice(0, startColumn - 1) + first.fix!.newText + one.text.slice(endColumn - 1);
      expect(fixed.replace(/\s+/g, ' ')).toBe(one.fixed.replace(/\s+/g, ' '));
    }
    // What can be parsed all the same gets the same answer without its text (duplicate names apart).
    if (one.name !== 'a name twice') {
      expect(checkPolicy(parsed(one.text), kind)?.message).toBe(one.message);
    }
  });
});

describe('a document that is refused', () => {
  it('is no policy', () => {
    expect(parsePolicy('{ "Version": "2012-10-17" }', 'identity').policy).toBeUndefined();
    expect(isPolicyInForce({ Version: '2012-10-17' }, 'identity')).toBe(false);
    expect(isPolicyInForce(null, 'trust')).toBe(false);
  });

  it('is one when only its version is refused', () => {
    const text = '{ "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*" } }';
    expect(parsePolicy(text, 'identity').policy).toBeDefined();
    expect(checkPolicy(JSON.parse(text), 'identity')).not.toBeNull();
    expect(isPolicyInForce(JSON.parse(text), 'identity')).toBe(true);
  });

  it('names every problem, the first one first', () => {
    const text = '{ "Version": "2012-10-17", "Statement": { "Effect": "allow", "Action": "x" } }';
    expect(
      parsePolicy(text, 'identity').diagnostics.map(({ message }) => message.split(' — ')[0]),
    ).toEqual([
      'The policy failed legacy parsing',
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
      'Policy statement must contain resources.',
    ]);
  });

  it('is answered with the element it is about', () => {
    const text =
      '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": ["s3:*", "x"], "Resource": "*" }] }';
    expect(checkPolicy(JSON.parse(text), 'identity')).toEqual({
      code: 'MalformedPolicyDocument',
      message: 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
      path: ['Statement', 0, 'Action', 1],
    });
  });

  it('does not inherit elements', () => {
    const sly = JSON.parse(
      '{ "__proto__": { "Version": "2012-10-17" }, "Statement": [{ "__proto__": { "Effect": "Allow" } }] }',
    );
    expect(checkPolicy(sly, 'identity')?.message).toBe('Syntax errors in policy.');
    expect(({} as { Version?: string }).Version).toBeUndefined();
  });
});
