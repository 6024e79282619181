import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReport } from '../../../src/simulator/codebuild/reports/parseReport.ts';

const seconds = (n: number) => n * 1_000_000_000;

describe('reports of tests', () => {
  it('JUNITXML: passed, failed, in error and skipped, with time and message', () => {
    const report = parseReport(
      'JUNITXML',
      `<?xml version="1.0"?><!-- made by hand --><testsuites><testsuite name="s">
        <testcase classname="a.B" name="adds &amp; subtracts" time="0.5"/>
        <testcase classname="a.B" name="divides"><failure message="by zero">stack</failure></testcase>
        <testcase classname="a.B" name="reads"><error><![CDATA[no <file>]]></error></testcase>
        <testcase classname="a.B" name="waits"><skipped/></testcase>
      </testsuite></testsuites>`,
    );
    expect(report).toEqual({
      testCases: [
        {
          prefix: 'a.B',
          name: 'adds & subtracts',
          status: 'SUCCEEDED',
          durationInNanoSeconds: seconds(0.5),
        },
        {
          prefix: 'a.B',
          name: 'divides',
          status: 'FAILED',
          message: 'by zero',
          durationInNanoSeconds: 0,
        },
        {
          prefix: 'a.B',
          name: 'reads',
          status: 'ERROR',
          message: 'no <file>',
          durationInNanoSeconds: 0,
        },
        { prefix: 'a.B', name: 'waits', status: 'SKIPPED', durationInNanoSeconds: 0 },
      ],
    });
  });

  it('TESTNGXML: methods of classes, without those that set up', () => {
    const report = parseReport(
      'TESTNGXML',
      `<testng-results><suite><test><class name="a.B">
        <test-method status="PASS" name="setUp" is-config="true" duration-ms="1"/>
        <test-method status="PASS" name="adds" duration-ms="250"/>
        <test-method status="FAIL" name="divides" duration-ms="1"><exception class="E"><message><![CDATA[ by zero ]]></message></exception></test-method>
      </class></test></suite></testng-results>`,
    );
    expect(report).toMatchObject({
      testCases: [
        { prefix: 'a.B', name: 'adds', status: 'SUCCEEDED', durationInNanoSeconds: seconds(0.25) },
        { name: 'divides', status: 'FAILED', message: 'by zero' },
      ],
    });
  });

  it('NUNITXML and NUNIT3XML', () => {
    expect(
      parseReport(
        'NUNITXML',
        `<test-results><test-suite><results>
          <test-case name="A.B.Adds" executed="True" success="True" result="Success" time="0.1"/>
          <test-case name="A.B.Waits" executed="False"><reason><message>later</message></reason></test-case>
        </results></test-suite></test-results>`,
      ),
    ).toMatchObject({
      testCases: [
        { prefix: 'A.B', name: 'Adds', status: 'SUCCEEDED' },
        { prefix: 'A.B', name: 'Waits', status: 'SKIPPED', message: 'later' },
      ],
    });
    expect(
      parseReport(
        'NUNIT3XML',
        `<test-run><test-suite><test-case fullname="A.B.Divides(1.5)" classname="A.B" result="Failed" duration="2"><failure><message>by zero</message></failure></test-case></test-suite></test-run>`,
      ),
    ).toMatchObject({
      testCases: [{ prefix: 'A.B', name: 'Divides(1.5)', status: 'FAILED', message: 'by zero' }],
    });
  });

  it('VISUALSTUDIOTRX: the class stands in the definition', () => {
    const report = parseReport(
      'VISUALSTUDIOTRX',
      `<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
        <UnitTestResult testId="1" testName="A.B.Adds" outcome="Passed" duration="00:01:02.5000000"/>
        <UnitTestResult testId="2" testName="Divides" outcome="Failed"><Output><ErrorInfo><Message>by zero</Message></ErrorInfo></Output></UnitTestResult>
      </Results><TestDefinitions>
        <UnitTest id="1"><TestMethod className="A.B" name="Adds"/></UnitTest>
      </TestDefinitions></TestRun>`,
    );
    expect(report).toMatchObject({
      testCases: [
        { prefix: 'A.B', name: 'Adds', status: 'SUCCEEDED', durationInNanoSeconds: seconds(62.5) },
        { name: 'Divides', status: 'FAILED', message: 'by zero' },
      ],
    });
  });

  it('CUCUMBERJSON: a scenario fails with its first failed step', () => {
    const steps = (...statuses: string[]) =>
      statuses.map((status) => ({
        result: {
          status,
          duration: 500_000_000,
          error_message: status === 'failed' ? 'no' : undefined,
        },
      }));
    const report = parseReport(
      'CUCUMBERJSON',
      JSON.stringify([
        {
          name: 'Cart',
          elements: [
            { type: 'background', name: 'given', steps: steps('passed') },
            { type: 'scenario', name: 'adds', steps: steps('passed', 'passed') },
            { type: 'scenario', name: 'pays', steps: steps('passed', 'failed', 'skipped') },
          ],
        },
      ]),
    );
    expect(report).toMatchObject({
      testCases: [
        { prefix: 'Cart', name: 'adds', status: 'SUCCEEDED', durationInNanoSeconds: seconds(1) },
        { prefix: 'Cart', name: 'pays', status: 'FAILED', message: 'no' },
      ],
    });
  });
});

