import type { TestCase } from '../../../recording/reports.ts';
import { attribute, childOf, descendants, numberIn, type XmlElement } from '../../../text/xml.ts';
import { testCase } from '../parsed.ts';

/** Results of NUnit 2 and 3 (NUnit, "Test Result XML Format"). */
const statuses: Readonly<Record<string, TestCase['status']>> = {
  passed: 'SUCCEEDED',
  success: 'SUCCEEDED',
  failed: 'FAILED',
  failure: 'FAILED',
  error: 'ERROR',
  skipped: 'SKIPPED',
  ignored: 'SKIPPED',
  notrunnable: 'ERROR',
};

const statusOf = (element: XmlElement): TestCase['status'] => {
  const result = attribute(element, 'result').toLowerCase();
  if (result === '' && attribute(element, 'executed').toLowerCase() === 'false') return 'SKIPPED';
  return (Object.hasOwn(statuses, result) ? statuses[result] : undefined) ?? 'UNKNOWN';
};

const messageOf = (element: XmlElement): string | undefined =>
  (
    childOf(childOf(element, 'failure'), 'message') ??
    childOf(childOf(element, 'reason'), 'message')
  )?.text;

/** Everything before the last dot of a full name is the class. */
function caseOf(element: XmlElement, name: string, seconds: number): TestCase {
  const dot = name.split('(')[0]?.lastIndexOf('.') ?? -1;
  return testCase({
    prefix: attribute(element, 'classname') || name.slice(0, Math.max(0, dot)),
    name: dot === -1 ? name : name.slice(dot + 1),
    status: statusOf(element),
    message: messageOf(element),
    seconds,
  });
}

/** NUnit 2: `test-results`, `time` in seconds. */
export const nunit2 = (root: XmlElement) => ({
  testCases: descendants(root, 'test-case').map((each) =>
    caseOf(each, attribute(each, 'name'), numberIn(each, 'time')),
  ),
});

/** NUnit 3: `test-run`, `duration` in seconds. */
export const nunit3 = (root: XmlElement) => ({
  testCases: descendants(root, 'test-case').map((each) =>
    caseOf(
      each,
      attribute(each, 'fullname') || attribute(each, 'name'),
      numberIn(each, 'duration'),
    ),
  ),
});
