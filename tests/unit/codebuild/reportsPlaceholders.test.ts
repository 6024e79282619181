import { describe, expect, it } from 'vitest';
import { parseReport } from '../../../src/simulator/codebuild/reports/parseReport.ts';
import {
  emptyReport,
  reportFiles,
} from '../../../src/simulator/shell/tools/support/emptyReports.ts';
import { buildRole, nodeSite, phaseOf, simulate } from '../engine/support.ts';

describe('reports that stand for those of programs that are not run', () => {
  it.each([
    ['coverage/clover.xml', 'CLOVERXML'],
    ['coverage.xml', 'COBERTURAXML'],
    ['coverage/cobertura-coverage.xml', 'COBERTURAXML'],
    ['target/site/jacoco/jacoco.xml', 'JACOCOXML'],
    ['testng-results.xml', 'TESTNGXML'],
    ['TestResults/results.trx', 'VISUALSTUDIOTRX'],
    ['reports/junit.xml', 'JUNITXML'],
    ['rspec.xml', 'JUNITXML'],
    ['out/test-results.xml', 'JUNITXML'],
    ['cucumber.json', 'CUCUMBERJSON'],
    ['coverage/.resultset.json', 'SIMPLECOV'],
  ])('%s is a whole report in %s', (path, format) => {
    expect(parseReport(format, emptyReport(path, 'a -- b') ?? '')).not.toHaveProperty('error');
  });

  it('other files are none', () => {
    expect(emptyReport('dist/app.js', '')).toBeUndefined();
    expect(emptyReport('pom.xml', '')).toBeUndefined();
  });

  it('are named by options of the test runners', () => {
    expect(reportFiles(['--log-junit', 'a.xml', '--coverage-clover=b.xml', '--out', 'c'])).toEqual([
      'a.xml',
      'b.xml',
    ]);
  });

  it.each([
    ['npx jest --coverage', "    files: ['coverage/clover.xml']\n    file-format: CLOVERXML\n"],
    ['python -m pytest --junitxml=out/unit.xml', "    files: ['out/*.xml']\n"],
  ])('%s leaves a report that CodeBuild takes', async (command, lines) => {
    const recording = await simulate(
      nodeSite((scenario) => {
        scenario.repository.files['a.test.js'] = "test('adds', () => {});\n";
        scenario.repository.files['test_a.py'] = 'def test_a():\n    pass\n';
        scenario.repository.files['buildspec.yml'] =
          `version: 0.2\nphases:\n  build:\n    commands:\n      - pip install pytest\n      - npm install jest\n      - ${command}\nreports:\n  unit:\n${lines}`;
        buildRole(scenario).role.policies.reports = {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'codebuild:*', Resource: '*' }],
        };
      }),
    );
    expect(phaseOf(recording, 'UPLOAD_ARTIFACTS')?.contexts[0]?.message).toBe('');
    expect(recording.outcome.builds[0]?.reports?.[0]?.status).toBe('SUCCEEDED');
  });
});
