import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../src/simulator/read.ts';
import {
  buildRole,
  eventsOf,
  log,
  nodeSite,
  type Policy,
  phaseOf,
  simulate,
} from '../engine/support.ts';

const junit =
  '<testsuite><testcase classname="a" name="adds"/><testcase classname="a" name="divides"><failure/></testcase></testsuite>';

const allow = (scenario: Scenario, ...actions: string[]) => {
  buildRole(scenario).role.policies.reports = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  } satisfies Policy;
};

/** The Node site, whose build leaves these files, with this end of its buildspec. */
const site = (o: { files: Record<string, string>; reports?: string; actions?: string[] }) =>
  nodeSite((scenario) => {
    Object.assign(scenario.repository.files, o.files);
    scenario.repository.files['buildspec.yml'] =
      `version: 0.2\nphases:\n  build:\n    commands:\n      - echo built\n${o.reports ?? ''}artifacts:\n  files:\n    - package.json\n`;
    allow(scenario, ...(o.actions ?? ['codebuild:*']));
  });
const unit = "reports:\n  unit:\n    base-directory: out\n    files:\n      - '*.xml'\n";
const operations = (recording: Awaited<ReturnType<typeof simulate>>) =>
  eventsOf(recording, 'api.call')
    .filter(({ call }) => call.service === 'codebuild' && /Report|BatchPut/.test(call.operation))
    .map(({ call }) => call.operation);

describe('reports of a build', () => {
  it('are made by the service role, in a group of the project’s name', async () => {
    const recording = await simulate(site({ files: { 'out/a.xml': junit }, reports: unit }));
    expect(operations(recording)).toEqual([
      'CreateReportGroup',
      'CreateReport',
      'BatchPutTestCases',
      'UpdateReport',
    ]);
    const [build] = recording.outcome.builds;
    expect(build?.reports?.[0]).toMatchObject({
      reportGroup: `${build?.projectName}-unit`,
      type: 'TEST',
      total: 2,
      files: ['out/a.xml'],
    });
    expect(build?.reports?.[0]?.arn).toContain(`:report/${build?.projectName}-unit:`);
  });

  it('a failed test fails the report, not the build', async () => {
    const recording = await simulate(site({ files: { 'out/a.xml': junit }, reports: unit }));
    expect(recording.outcome.builds[0]?.reports?.[0]?.status).toBe('FAILED');
    expect(phaseOf(recording, 'UPLOAD_ARTIFACTS')?.phaseStatus).toBe('SUCCEEDED');
  });

  it('of a group by its ARN need no CreateReportGroup', async () => {
    const arn = 'arn:aws:codebuild:us-east-1:111122223333:report-group/mine';
    const recording = await simulate(
      site({ files: { 'out/a.xml': junit }, reports: unit.replace('unit', arn) }),
    );
    expect(operations(recording)).toEqual(['CreateReport', 'BatchPutTestCases', 'UpdateReport']);
    expect(recording.outcome.builds[0]?.reports?.[0]?.reportGroup).toBe('mine');
  });

  it('that the role may not make fail the phase, naming the permission', async () => {
    const recording = await simulate(
      site({ files: { 'out/a.xml': junit }, reports: unit, actions: ['codebuild:CreateReport'] }),
    );
    const context = phaseOf(recording, 'UPLOAD_ARTIFACTS')?.contexts[0];
    expect(context?.statusCode).toBe('CLIENT_ERROR');
    expect(context?.message).toContain('is not authorized to perform: codebuild:CreateReportGroup');
    expect(recording.outcome.builds[0]?.reports).toBeUndefined();
  });

  it('stay incomplete when what they hold may not be put', async () => {
    const recording = await simulate(
      site({
        files: { 'out/a.xml': junit },
        reports: unit,
        actions: ['codebuild:CreateReport*', 'codebuild:UpdateReport'],
      }),
    );
    expect(recording.outcome.builds[0]?.reports?.[0]?.status).toBe('INCOMPLETE');
    expect(phaseOf(recording, 'UPLOAD_ARTIFACTS')?.phaseStatus).toBe('FAILED');
  });

  it('that are missing, or of another format, fail the phase', async () => {
    const missing = await simulate(site({ files: {}, reports: unit }));
    expect(phaseOf(missing, 'UPLOAD_ARTIFACTS')?.contexts[0]?.message).toBe(
      '[unit: [report files not found in build]]',
    );
    const other = await simulate(site({ files: { 'out/a.xml': '<coverage/>' }, reports: unit }));
    expect(phaseOf(other, 'UPLOAD_ARTIFACTS')?.contexts[0]?.message).toMatch(
      /^\[unit: \[error processing report: \[\/codebuild\/output\/src\d+\/src\/out\/a\.xml: expected element type <testsuite> but have <coverage>\]\]\]$/,
    );
  });

  it('are found without a section of their own, after the artifacts', async () => {
    const recording = await simulate(site({ files: { 'out/a.xml': junit } }));
    const [build] = recording.outcome.builds;
    expect(build?.reports?.[0]?.reportGroup).toBe(`${build?.projectName}-JUNITXML-AutoDiscovered`);
    const text = log(recording);
    const places = [
      'Expanding package.json',
      'Set report auto-discover',
      'Report auto-discover file',
    ];
    expect(places.map((line) => text.indexOf(line))).toEqual(
      places.map((line) => text.indexOf(line)).sort((a, b) => a - b),
    );
    expect(text.slice(text.indexOf('Set report'))).toContain('Found 1 file(s)');
  });

  it('are not searched where the project switches it off', async () => {
    const scenario = site({ files: { 'out/a.xml': junit } });
    const [project] = Object.values(scenario.projects);
    project!.environment.environmentVariables = [
      { name: 'CODEBUILD_CONFIG_AUTO_DISCOVER', value: 'false', type: 'PLAINTEXT' },
    ];
    const recording = await simulate(scenario);
    expect(log(recording)).not.toContain('auto-discover');
    expect(recording.outcome.builds[0]?.reports).toBeUndefined();
  });
});
