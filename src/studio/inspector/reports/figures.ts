import type { Health } from '../../../player/health.ts';
import type { CoveredFile, Report, TestCase } from '../../../simulator/read.ts';

export type TestStatus = TestCase['status'];

/** How each status of a test case is shown: the console's words, in its order. */
export const testStatuses: Record<TestStatus, { word: string; health: Health }> = {
  FAILED: { word: 'Failed', health: 'bad' },
  ERROR: { word: 'Error', health: 'bad' },
  UNKNOWN: { word: 'Unknown', health: 'busy' },
  SKIPPED: { word: 'Skipped', health: 'idle' },
  SUCCEEDED: { word: 'Passed', health: 'ok' },
};
export const statusOrder = Object.keys(testStatuses) as TestStatus[];

export interface TestFigures {
  count: Record<TestStatus, number>;
  /** Of those that were counted, in per cent; null where there is none. */
  passRate: number | null;
  /** ms */
  durationMs: number;
}

/** The summary of a test report. */
export function figuresOf({ testCases }: Report): TestFigures {
  const count = { SUCCEEDED: 0, FAILED: 0, ERROR: 0, SKIPPED: 0, UNKNOWN: 0 };
  let nanoSeconds = 0;
  for (const { status, durationInNanoSeconds } of testCases) {
    count[status]++;
    nanoSeconds += durationInNanoSeconds;
  }
  return {
    count,
    passRate: share(count.SUCCEEDED, testCases.length - count.SUCCEEDED),
    durationMs: nanoSeconds / 1e6,
  };
}

/** In per cent; null where there is nothing to cover. */
export const share = (covered: number, missed: number): number | null =>
  covered + missed === 0 ? null : (covered / (covered + missed)) * 100;

/** `87.5 %`, `100 %`, `–`. Never rounded up to 100. */
export const percent = (value: number | null): string =>
  value === null ? '–' : `${Math.floor(value * 10) / 10} %`;

/** All files of a coverage report as one. */
export function wholeOf(files: readonly CoveredFile[]): Omit<CoveredFile, 'path'> {
  const whole = { linesCovered: 0, linesMissed: 0, branchesCovered: 0, branchesMissed: 0 };
  for (const file of files) {
    whole.linesCovered += file.linesCovered;
    whole.linesMissed += file.linesMissed;
    whole.branchesCovered += file.branchesCovered;
    whole.branchesMissed += file.branchesMissed;
  }
  return whole;
}

/** Test cases with these words in their names or messages, worst first. */
export function casesWith(
  { testCases }: Report,
  words: string,
  status: TestStatus | 'ALL',
): TestCase[] {
  const wanted = words.trim().toLowerCase();
  return testCases
    .filter((test) => status === 'ALL' || test.status === status)
    .filter(({ prefix, name, message = '' }) =>
      `${prefix} ${name} ${message}`.toLowerCase().includes(wanted),
    )
    .sort((a, b) => statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status));
}
