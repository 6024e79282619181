import type { CoveredFile, TestCase } from '../../recording/reports.ts';

/** What one report file says; `error` where it is not of the format, in the words of the agent. */
export type ParsedReport =
  | { testCases: TestCase[] }
  | { coverage: CoveredFile[] }
  | { error: string };

/** Reads the text of one report file. Never throws. */
export type ReportParser = (text: string) => ParsedReport;

/** Limits of a test case in a report (CodeBuild User Guide, "Quotas for AWS CodeBuild"). */
const limits = { name: 1000, message: 5000 };

const nanosPerSecond = 1_000_000_000;

/** A test case with names and message cut to what a report keeps. @param o.seconds how long it took */
export function testCase(o: {
  prefix: string;
  name: string;
  status: TestCase['status'];
  message?: string | undefined;
  seconds: number;
}): TestCase {
  const message = o.message?.trim().slice(0, limits.message) ?? '';
  return {
    prefix: o.prefix.slice(0, limits.name),
    name: o.name.slice(0, limits.name),
    status: o.status,
    ...(message === '' ? {} : { message }),
    durationInNanoSeconds: Number.isFinite(o.seconds)
      ? Math.round(Math.max(0, o.seconds) * nanosPerSecond)
      : 0,
  };
}

/** Coverage of one file, of which nothing is counted yet. */
export const noCoverage = (path: string): CoveredFile => ({
  path,
  linesCovered: 0,
  linesMissed: 0,
  branchesCovered: 0,
  branchesMissed: 0,
});
