import type { CoveredFile, Report, TestCase } from '../../recording/reports.ts';
import type { BuildRun } from '../buildRun.ts';
import { parseReport, typeOfFormat } from './parseReport.ts';

/** Bounds of one report. Test cases: CodeBuild User Guide, "Quotas for AWS CodeBuild"; the others are Pipeglass's own. */
const limits = { testCases: 500, files: 100, coveredFiles: 1000 };

/** What the files of one report say together. */
export type Collected = Pick<
  Report,
  'type' | 'status' | 'files' | 'testCases' | 'total' | 'coverage'
>;

/**
 * Reads the files of a report.
 * @param files below the source root, or absolute
 * @returns a text: why a file cannot be read, with its path, in the words of the agent
 */
export async function collect(
  run: BuildRun,
  format: string,
  files: readonly string[],
): Promise<Collected | string> {
  const { source } = run;
  const type = typeOfFormat(format);
  if (source === undefined || type === undefined) return `unknown report format ${format}`;
  let testCases: TestCase[] = [];
  let coverage: CoveredFile[] = [];
  const read = files.slice(0, limits.files);
  const errors: string[] = [];
  for (const file of read) {
    const path = file.startsWith('/') ? file : `${source.directory}/${file}`;
    const parsed = parseReport(format, await source.shell.fs.readFile(path));
    if ('error' in parsed) errors.push(`${path}: ${parsed.error}`);
    else if ('testCases' in parsed) testCases = testCases.concat(parsed.testCases);
    else coverage = coverage.concat(parsed.coverage);
  }
  // Literal words from a posted log of 2021.
  if (errors.length > 0) return `error processing report: [${errors.join(' ')}]`;
  const failed = testCases.some(({ status }) => status === 'FAILED' || status === 'ERROR');
  return {
    type,
    status: failed ? 'FAILED' : 'SUCCEEDED',
    files: [...read],
    testCases: testCases.slice(0, limits.testCases),
    total: testCases.length,
    ...(type === 'CODE_COVERAGE' ? { coverage: coverage.slice(0, limits.coveredFiles) } : {}),
  };
}
