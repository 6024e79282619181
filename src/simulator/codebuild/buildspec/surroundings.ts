import type { Scenario } from '../../scenario/types.ts';
import { cacheSettings } from '../cache/settings.ts';
import { onFailureUnsupported } from '../onFailure.ts';

/** What a buildspec meets: the project that reads it and the action that starts the build. */
export interface Surroundings {
  image: string;
  /** Variables that win over those of the buildspec, and who sets them. */
  variables: ReadonlyMap<string, 'project' | 'pipeline'>;
  /** Output artifacts that the action declares. */
  outputs: readonly string[];
  /** The project says where a cache is stored. */
  cached: boolean;
  /** Where the build runs, when `on-failure` means nothing there (“on Lambda compute”). */
  onFailureIgnored?: string;
}

function namesIn(json: string | undefined): string[] {
  try {
    const list: unknown = JSON.parse(json ?? '[]');
    if (!Array.isArray(list)) return [];
    return list.flatMap((item: unknown) => {
      const { name } = Object(item) as { name?: unknown };
      return typeof name === 'string' ? [name] : [];
    });
  } catch {
    return [];
  }
}

/** Those of the first build of the pipeline that reads the repository's own buildspec; none without such a build. */
export function surroundingsOf(
  scenario: Pick<Scenario, 'pipeline' | 'projects'>,
): Surroundings | null {
  for (const { actions } of scenario.pipeline.stages) {
    for (const { actionTypeId, configuration, outputArtifacts } of actions) {
      if (actionTypeId.provider !== 'CodeBuild') continue;
      const name = configuration?.ProjectName ?? '';
      const project = Object.hasOwn(scenario.projects, name) ? scenario.projects[name] : undefined;
      if (project === undefined || (project.source.buildspec ?? '').includes('\n')) continue;
      const { image, environmentVariables = [] } = project.environment;
      const onFailureIgnored = onFailureUnsupported(project);
      return {
        image,
        variables: new Map([
          ...environmentVariables.map((each) => [each.name, 'project'] as const),
          ...namesIn(configuration?.EnvironmentVariables).map(
            (each) => [each, 'pipeline'] as const,
          ),
        ]),
        outputs: (outputArtifacts ?? []).map((each) => each.name),
        ...(onFailureIgnored === null ? {} : { onFailureIgnored }),
        cached: cacheSettings(project).type !== 'NO_CACHE',
      };
    }
  }
  return null;
}
