import type { TestCase } from '../../../recording/reports.ts';
import { attribute, childOf, descendants, type XmlElement } from '../../../text/xml.ts';
import { testCase } from '../parsed.ts';

const statuses: Readonly<Record<string, TestCase['status']>> = {
  Passed: 'SUCCEEDED',
  Failed: 'FAILED',
  Error: 'ERROR',
  Timeout: 'ERROR',
  Aborted: 'ERROR',
  NotExecuted: 'SKIPPED',
  Inconclusive: 'SKIPPED',
};

/** `hh:mm:ss.fffffff` in seconds. */
const secondsOf = (duration: string): number =>
  duration.split(':').reduce((sum, part) => sum * 60 + (Number(part) || 0), 0);

/** Visual Studio's `.trx`, as `dotnet test --logger trx` writes it: results point to definitions, which know the class. */
export function trx(root: XmlElement) {
  const classes = new Map(
    descendants(root, 'UnitTest').map((test) => {
      const method = childOf(test, 'TestMethod');
      return [attribute(test, 'id'), method === undefined ? '' : attribute(method, 'className')];
    }),
  );
  return {
    testCases: descendants(root, 'UnitTestResult').map((result) => {
      const outcome = attribute(result, 'outcome');
      const prefix = classes.get(attribute(result, 'testId')) ?? '';
      const name = attribute(result, 'testName');
      const error = childOf(childOf(result, 'Output'), 'ErrorInfo');
      return testCase({
        prefix,
        name: prefix !== '' && name.startsWith(`${prefix}.`) ? name.slice(prefix.length + 1) : name,
        status: (Object.hasOwn(statuses, outcome) ? statuses[outcome] : undefined) ?? 'UNKNOWN',
        message: childOf(error, 'Message')?.text,
        seconds: secondsOf(attribute(result, 'duration')),
      });
    }),
  };
}
