import type { Simulation } from '../../engine/simulation.ts';
import type { Trace } from '../../recording/types.ts';
import { type BuildRun, failure, type PhaseResult, succeeded } from '../buildRun.ts';
import type { BuildspecReport } from '../buildspec/types.ts';
import { selectFiles } from '../collectArtifacts.ts';
import { collect } from './collect.ts';
import { discoverReports } from './discover.ts';
import { handOver } from './handOver.ts';

/** Report groups that a project may have (CodeBuild User Guide, "Quotas for AWS CodeBuild"). */
const maxGroups = 5;

/**
 * The reports of a build, after its artifacts: those that the buildspec names, or, where it has no `reports`, those that lie
 * about in the source directory. What is missing or cannot be read fails the phase; a failed test does not.
 * @param o.search whether a build without `reports` searches for some
 */
export async function uploadReports(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  o: { search: boolean },
): Promise<PhaseResult> {
  const reports = run.source?.buildspec.reports;
  if (reports === undefined) return o.search ? discoverReports(sim, run, trace) : succeeded;
  const problems: string[] = [];
  for (const [name, report] of Object.entries(reports).slice(0, maxGroups)) {
    const problem = await uploadOne(sim, run, trace, name, report);
    if (problem !== null) problems.push(`${name}: [${problem}]`);
  }
  return problems.length === 0 ? succeeded : failure('CLIENT_ERROR', `[${problems.join(' ')}]`);
}

async function uploadOne(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  written: string,
  report: BuildspecReport,
): Promise<string | null> {
  const { source } = run;
  if (source === undefined) return null;
  const selected = await selectFiles(run, trace, {
    ...report,
    'exclude-paths': [],
    'enable-symlinks': false,
  });
  // Unverified literal, from memory of posted logs; that a missing file fails the phase is reported (Prowler, issue 1182).
  if (selected.error !== undefined) return 'report files not found in build';
  const files = selected.files.map(({ path }) => path);
  const collected = await collect(run, report['file-format'], files);
  if (typeof collected === 'string') return collected;
  const expanded = written.includes('$') ? await source.shell.expand(written) : written;
  const name = expanded.startsWith('arn:') ? expanded : `${run.project.name}-${expanded}`;
  return handOver(sim, run, trace, { name, written, collected });
}
