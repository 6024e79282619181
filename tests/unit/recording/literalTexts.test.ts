import { describe, expect, it } from 'vitest';
import {
  contextWording,
  rules,
  unverifiedWording,
  wordingOf,
} from '../../../src/simulator/read.ts';

describe('the words of a phase’s context', () => {
  it.each([
    ['command-failed', 'Error while executing command: npm test. Reason: exit status 1'],
    ['buildspec-missing', 'YAML file does not exist'],
    ['buildspec-missing', 'stat /codebuild/output/src1/src/a.yml: no such file or directory'],
    ['mapping-values', 'mapping values are not allowed in this context at line 4'],
    ['unknown-runtime', "Unknown runtime version named '18' of nodejs. This build image has …"],
    ['parameter-missing', 'parameter does not exist: /shop/db'],
    ['git-source', 'reference not found for primary source'],
    ['no-artifacts', 'no matching artifact paths found'],
    ['bucket-elsewhere', 'Failed to upload artifacts: Invalid arn'],
  ])('knows the words of AWS: %s', (id, message) => {
    expect(contextWording(message)).toBe(`literal.${id}`);
    expect(rules[`literal.${id}`]?.evidence).not.toBe('unverified');
    expect(unverifiedWording(message)).toBeNull();
  });

  it('words of our own are graded as such', () => {
    expect(contextWording('Expected phases to be a mapping.')).toBe('wording.own-words');
    expect(contextWording('user: unknown user dana')).toBe('wording.own-words');
    expect(rules['wording.own-words']?.evidence).toBe('unverified');
  });

  it('an empty context has none', () => {
    expect(contextWording('')).toBeNull();
    expect(wordingOf('Phase context status code:  Message: \n')).toBeNull();
  });

  it.each([
    '[Container] 2026/07/14 09:56:20.676417 Phase context status code: YAML_FILE_ERROR Message: Expected env to be a mapping.\n',
    'Build terminated with state: FAILED. Phase: DOWNLOAD_SOURCE, Code: YAML_FILE_ERROR, Message: Expected env to be a mapping.',
  ])('is found in %s', (text) => expect(unverifiedWording(text)).toBe('wording.own-words'));

  it('what a command prints is not graded unless it is known', () => {
    expect(wordingOf('Expected env to be a mapping.\n')).toBeNull();
  });
});
