import type { FilledScenario } from '../scenario/types.ts';
import type { BuildRun } from './buildRun.ts';

/** Reserved machines (CodeBuild User Guide, "Run builds on reserved capacity fleets"). */
export interface Fleets {
  /** Takes a machine of the build's fleet. False: none is free, and the fleet lets builds wait. */
  take(build: BuildRun): boolean;
  /** Resolves when a machine of the build's fleet may have become free. */
  freed(build: BuildRun): Promise<void>;
  /** The build is over. */
  giveBack(build: BuildRun): void;
}

/** Name of the fleet that a project's builds run on; null: on demand. */
function fleetOf({ project }: BuildRun): string | null {
  const { fleet } = project.environment;
  const arn = Object(fleet).fleetArn as unknown;
  return typeof arn === 'string' ? (/fleet\/([^:]+)/.exec(arn)?.[1] ?? arn) : null;
}

export function makeFleets({ resources }: FilledScenario): Fleets {
  const users = new Map<string, Set<string>>();
  const waiting = new Map<string, (() => void)[]>();
  const usersOf = (name: string): Set<string> => {
    const known = users.get(name) ?? new Set<string>();
    users.set(name, known);
    return known;
  };
  const settingsOf = (name: string) =>
    resources.fleets !== undefined && Object.hasOwn(resources.fleets, name)
      ? resources.fleets[name]
      : undefined;
  return {
    take(build) {
      const name = fleetOf(build);
      if (name === null) return true;
      const { baseCapacity = 1, overflowBehavior = 'QUEUE' } = settingsOf(name) ?? {};
      const used = usersOf(name);
      if (used.size >= baseCapacity) return overflowBehavior === 'ON_DEMAND';
      used.add(build.id);
      return true;
    },
    freed: (build) =>
      new Promise((resolve) => {
        const name = fleetOf(build) ?? '';
        waiting.set(name, [...(waiting.get(name) ?? []), resolve]);
      }),
    giveBack(build) {
      const name = fleetOf(build);
      if (name === null || !usersOf(name).delete(build.id)) return;
      const next = waiting.get(name) ?? [];
      waiting.delete(name);
      for (const wake of next) wake();
    },
  };
}
