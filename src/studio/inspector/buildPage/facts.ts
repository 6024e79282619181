import { perRecording } from '../../../player/perRecording.ts';
import type {
  ActionDeclaration,
  ActionExecution,
  Build,
  EventOf,
  PipelineExecution,
  Recording,
  Scenario,
  World,
} from '../../../simulator/read.ts';

/** The pipeline's action that started a build. */
export interface StartedBy {
  execution: PipelineExecution;
  action: ActionExecution;
  declaration: ActionDeclaration | undefined;
}

/** The action behind a build: the one that names it, else the one that waits for a build of its project. */
export function startedBy(scenario: Scenario, world: World, build: Build): StartedBy | undefined {
  const candidates = world.executions.flatMap((execution) =>
    execution.stages.flatMap((stage) =>
      stage.actions
        .filter(({ provider }) => provider === 'CodeBuild')
        .map((action) => ({
          execution,
          action,
          declaration: declarationOf(scenario, execution.pipeline, stage.name, action.name),
        })),
    ),
  );
  return (
    candidates.find(({ action }) => action.externalExecutionId === build.id) ??
    candidates.find(
      ({ action, declaration }) =>
        action.externalExecutionId === undefined &&
        action.firstSeq < build.firstSeq &&
        (action.endedAt ?? build.startedAt) >= build.startedAt &&
        declaration?.configuration?.ProjectName === build.projectName,
    )
  );
}

function declarationOf(scenario: Scenario, pipeline: string, stage: string, action: string) {
  return [scenario.pipeline, ...(scenario.pipelines ?? [])]
    .find(({ name }) => name === pipeline)
    ?.stages.find(({ name }) => name === stage)
    ?.actions.find(({ name }) => name === action);
}

export interface Variable {
  name: string;
  value: string;
  type: string;
  /** Where it is set: the project, or the action that overrides it. */
  from: 'project' | 'pipeline';
}

/** The variables that the console lists for a build: the project's, overridden by those that StartBuild was given. */
export function variablesOf(
  scenario: Scenario,
  build: Build,
  declaration: ActionDeclaration | undefined,
): Variable[] {
  const project = scenario.projects?.[build.projectName];
  const variables = new Map<string, Variable>();
  const add = (list: unknown, from: Variable['from']) => {
    for (const entry of Array.isArray(list) ? list : []) {
      const { name, value, type } = Object(entry) as Record<string, unknown>;
      if (typeof name !== 'string') continue;
      const kind = typeof type === 'string' ? type : 'PLAINTEXT';
      variables.set(name, { name, value: String(value ?? ''), type: kind, from });
    }
  };
  add(project?.environment.environmentVariables, 'project');
  add(parsed(declaration?.configuration?.EnvironmentVariables), 'pipeline');
  return [...variables.values()];
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : [];
  } catch {
    return [];
  }
}

/** The events where a phase begins and ends. */
export interface PhaseSeqs {
  begin: number;
  end?: number;
}
/** The phases of each build, by build id, in order. */
export const phaseSeqs = perRecording((recording): ReadonlyMap<string, PhaseSeqs[]> => {
  const builds = new Map<string, PhaseSeqs[]>();
  for (const event of recording.events) {
    if (event.type !== 'build.phase') continue;
    const phases = builds.get(event.buildId) ?? [];
    builds.set(event.buildId, phases);
    const last = phases.at(-1);
    if (event.status === 'IN_PROGRESS') phases.push({ begin: event.seq });
    else if (last !== undefined) last.end = event.seq;
  }
  return builds;
});

/** What a build has stored as artifacts up to the playhead. */
export function artifactsOf(
  recording: Recording,
  world: World,
  build: Build,
  executionId: string | undefined,
): EventOf<'artifact.stored'>[] {
  const until = build.endedAt === undefined ? world.position : build.lastSeq + 1;
  return recording.events
    .slice(build.firstSeq, until)
    .filter((event) => event.type === 'artifact.stored')
    .filter((event) => event.executionId === executionId);
}
