import { describe, expect, it } from 'vitest';
import { parseBuildspec } from '../../../src/simulator/codebuild/buildspec/index.ts';
import { surroundingsOf } from '../../../src/simulator/codebuild/buildspec/surroundings.ts';
import { warnings } from '../../../src/simulator/codebuild/buildspec/warnings/index.ts';
import type { Diagnostic, Range } from '../../../src/simulator/read.ts';
import { nodeSite } from '../engine/support.ts';
import { acceptedCases } from './acceptedCases.ts';
import { warningCases } from './warningCases.ts';

const found = (text: string, around: Parameters<typeof parseBuildspec>[1] = null): Diagnostic[] =>
  parseBuildspec(text, around).diagnostics.filter(({ severity }) => severity !== 'error');

const offset = (text: string, line: number, column: number): number =>
  text
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, each) => sum + each.length + 1, column - 1);
const cut = (text: string, { startLine, startColumn, endLine, endColumn }: Range): string =>
  text.slice(offset(text, startLine, startColumn), offset(text, endLine, endColumn));
/** The text as the editor's quick fix leaves it. */
function mended(text: string, fix: NonNullable<Diagnostic['fix']>): string {
  const { range, newText } = fix;
  const start = offset(text, range.startLine, range.startColumn);
  const end = offset(text, range.endLine, range.endColumn);
  return text.slice(0, start) + newText + text.slice(end);
}

describe('warnings about buildspecs', () => {
  it.each(warningCases)('$code: $what', ({ code, text, at, says, around, severity, fixed }) => {
    const all = found(text, around ?? null).filter((each) => each.code === `buildspec.${code}`);
    expect(all).toHaveLength(1);
    const [one] = all;
    expect(cut(text, one!.range)).toBe(at);
    expect(one!.message).toContain(says);
    if (severity !== undefined) expect(one!.severity).toBe(severity);
    if (fixed === undefined) return;
    const better = mended(text, one!.fix!);
    expect(better).toContain(fixed);
    const left = parseBuildspec(better, around ?? null).diagnostics;
    expect(left.filter((each) => each.code === one!.code || each.severity === 'error')).toEqual([]);
  });

  it.each(acceptedCases)('none about $what', ({ text, around }) => {
    expect(found(text, around ?? null)).toEqual([]);
  });

  it('have a case each', () => {
    const covered = new Set(warningCases.map(({ code }) => code));
    expect(Object.keys(warnings).filter((code) => !covered.has(code))).toEqual([]);
  });

  it('are not many of a kind', () => {
    const commands = '      - sudo true\n'.repeat(500);
    expect(found(`version: 0.2\nphases:\n  build:\n    commands:\n${commands}`)).toHaveLength(20);
  });

  it('end quickly, whatever the commands are', () => {
    const started = performance.now();
    for (const part of [
      '"',
      "'",
      '${A/',
      'set -e ',
      '(( ',
      '[[ ',
      '<(',
      'a=(',
      '\\',
      '# ',
      'cd a ',
    ]) {
      found(
        `version: 0.2\nphases:\n  build:\n    commands:\n      - |\n        ${part.repeat(20_000)}\n`,
      );
    }
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});

describe('what a buildspec meets', () => {
  it('is the first build of the pipeline that reads it', () => {
    const around = surroundingsOf(
      nodeSite((scenario) => {
        const action = scenario.pipeline.stages[1]!.actions[0]!;
        action.configuration = { ...action.configuration, EnvironmentVariables: '[{"name":"A"}]' };
        action.outputArtifacts = [{ name: 'Site' }];
        Object.values(scenario.projects)[0]!.environment.environmentVariables = [
          { name: 'B', value: 'b' },
        ];
      }),
    );
    expect(around?.image).toMatch(/^aws\/codebuild\//);
    expect([...(around?.variables ?? [])]).toEqual([
      ['B', 'project'],
      ['A', 'pipeline'],
    ]);
    expect(around?.outputs).toEqual(['Site']);
  });

  it('is not known where no build reads it', () => {
    const scenario = nodeSite(({ projects }) => {
      Object.values(projects)[0]!.source.buildspec = 'version: 0.2\nphases: {}\n';
    });
    expect(surroundingsOf(scenario)).toBeNull();
  });
});

describe('a command that YAML takes for a mapping', () => {
  it('is mended by quotes round all of it', () => {
    const text = `version: 0.2\nphases:\n  build:\n    commands:\n      - echo it's done: now\n`;
    const [error] = parseBuildspec(text).diagnostics;
    const better = mended(text, error!.fix!);
    expect(parseBuildspec(better).buildspec?.phases.build?.commands).toEqual([
      `echo it's done: now`,
    ]);
  });
});
