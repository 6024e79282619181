import type { Path } from '../diagnostics.ts';
import type { PipelineDefinition } from '../scenario/types.ts';

export interface StructureProblem {
  code: string;
  message: string;
  path: Path;
}

const invalidStructure = 'InvalidStructureException';
const invalidAction = 'InvalidActionDeclarationException';

type Check = (pipeline: PipelineDefinition) => StructureProblem[];

const enoughStages: Check = ({ stages }) =>
  stages.length >= 2
    ? []
    : [
        {
          code: invalidStructure,
          message: `Pipeline has only ${stages.length} stage(s). There should be a minimum of 2 stages in a pipeline`,
          path: ['stages'],
        },
      ];

// Wording unverified.
const sourceFirst: Check = ({ stages }) =>
  stages.flatMap((stage, s) =>
    stage.actions.flatMap((action, a) =>
      (action.actionTypeId.category === 'Source') === (s === 0)
        ? []
        : [
            {
              code: invalidStructure,
              message:
                s === 0
                  ? `The first stage may hold source actions only, and ${action.name} is none`
                  : `Source action ${action.name} must be in the first stage`,
              path: ['stages', s, 'actions', a, 'actionTypeId'],
            },
          ],
    ),
  );

// Wording unverified.
const uniqueNames: Check = ({ stages }) => {
  const names = stages.map(({ name }) => name);
  return stages.flatMap((stage, s) =>
    names.indexOf(stage.name) < s
      ? [
          {
            code: invalidStructure,
            message: `The stage name ${stage.name} is used more than once`,
            path: ['stages', s, 'name'],
          },
        ]
      : [],
  );
};

const inputsExist: Check = ({ stages }) => {
  const produced = new Set<string>();
  return stages.flatMap((stage, s) => {
    const problems: StructureProblem[] = [];
    const byOrder = stage.actions
      .map((action, a) => ({ action, a }))
      .sort((x, y) => (x.action.runOrder ?? 1) - (y.action.runOrder ?? 1));
    for (const { action, a } of byOrder) {
      for (const [i, { name }] of (action.inputArtifacts ?? []).entries()) {
        if (produced.has(name)) continue;
        problems.push({
          code: invalidAction,
          message: `Input Artifact Bundle ${name} in action ${action.name} is not declared as Output Artifact Bundle in any of the preceding actions`,
          path: ['stages', s, 'actions', a, 'inputArtifacts', i],
        });
      }
      for (const { name } of action.outputArtifacts ?? []) produced.add(name);
    }
    return problems;
  });
};

/** Checks of create-pipeline and update-pipeline, in order (reference: codepipeline §1.4). */
const checks: readonly Check[] = [enoughStages, sourceFirst, uniqueNames, inputsExist];

export const checkStructure: Check = (pipeline) => checks.flatMap((check) => check(pipeline));
