import type { Params } from '../../cloud/types.ts';
import type { EnvironmentVariable } from '../../scenario/types.ts';
import type { BuildspecBatch } from '../buildspec/types.ts';

/** One build of a batch, before it runs (CodeBuild API Reference, "BuildGroup"). */
export interface PlannedBuild {
  identifier: string;
  /** Identifiers of the builds that must have succeeded before. */
  dependsOn: readonly string[];
  ignoreFailure: boolean;
  /** What differs from the batch's own parameters, as StartBuild takes it. */
  overrides: Params;
  variables: readonly EnvironmentVariable[];
  /** In a fanout: which of how many, from 0. */
  shard?: { index: number; count: number };
}

type Task = NonNullable<BuildspecBatch['build-graph']>[number];
type Matrix = NonNullable<BuildspecBatch['build-matrix']>;

/** More than a batch may have (`maximumBuildsAllowed` is 100 at most): nothing beyond is worked out. */
const mostBuilds = 101;

const plain = (variables: Readonly<Record<string, string>> | undefined): EnvironmentVariable[] =>
  Object.entries(variables ?? {}).map(([name, value]) => ({ name, value, type: 'PLAINTEXT' }));

/** The settings of a task's `env` by the parameter of StartBuild that says the same. */
function overridesOf(o: {
  buildspec?: string | undefined;
  'debug-session'?: boolean | undefined;
  'compute-type'?: string | undefined;
  fleet?: string | undefined;
  image?: string | undefined;
  'privileged-mode'?: boolean | undefined;
  type?: string | undefined;
}): Params {
  const named: Params = {
    buildspecOverride: o.buildspec,
    computeTypeOverride: o['compute-type'],
    fleetOverride: o.fleet === undefined ? undefined : { fleetArn: o.fleet },
    imageOverride: o.image,
    privilegedModeOverride: o['privileged-mode'],
    environmentTypeOverride: o.type,
    debugSessionEnabled: o['debug-session'],
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

const taskPlan = (task: Task): PlannedBuild => ({
  identifier: task.identifier,
  dependsOn: task['depend-on'] ?? [],
  ignoreFailure: task['ignore-failure'] ?? false,
  overrides: overridesOf({
    ...task.env,
    buildspec: task.buildspec,
    'debug-session': task['debug-session'],
  }),
  variables: plain(task.env?.variables),
});

/** Each way to choose one value of each list; the last list changes fastest. */
function combinations(
  lists: readonly (readonly [string, readonly string[]])[],
): Record<string, string>[] {
  let found: Record<string, string>[] = [{}];
  for (const [name, values] of lists) {
    if (values.length === 0) continue;
    found = found
      .flatMap((before) => values.map((value) => ({ ...before, [name]: value })))
      .slice(0, mostBuilds);
  }
  return found;
}

function matrixPlan({ static: shared, dynamic }: Matrix): PlannedBuild[] {
  const variables = Object.entries(dynamic?.env?.variables ?? {});
  const places = combinations([
    ['buildspec', dynamic?.buildspec ?? []],
    ['compute-type', dynamic?.env?.['compute-type'] ?? []],
    ['image', dynamic?.env?.image ?? []],
  ]);
  const settings = combinations(variables);
  return places
    .flatMap((place) => settings.map((values) => ({ place, values })))
    .slice(0, mostBuilds)
    .map(({ place, values }, index) => ({
      identifier: `build${index}`,
      dependsOn: [],
      ignoreFailure: shared?.['ignore-failure'] ?? false,
      overrides: overridesOf({ ...shared?.env, ...place }),
      variables: plain(values),
    }));
}

/**
 * The builds of a batch (CodeBuild User Guide, "Batch build buildspec reference"). How builds of a matrix and of a fanout are
 * called was not seen: here `build0`, `build1`, …
 */
export function planBatch(batch: BuildspecBatch): PlannedBuild[] {
  const { 'build-matrix': matrix, 'build-fanout': fanout } = batch;
  if (matrix !== undefined) return matrixPlan(matrix);
  if (fanout !== undefined) {
    return Array.from({ length: fanout.parallelism }, (_, index) => ({
      identifier: `build${index}`,
      dependsOn: [],
      ignoreFailure: fanout['ignore-failure'] ?? false,
      overrides: {},
      variables: [],
      shard: { index, count: fanout.parallelism },
    }));
  }
  return [...(batch['build-graph'] ?? []), ...(batch['build-list'] ?? [])].map(taskPlan);
}

/** What the project's `buildBatchConfig.restrictions` say against a plan. Null: nothing. The words are ours. */
export function restricted(
  plan: readonly PlannedBuild[],
  o: { restrictions: unknown; computeType: string },
): string | null {
  const { maximumBuildsAllowed, computeTypesAllowed } = Object(o.restrictions) as Params;
  const most = typeof maximumBuildsAllowed === 'number' ? maximumBuildsAllowed : mostBuilds - 1;
  if (plan.length > most) {
    return `The batch has ${plan.length < mostBuilds ? plan.length : 'too many'} builds; the project allows ${most}`;
  }
  if (!Array.isArray(computeTypesAllowed) || computeTypesAllowed.length === 0) return null;
  const other = plan
    .map(({ overrides }) => String(overrides.computeTypeOverride ?? o.computeType))
    .find((type) => !computeTypesAllowed.includes(type));
  return other === undefined ? null : `The project does not allow ${other} in its batches`;
}
