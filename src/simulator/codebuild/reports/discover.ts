import type { Simulation } from '../../engine/simulation.ts';
import type { Trace } from '../../recording/types.ts';
import { matchPath } from '../../text/glob.ts';
import { parseXml } from '../../text/xml.ts';
import { type BuildRun, type PhaseResult, succeeded } from '../buildRun.ts';
import type { ReportFormat } from '../buildspec/types.ts';
import { agentText } from '../logTemplates.ts';
import { listSourceFiles } from '../sourceFiles.ts';
import { collect } from './collect.ts';
import { handOver } from './handOver.ts';

/** What the search looks into: files of these endings, not too many and not too large. */
const candidate = /\.(?:xml|trx)$/i;
const limits = { files: 500, bytes: 1_000_000 };
/** Folders of dependencies bring reports of their own. */
const ignored = /(?:^|\/)(?:node_modules|\.git|vendor)\//;

/** Formats that a root element gives away. Clover and Cobertura share theirs: they differ in the child. */
const formatsByRoot: Readonly<Record<string, ReportFormat>> = {
  testsuites: 'JUNITXML',
  testsuite: 'JUNITXML',
  'test-results': 'NUNITXML',
  'test-run': 'NUNIT3XML',
  'testng-results': 'TESTNGXML',
  TestRun: 'VISUALSTUDIOTRX',
  report: 'JACOCOXML',
};

function formatOf(text: string): ReportFormat | undefined {
  const root = parseXml(text);
  if (root === null) return undefined;
  if (root.name === 'coverage') {
    if (root.children.some(({ name }) => name === 'project')) return 'CLOVERXML';
    return root.children.some(({ name }) => name === 'packages') ? 'COBERTURAXML' : undefined;
  }
  return Object.hasOwn(formatsByRoot, root.name) ? formatsByRoot[root.name] : undefined;
}

/**
 * A build without `reports` searches for reports itself and puts those of one format into the group
 * `<project>-<format>-AutoDiscovered` (CodeBuild User Guide, "Auto-discover reports in CodeBuild"). Whether a refused call
 * fails the build is not documented: here it does not.
 */
export async function discoverReports(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
): Promise<PhaseResult> {
  const { source } = run;
  if (source === undefined) return succeeded;
  const variables = source.shell.getEnv();
  if (variables.CODEBUILD_CONFIG_AUTO_DISCOVER?.toLowerCase() === 'false') return succeeded;
  const pattern = variables.CODEBUILD_CONFIG_AUTO_DISCOVER_DIR || '**/*';
  const byFormat = new Map<ReportFormat, string[]>();
  const files = (await listSourceFiles(run)).filter(
    (path) => candidate.test(path) && !ignored.test(path) && matchPath(pattern, path),
  );
  for (const path of files.slice(0, limits.files)) {
    const text = await source.shell.fs.readFile(`${source.directory}/${path}`);
    const format = text.length > limits.bytes ? undefined : formatOf(text);
    if (format !== undefined) byFormat.set(format, [...(byFormat.get(format) ?? []), path]);
  }
  const found = [...byFormat.values()].flat().length;
  const seconds = (0.004 + sim.ids.fraction(`${trace.scope}/reports`) * 0.006).toFixed(6);
  for (const line of agentText.reportDiscovery(seconds, found)) run.log.agent(trace, line);
  for (const [format, paths] of byFormat) {
    const collected = await collect(run, format, paths);
    if (typeof collected === 'string') continue;
    const name = `${run.project.name}-${format}-AutoDiscovered`;
    await handOver(sim, run, trace, { name, written: name, collected });
  }
  return succeeded;
}
