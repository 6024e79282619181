import type { Simulation } from '../engine/simulation.ts';
import type { Trace } from '../recording/types.ts';
import { createContainerShell } from '../shell/index.ts';
import { toolsFor } from '../shell/tools/index.ts';
import type { Dialect } from '../shell/types.ts';
import { type BuildRun, failure, type PhaseResult } from './buildRun.ts';
import type { Buildspec } from './buildspec/types.ts';
import { withGitLinks } from './cache/gitLinks.ts';
import { restoreCache } from './cache/index.ts';
import { makeFolder } from './cache/paths.ts';
import { containerHost } from './containerHost.ts';
import { environmentLayers, type SourcePlace } from './environment.ts';
import { mountsOf } from './fileSystems.ts';
import { imageFiles, needsRuntime, selectRuntimes, shellOf } from './images.ts';
import { outputDirectory } from './lambdaCompute.ts';
import { agentText } from './logTemplates.ts';
import { fetchStoredVariables } from './storedVariables.ts';

/** Posted build log of 2020. */
const runtimeRequired = 'This build image requires selecting at least one runtime version.';

/** ms; observed between "Processing environment variables" and the next line. */
const environmentMs = 230;
/** ms; the agent's start after the runtimes. */
const registerMs = 70;

function dialectOf(run: BuildRun, buildspec: Buildspec): Dialect {
  const shell = buildspec.env.shell ?? '';
  return /(^|\/)bash$/.test(shell) ? 'bash' : shellOf(run.project.environment.image);
}

/**
 * Environment, runtimes and working directory of the container, as the agent sets them up in DOWNLOAD_SOURCE.
 * Null when all is well, else how the phase failed.
 */
export async function prepareContainer(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  o: {
    primary: string;
    version: string;
    files: Record<string, Uint8Array>;
    /** Those of the files that are symbolic links; their content is where they lead. */
    links: ReadonlySet<string>;
    sources: readonly SourcePlace[];
    /** The commit, where the build itself cloned it. */
    resolved?: string;
    buildspec: Buildspec;
  },
): Promise<PhaseResult | null> {
  const { log } = run;
  const { buildspec } = o;
  const install = buildspec.phases.install;
  for (const [name, { commands }] of Object.entries(buildspec.phases)) {
    if (commands.length === 0) log.agent(trace, agentText.noCommands(name));
  }
  log.agent(
    trace,
    agentText.httpTimeout(
      o.resolved === undefined ? 'S3 source' : 'Github and GitHub Enterprise sources',
    ),
  );
  log.agent(trace, agentText.processingEnvironment());
  const stored = await fetchStoredVariables(sim, run, trace, buildspec);
  if (!stored.ok) return stored.result;
  await sim.clock.sleep(environmentMs);

  const execution = sim.executions.get(run.pipeline.executionId);
  const layers = environmentLayers(sim, run, {
    sources: o.sources,
    resolved: o.resolved ?? execution?.commitId ?? '',
    buildspec,
    stored: stored.values,
  });
  const shell = await createContainerShell({
    host: containerHost(sim, run, dialectOf(run, buildspec)),
    tools: toolsFor(run.project.environment.image),
    files: {
      ...imageFiles(run.project.environment.image),
      ...withGitLinks(
        run.project,
        Object.fromEntries(Object.entries(o.files).filter(([path]) => !o.links.has(path))),
        o.sources.map(({ directory }) => directory),
      ),
    },
    scripts: `${outputDirectory(run.project)}/tmp`,
    cwd: o.primary,
    env: Object.assign({}, ...layers.map(([, variables]) => variables)),
  });
  for (const { mountPoint } of mountsOf(run.project)) await makeFolder(shell.fs, mountPoint);
  for (const path of o.links) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const target = new TextDecoder().decode(o.files[path]);
    if (await makeFolder(shell.fs, folder))
      await shell.fs.symlink(target, path).catch(() => undefined);
  }
  run.source = {
    directory: o.primary,
    version: o.version,
    ...(o.resolved === undefined ? {} : { resolved: o.resolved }),
    buildspec,
    shell,
    layers,
  };

  const wanted = install?.['runtime-versions'];
  if (wanted === undefined && needsRuntime(run.project.environment.image)) {
    log.agent(trace, agentText.movingTo(o.primary));
    return failure('YAML_FILE_ERROR', runtimeRequired);
  }
  if (wanted === undefined) {
    log.agent(trace, agentText.noRuntime());
  } else {
    const versions = Object.entries(wanted).map(async ([name, version]) => [
      name,
      version.includes('$') ? await shell.expand(version) : version,
    ]);
    const asked = Object.fromEntries(await Promise.all(versions));
    const runtimes = selectRuntimes(run.project.environment.image, asked);
    for (const { name, version } of runtimes.selections) {
      log.agent(trace, agentText.selectingRuntime(name, version));
    }
    if (runtimes.error !== undefined) return failure('YAML_FILE_ERROR', runtimes.error);
    if (runtimes.unsupported) log.agent(trace, agentText.runtimesNotSupported());
    for (const { commands } of runtimes.selections) {
      for (const command of commands) await installRuntime(run, trace, command);
    }
  }
  log.agent(trace, agentText.movingTo(o.primary));
  await restoreCache(sim, run, trace);
  await sim.clock.sleep(registerMs);
  log.agent(trace, agentText.registering());
  for (const line of agentText.phasesFound(phaseCounts(sim, run, buildspec)))
    log.agent(trace, line);
  return null;
}

async function installRuntime(run: BuildRun, trace: Trace, command: string): Promise<void> {
  run.log.agent(trace, agentText.runningCommand(command));
  await run.source?.shell.run(command, ({ text }) => run.log.output(trace, text), run.cut.signal);
  run.log.output(trace, '\n');
}

/** `Phases found in YAML` names each phase with its number of commands, in no order: the agent walks a hash map. */
function phaseCounts(
  sim: Simulation,
  run: BuildRun,
  buildspec: Buildspec,
): { phase: string; commands: number }[] {
  const place = (name: string) => sim.ids.fraction(`${run.id}/phase/${name}`);
  return Object.entries(buildspec.phases)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([name, phase]) => ({ phase: name.toUpperCase(), commands: phase.commands.length }));
}
