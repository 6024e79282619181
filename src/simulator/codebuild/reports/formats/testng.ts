import type { TestCase } from '../../../recording/reports.ts';
import { attribute, childOf, descendants, numberIn, type XmlElement } from '../../../text/xml.ts';
import { testCase } from '../parsed.ts';

const statuses: Readonly<Record<string, TestCase['status']>> = {
  PASS: 'SUCCEEDED',
  FAIL: 'FAILED',
  SKIP: 'SKIPPED',
};

/** `testng-results.xml`: methods below classes; methods that only set up are no tests. */
export const testng = (root: XmlElement) => ({
  testCases: descendants(root, 'class').flatMap((owner) =>
    owner.children
      .filter(
        (method) =>
          method.name === 'test-method' && attribute(method, 'is-config').toLowerCase() !== 'true',
      )
      .map((method) => {
        const status = attribute(method, 'status').toUpperCase();
        return testCase({
          prefix: attribute(owner, 'name'),
          name: attribute(method, 'name'),
          status: (Object.hasOwn(statuses, status) ? statuses[status] : undefined) ?? 'UNKNOWN',
          message: childOf(childOf(method, 'exception'), 'message')?.text,
          seconds: numberIn(method, 'duration-ms') / 1000,
        });
      }),
  ),
});
