import type { Report } from '../reports.ts';
import type { Text } from './types.ts';
import { plural } from './words.ts';

/** A report in words: what was counted, and what it means for the build. */
export function reportText(report: Report): Text {
  const title = `Report ${report.reportGroup}: ${report.status}`;
  if (report.type === 'CODE_COVERAGE') {
    const files = report.coverage ?? [];
    const covered = files.reduce((sum, file) => sum + file.linesCovered, 0);
    const lines = files.reduce((sum, file) => sum + file.linesMissed, covered);
    const share = lines === 0 ? 0 : Math.round((covered / lines) * 100);
    return {
      title,
      body: `${share} % of the ${plural(lines, 'line')} in ${plural(files.length, 'file')} are covered by tests.`,
    };
  }
  const failed = report.testCases.filter(({ status }) => status === 'FAILED' || status === 'ERROR');
  return {
    title,
    body: `${plural(report.total, 'test')}, ${failed.length} of them failed. A report never fails a build: only the exit code of the command that ran the tests does.`,
  };
}
