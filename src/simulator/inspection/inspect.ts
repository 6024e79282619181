import type { BuildRun } from '../codebuild/buildRun.ts';
import { computeOf } from '../codebuild/computeTypes.ts';
import { masked } from '../codebuild/masking.ts';
import { type Held, holdAt } from '../engine/hold.ts';
import type { SimEvent } from '../recording/events.ts';
import type { Scenario } from '../scenario/types.ts';
import { changedFiles, fileContents, mostFiles } from './files.ts';
import type {
  ContainerFileContents,
  ContainerProcess,
  ContainerSnapshot,
  ContainerVariable,
} from './types.ts';

/** A look into the container of a moment. */
export interface Inspection {
  /** Null: no container runs at that moment. */
  snapshot(): Promise<ContainerSnapshot | null>;
  /** Null: there is no such file. */
  readFile(path: string): Promise<ContainerFileContents | null>;
}

/**
 * Looks into the container that runs once event `seq` has happened. The scenario is run again, twice where there was a command
 * before: what that changed is seen by comparing.
 */
export async function inspectAt(scenario: Scenario, seq: number): Promise<Inspection> {
  const held = await holdAt(scenario, seq);
  const past = held.run.events.slice(0, seq + 1);
  const { build } = held;
  const last = build === null ? undefined : commandBefore(past, build.id);
  const before = last === undefined ? null : await holdAt(scenario, last);
  const fsBefore = before?.build?.source?.shell.fs ?? null;
  const fs = build?.source?.shell.fs;
  return {
    async snapshot() {
      if (build === null || fs === undefined) return null;
      const files = await changedFiles(fs, fsBefore);
      return {
        ...placeOf(held, build),
        command: runningCommand(past, build.id),
        cwd: build.source?.shell.getCwd() ?? '/',
        user: 'root',
        variables: variablesOf(build),
        processes: processesOf(build),
        files: files.slice(0, mostFiles),
        ...(files.length > mostFiles ? { truncatedAt: mostFiles } : {}),
        disk: {
          used: files.reduce((sum, { size, change }) => sum + (change === 'removed' ? 0 : size), 0),
          total: computeOf(build.project.environment.computeType).diskGB * 1e9,
        },
      };
    },
    readFile: async (path) => (fs === undefined ? null : fileContents(fs, fsBefore, path)),
  };
}

const placeOf = ({ run }: Held, build: BuildRun) => ({
  containerId: build.containerId,
  buildId: build.id,
  project: build.project.name,
  image: build.project.environment.image,
  at: run.sim.clock.now(),
});

const commands = (events: readonly SimEvent[], buildId: string) =>
  events.filter(
    (event) =>
      (event.type === 'command.started' || event.type === 'command.ended') &&
      event.buildId === buildId,
  );

/** Seq of the start of the command whose work is seen: the present one, unless it is just about to begin. */
function commandBefore(past: readonly SimEvent[], buildId: string): number | undefined {
  const starts = commands(past, buildId).filter(({ type }) => type === 'command.started');
  const last = starts.at(-1)?.seq;
  return last === past.at(-1)?.seq ? starts.at(-2)?.seq : last;
}

function runningCommand(past: readonly SimEvent[], buildId: string): string | null {
  const last = commands(past, buildId).at(-1);
  return last?.type === 'command.started' ? last.text : null;
}

function variablesOf({ source, masked: secrets }: BuildRun): ContainerVariable[] {
  const first = new Map<string, ContainerVariable>();
  for (const [from, layer] of source?.layers ?? []) {
    for (const [name, value] of Object.entries(layer)) first.set(name, { name, value, from });
  }
  return Object.entries(source?.shell.getEnv() ?? {})
    .map(([name, value]): ContainerVariable => {
      const origin = first.get(name);
      const from = origin?.value === value ? origin.from : 'command';
      return { name, value: masked(value, secrets), from };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function processesOf({ source }: BuildRun): ContainerProcess[] {
  return (source?.shell.processes() ?? []).map((process) => ({ ...process, user: 'root' }));
}
