import type { TestCase } from '../../../recording/reports.ts';
import { attribute, childOf, descendants, numberIn, type XmlElement } from '../../../text/xml.ts';
import { testCase } from '../parsed.ts';

/** What a child of `<testcase>` says of how the test ended. */
const outcomes: readonly (readonly [element: string, TestCase['status']])[] = [
  ['failure', 'FAILED'],
  ['error', 'ERROR'],
  ['skipped', 'SKIPPED'],
];

function caseOf(element: XmlElement): TestCase {
  const [name, status] = outcomes.find(([child]) => childOf(element, child) !== undefined) ?? [
    '',
    'SUCCEEDED' as const,
  ];
  const told = childOf(element, name);
  return testCase({
    prefix: attribute(element, 'classname'),
    name: attribute(element, 'name'),
    status,
    message: told === undefined ? undefined : attribute(told, 'message') || told.text,
    seconds: numberIn(element, 'time'),
  });
}

/** JUnit's XML, as Surefire, pytest and jest-junit write it. */
export const junit = (root: XmlElement) => ({
  testCases: descendants(root, 'testcase').map(caseOf),
});
