import { arn } from '../../cloud/arns.ts';
import { hasReportGroup } from '../../cloud/services/codebuildReports.ts';
import type { CallResult, Params } from '../../cloud/types.ts';
import type { Simulation } from '../../engine/simulation.ts';
import type { Trace } from '../../recording/types.ts';
import type { BuildRun } from '../buildRun.ts';
import { buildSession } from '../credentials.ts';
import type { Collected } from './collect.ts';

/**
 * Makes a report at CodeBuild as the service role: its group where the buildspec gives a name and there is none yet, the
 * report, what it holds, and its result (CodeBuild User Guide, "Test report permissions").
 * @param o.name `<project>-<name>`, or the ARN of a group that is there already
 * @returns why it failed, in the words of the agent (unverified); null when the report is there
 */
export async function handOver(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  o: { name: string; written: string; collected: Collected },
): Promise<string | null> {
  const { collected } = o;
  const { id: account, region } = sim.scenario.account;
  const given = o.name.startsWith('arn:');
  const reportGroupArn = given ? o.name : arn.reportGroup({ account, region }, o.name);
  const reportGroup = reportGroupArn.split('/').slice(1).join('/');

  const call = async (operation: string, params: Params): Promise<CallResult> => {
    const session = await buildSession(sim, trace, run);
    const result = await sim.door.call(trace, {
      service: 'codebuild',
      operation,
      params: { reportGroupArn, ...params },
      signer: {
        type: 'session',
        accessKeyId: session?.accessKeyId ?? '',
        via: 'codebuild.amazonaws.com',
      },
      from: run.containerNode,
      sources: [{ document: 'buildspec', path: ['reports', o.written] }],
      rule: 'codebuild.report-groups',
    });
    trace.after(result.seq);
    return result;
  };
  const worded = (result: CallResult & { ok: false }): string =>
    `${result.error.code}: ${result.error.message}\n\tstatus code: ${result.error.status}, request id: ${sim.ids.uuid(`${trace.scope}/reports/${o.name}/request`)}`;

  if (!given && !hasReportGroup(sim.door.state, reportGroup)) {
    const params = { name: reportGroup, type: collected.type };
    const made = await call('CreateReportGroup', params);
    if (!made.ok) return worded(made);
  }
  const created = await call('CreateReport', {});
  if (!created.ok) return worded(created);
  const { report } = created.output as { report: { arn: string } };
  const put =
    collected.type === 'TEST'
      ? await call('BatchPutTestCases', {
          reportArn: report.arn,
          testCases: collected.testCases,
        })
      : await call('BatchPutCodeCoverages', {
          reportArn: report.arn,
          codeCoverages: collected.coverage ?? [],
        });
  const updated = put.ok
    ? await call('UpdateReport', { reportArn: report.arn, status: collected.status })
    : put;
  trace.record(
    `report:${reportGroup}`,
    'report.created',
    {
      buildId: run.id,
      report: {
        ...collected,
        arn: report.arn,
        reportGroup,
        status: updated.ok ? collected.status : 'INCOMPLETE',
        created: sim.clock.now(),
      },
    },
    { rule: 'codebuild.report-never-fails-build' },
  );
  return updated.ok ? null : worded(updated);
}
