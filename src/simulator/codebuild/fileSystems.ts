import type { Simulation } from '../engine/simulation.ts';
import { authorize } from '../iam/index.ts';
import type { CodeBuildProject } from '../scenario/types.ts';
import { type BuildRun, failure, type PhaseResult } from './buildRun.ts';

/** A file system of EFS that the project mounts (CodeBuild API Reference, "ProjectFileSystemLocation"). */
interface Mount {
  /** `fs-0a1b2c3d` */
  id: string;
  mountPoint: string;
  identifier: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the project mounts; what cannot be read is left out. */
export function mountsOf({ fileSystemLocations: list }: CodeBuildProject): Mount[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, 100).flatMap((each: unknown): Mount[] => {
    const { location, mountPoint, identifier } = Object(each) as Record<string, unknown>;
    const id = /^(fs-[0-9a-f]{8,40})\.efs\./.exec(text(location))?.[1];
    if (id === undefined || !text(mountPoint).startsWith('/')) return [];
    return [{ id, mountPoint: text(mountPoint), identifier: text(identifier) }];
  });
}

/** `CODEBUILD_<identifier>` holds the place of a file system (CodeBuild User Guide, "Amazon Elastic File System sample"). */
export const mountVariables = (project: CodeBuildProject): Record<string, string> =>
  Object.fromEntries(
    mountsOf(project)
      .filter(({ identifier }) => /^\w{1,127}$/.test(identifier))
      .map(({ identifier, mountPoint }) => [`CODEBUILD_${identifier.toUpperCase()}`, mountPoint]),
  );

/**
 * Mounts the file systems when the container starts. Builds mount without IAM, so that a policy has to let in everybody (CodeBuild
 * User Guide, "Amazon Elastic File System sample"). A file system that the scenario does not describe can be mounted.
 * @returns null: all are there
 */
export function mountFileSystems(sim: Simulation, run: BuildRun): PhaseResult | null {
  const { fileSystems } = sim.scenario.resources;
  const { id: account, region } = sim.scenario.account;
  for (const { id } of mountsOf(run.project)) {
    const known =
      fileSystems !== undefined && Object.hasOwn(fileSystems, id) ? fileSystems[id] : undefined;
    if (known?.policy === undefined) continue;
    const resource = `arn:aws:elasticfilesystem:${region}:${account}:file-system/${id}`;
    const asked = {
      principal: { type: 'Anonymous' } as const,
      action: 'elasticfilesystem:ClientMount',
      resource,
      resourceAccount: account,
    };
    const policy = { kind: 'other', name: id, document: known.policy } as const;
    if (authorize(asked, { resource: policy }).result !== 'Allowed') {
      return failure('CLIENT_ERROR', "mounting '127.0.0.1:/' failed. permission denied");
    }
  }
  return null;
}
