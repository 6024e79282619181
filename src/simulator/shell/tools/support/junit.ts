/** A test that is taken to pass. */
export interface TestCase {
  classname: string;
  name: string;
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** A report in JUnit's XML of tests that pass. */
export function junitXml(suite: string, cases: readonly TestCase[]): string {
  const lines = cases.map(
    ({ classname, name }) =>
      `    <testcase classname="${escaped(classname)}" name="${escaped(name)}" time="0.010"/>\n`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n<testsuites>\n  <testsuite name="${escaped(suite)}" errors="0" failures="0" skipped="0" tests="${cases.length}" time="${(cases.length / 100).toFixed(3)}">\n${lines.join('')}  </testsuite>\n</testsuites>\n`;
}