describe('reports of coverage', () => {
  it.each([
    [
      'CLOVERXML',
      '<coverage generated="1"><project><package><file name="a.js" path="/src/a.js"><line num="1" count="3" type="stmt"/><line num="2" count="0" type="stmt"/><line num="3" count="1" type="cond" truecount="1" falsecount="0"/></file></package></project></coverage>',
      { path: '/src/a.js', linesCovered: 2, linesMissed: 1, branchesCovered: 1, branchesMissed: 1 },
    ],
    [
      'COBERTURAXML',
      '<!DOCTYPE coverage SYSTEM "http://x/coverage-04.dtd"><coverage><packages><package><classes><class filename="a.py"><methods/><lines><line number="1" hits="1"/><line number="2" hits="0"/><line number="3" hits="1" branch="true" condition-coverage="25% (1/4)"/></lines></class></classes></package></packages></coverage>',
      { path: 'a.py', linesCovered: 2, linesMissed: 1, branchesCovered: 1, branchesMissed: 3 },
    ],
    [
      'JACOCOXML',
      '<report name="r"><package name="a/b"><sourcefile name="C.java"><counter type="INSTRUCTION" missed="9" covered="9"/><counter type="LINE" missed="1" covered="4"/><counter type="BRANCH" missed="2" covered="3"/></sourcefile></package></report>',
      {
        path: 'a/b/C.java',
        linesCovered: 4,
        linesMissed: 1,
        branchesCovered: 3,
        branchesMissed: 2,
      },
    ],
    [
      'SIMPLECOV',
      '{"RSpec":{"coverage":{"/app/a.rb":{"lines":[1,null,0,2]}},"timestamp":1}}',
      { path: '/app/a.rb', linesCovered: 2, linesMissed: 1, branchesCovered: 0, branchesMissed: 0 },
    ],
  ])('%s: lines and branches of each file', (format, text, file) => {
    expect(parseReport(format, text)).toEqual({ coverage: [file] });
  });
});

describe('report files that are none', () => {
  it('are told by their root element, in the words of the agent', () => {
    expect(parseReport('JUNITXML', '<coverage/>')).toEqual({
      error: 'expected element type <testsuite> but have <coverage>',
    });
    expect(parseReport('JUNITXML', '')).toEqual({ error: 'EOF' });
    expect(parseReport('CUCUMBERJSON', '{')).toEqual({ error: 'invalid JSON' });
    expect(parseReport('__proto__', '<a/>')).toEqual({ error: 'unknown report format __proto__' });
  });

  it('keep within bounds: depth, names and messages', () => {
    const deep = '<testsuite>'.repeat(5000) + '</testsuite>'.repeat(5000);
    expect(parseReport('JUNITXML', deep)).toEqual({ error: 'EOF' });
    const long = `<testsuite><testcase name="${'n'.repeat(3000)}"><failure>${'m'.repeat(9000)}</failure></testcase></testsuite>`;
    const report = parseReport('JUNITXML', long);
    if (!('testCases' in report)) throw new Error('no cases');
    expect(report.testCases[0]?.name.length).toBe(1000);
    expect(report.testCases[0]?.message?.length).toBe(5000);
  });

  it('never throw, whatever they hold', () => {
    const formats = [
      'JUNITXML',
      'CUCUMBERJSON',
      'NUNITXML',
      'NUNIT3XML',
      'TESTNGXML',
      'VISUALSTUDIOTRX',
      'CLOVERXML',
      'COBERTURAXML',
      'JACOCOXML',
      'SIMPLECOV',
    ];
    const piece = fc.constantFrom(
      '<testsuite>',
      '</testsuite>',
      '<testcase name="a',
      '"',
      '/>',
      '<![CDATA[',
      ']]>',
      '&#x110000;',
      '&amp;',
      '<?',
      '{',
      '[]',
      ' = ',
      'x',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...formats),
        fc.array(piece, { maxLength: 30 }),
        (format, pieces) => {
          expect(parseReport(format, pieces.join(''))).toBeTypeOf('object');
        },
      ),
    );
  });
});
