import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../src/scenarios/index.ts';
import { lastingPattern } from '../../../src/simulator/advice/resourcePattern.ts';
import { patternsOf } from '../../../src/simulator/advice/usedPattern.ts';
import { fillDefaults } from '../../../src/simulator/scenario/defaults.ts';

const scenario = fillDefaults(scenarios[0]!);
const site = 'arn:aws:s3:::acme-web-site';
const store = 'arn:aws:s3:::codepipeline-us-east-1-123456789012';
const pages = (folder: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${site}/${folder}${index}.html`);

describe('the resources that a role used', () => {
  it.each([
    [
      'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/web-a1B2c3',
      'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/web-??????',
    ],
    [`${site}/x*y?`, `${site}/x\${*}y\${?}`],
    [
      'arn:aws:cloudformation:us-east-1:111122223333:stack/site/*',
      'arn:aws:cloudformation:us-east-1:111122223333:stack/site/*',
    ],
  ])('%s is written %s', (resource, pattern) => {
    expect(patternsOf(scenario, [resource])).toEqual([pattern]);
    expect(lastingPattern(resource)).toBe(pattern);
  });

  it('are listed as they are up to five objects of a bucket', () => {
    expect(patternsOf(scenario, pages('docs/', 5))).toEqual(pages('docs/', 5));
  });

  it.each([
    [pages('docs/', 6), `${site}/docs/*`],
    [[...pages('docs/a/', 3), ...pages('docs/b/', 3)], `${site}/docs/*`],
    [[...pages('docs/', 3), ...pages('', 3)], `${site}/*`],
  ])('are one folder for more objects', (resources, pattern) => {
    expect(patternsOf(scenario, resources)).toEqual([pattern]);
  });

  it('have * for the last part of an artifact, which is another one in each execution', () => {
    expect(patternsOf(scenario, [`${store}/web-pipeline/SourceArti/aB3dE6g`])).toEqual([
      `${store}/web-pipeline/SourceArti/*`,
    ]);
  });

  it.each([
    [
      'arn:aws:codebuild:us-east-1:111122223333:build/web:0f2b6c1e-8d3a-4c55-9e1f-2a7b6c5d4e3f',
      'arn:aws:codebuild:us-east-1:111122223333:build/web:*',
    ],
    [
      'arn:aws:logs:us-east-1:111122223333:log-group:/aws/codebuild/web:log-stream:a/b',
      'arn:aws:logs:us-east-1:111122223333:log-group:/aws/codebuild/web:log-stream:*',
    ],
    [`${site}/${'0a'.repeat(20)}/app.js`, `${site}/*/app.js`],
    [
      'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    ],
    [`${site}/\${aws:username}`, `${site}/\${$}{aws:username}`],
    ['*', '*'],
  ])('%s is granted as %s', (resource, pattern) => {
    expect(lastingPattern(resource)).toBe(pattern);
  });
});
