import type { CodeBuildProject } from '../../scenario/types.ts';
import type { WantedSource } from './types.ts';

/** No project has more (CodeBuild API Reference, "Project"). */
const mostSecondary = 12;

const records = (list: unknown): Record<string, unknown>[] =>
  (Array.isArray(list) ? (list as unknown[]) : []).map((each) => Object(each));

/**
 * The further sources of a project, by identifiers of letters, digits and underscores, each with the version that the project
 * says (CodeBuild User Guide, "Multiple input sources and output artifacts sample").
 */
export function secondarySourcesOf(project: CodeBuildProject): WantedSource[] {
  const versions = records(project.secondarySourceVersions);
  return records(project.secondarySources)
    .flatMap((source) => {
      const { sourceIdentifier: identifier, type } = source;
      if (typeof identifier !== 'string' || !/^\w{1,127}$/.test(identifier)) return [];
      if (typeof type !== 'string') return [];
      const version = versions.find((each) => each.sourceIdentifier === identifier);
      const wanted = version?.sourceVersion;
      return [
        {
          identifier,
          source: { ...source, type },
          version: typeof wanted === 'string' ? wanted : '',
        },
      ];
    })
    .slice(0, mostSecondary);
}
