import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseBuildspec, parsePipeline } from '../../src/simulator/index.ts';

/** Real documents of public repositories; they lie beside the repository, not in it. */
const corpus = new URL('../../../shared/corpus/', import.meta.url).pathname;
const filesOf = (folder: string, ending: RegExp): [string, string][] =>
  existsSync(join(corpus, folder))
    ? readdirSync(join(corpus, folder))
        .filter((file) => ending.test(file))
        .map((file) => [file, readFileSync(join(corpus, folder, file), 'utf8')])
    : [];
const buildspecs = filesOf('buildspecs', /\.ya?ml$/);
const pipelines = filesOf('pipelines', /^\d+\.json$/);

if (buildspecs.length === 0)
  it('buildspecs of the corpus', ({ skip }) => {
    skip('shared/corpus/buildspecs is not there');
  });

/** What is wrong with those that CodeBuild would not run, by the beginning of the message. */
const reasons = [
  'The buildspec needs a version',
  'The buildspec needs a mapping “phases”',
  'Expected Commands[',
  'Expected commands to be a list',
];

describe.skipIf(buildspecs.length === 0)(
  'buildspecs of the corpus (skipped without shared/)',
  () => {
    it('nearly all of them are read, the others for a known reason', () => {
      const refused = buildspecs.flatMap(([file, text]) => {
        const error = parseBuildspec(text).diagnostics.find(({ severity }) => severity === 'error');
        return error === undefined ? [] : [[file, error.message] as const];
      });
      expect(
        refused.filter(([, message]) => !reasons.some((reason) => message.startsWith(reason))),
      ).toEqual([]);
      expect(refused.length / buildspecs.length).toBeLessThan(0.05);
    });

    it('every command of theirs is where its range says', () => {
      for (const [, text] of buildspecs) {
        const { buildspec, diagnostics } = parseBuildspec(text);
        if (diagnostics.some(({ severity }) => severity === 'error')) continue;
        const lines = text.split('\n');
        for (const [name, phase] of Object.entries(buildspec?.phases ?? {})) {
          phase.commands.forEach((command, index) => {
            const range = buildspec?.rangeOf(['phases', name, 'commands', index]);
            if (range === undefined || range.startLine !== range.endLine) return;
            const written = lines[range.startLine - 1]!.slice(
              range.startColumn - 1,
              range.endColumn - 1,
            );
            if (!/["'\\]/.test(written)) expect(written.trim()).toBe(command.trim());
          });
        }
      }
    });

    it('pipelines as the CLI prints them are read', () => {
      const read = pipelines.filter(([, text]) => parsePipeline(text).pipeline !== undefined);
      expect(read.length / pipelines.length).toBeGreaterThan(0.5);
    });
  },
);
