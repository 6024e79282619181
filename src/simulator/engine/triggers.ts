import type { FilledScenario, PipelineDefinition, Repository } from '../scenario/types.ts';

export interface TriggerVerdict {
  accepted: boolean;
  /** In plain words. */
  detail: string;
  rule: string;
  path: (string | number)[];
}

/**
 * Does a push to the repository's branch start the pipeline? The connection must be available, and the source action must
 * watch this repository and branch (CodePipeline User Guide, "Source actions and change detection methods").
 */
export function triggerOf(
  scenario: FilledScenario,
  pipeline: PipelineDefinition,
  repository: Repository,
): TriggerVerdict {
  for (const [s, stage] of pipeline.stages.entries()) {
    for (const [a, action] of stage.actions.entries()) {
      if (action.actionTypeId.provider !== 'CodeStarSourceConnection') continue;
      const { ConnectionArn, FullRepositoryId, BranchName, DetectChanges } =
        action.configuration ?? {};
      const path = ['stages', s, 'actions', a, 'configuration'];
      if (FullRepositoryId !== repository.fullName) {
        return refused(
          `The source action watches ${FullRepositoryId ?? 'no repository'}, not ${repository.fullName}.`,
          [...path, 'FullRepositoryId'],
        );
      }
      if (BranchName !== repository.branch) {
        return refused(
          `The source action watches the branch ${BranchName ?? '(none)'}, not ${repository.branch}.`,
          [...path, 'BranchName'],
        );
      }
      if (DetectChanges === 'false' && pipeline.triggers === undefined) {
        return refused('Change detection is switched off for this source action.', [
          ...path,
          'DetectChanges',
        ]);
      }
      const connection = Object.values(scenario.resources.connections ?? {}).find(
        (candidate) => candidate.arn === ConnectionArn,
      );
      if (connection !== undefined && (connection.status ?? 'AVAILABLE') !== 'AVAILABLE') {
        return refused(`The connection is ${connection.status}: GitHub’s event is dropped.`, [
          ...path,
          'ConnectionArn',
        ]);
      }
      return {
        accepted: true,
        detail: `The source action watches ${FullRepositoryId} at ${BranchName}.`,
        rule: 'codepipeline.push-starts-execution',
        path: [...path, 'BranchName'],
      };
    }
  }
  return refused('The pipeline has no source action that watches a connection.', ['stages']);
}

function refused(detail: string, path: (string | number)[]): TriggerVerdict {
  return { accepted: false, detail, rule: 'codepipeline.push-dropped', path };
}
