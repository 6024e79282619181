import { describe, expect, it } from 'vitest';
import { planBatch, restricted } from '../../../src/simulator/codebuild/batch/plan.ts';
import { parseBuildspec } from '../../../src/simulator/codebuild/buildspec/index.ts';

const planOf = (batch: string) =>
  planBatch(parseBuildspec(`version: 0.2\nbatch:\n${batch}`).buildspec!.batch!);

describe('the builds of a batch', () => {
  it('a graph: who waits for whom, and what differs', () => {
    expect(
      planOf(`  build-graph:
    - identifier: one
      env: { compute-type: BUILD_GENERAL1_LARGE, image: "aws/codebuild/standard:7.0", privileged-mode: true, variables: { A: b } }
    - identifier: two
      buildspec: other.yml
      depend-on: [one]
      ignore-failure: true
`),
    ).toEqual([
      {
        identifier: 'one',
        dependsOn: [],
        ignoreFailure: false,
        overrides: {
          computeTypeOverride: 'BUILD_GENERAL1_LARGE',
          imageOverride: 'aws/codebuild/standard:7.0',
          privilegedModeOverride: true,
        },
        variables: [{ name: 'A', value: 'b', type: 'PLAINTEXT' }],
      },
      {
        identifier: 'two',
        dependsOn: ['one'],
        ignoreFailure: true,
        overrides: { buildspecOverride: 'other.yml' },
        variables: [],
      },
    ]);
  });

  it('a matrix: one build for each combination', () => {
    const plan = planOf(`  build-matrix:
    static: { ignore-failure: true, env: { privileged-mode: true } }
    dynamic:
      buildspec: [a.yml, b.yml]
      env:
        image: ["aws/codebuild/standard:7.0"]
        variables: { X: ["1", "2"], Y: ["3", "4"] }
`);
    expect(plan).toHaveLength(8);
    expect(new Set(plan.map(({ identifier }) => identifier)).size).toBe(8);
    expect(plan.every(({ ignoreFailure }) => ignoreFailure)).toBe(true);
    expect(plan[2]).toMatchObject({
      overrides: { buildspecOverride: 'a.yml', privilegedModeOverride: true },
      variables: [
        { name: 'X', value: '2' },
        { name: 'Y', value: '3' },
      ],
    });
  });

  it('a matrix of a million combinations is not worked out', () => {
    const values = JSON.stringify(Array.from({ length: 100 }, (_, index) => `${index}`));
    const plan = planOf(
      `  build-matrix:\n    dynamic:\n      env:\n        variables: { A: ${values}, B: ${values}, C: ${values} }\n`,
    );
    expect(plan.length).toBeLessThan(200);
    expect(restricted(plan, { restrictions: undefined, computeType: '' })).toContain('too many');
  });

  it('a fanout: the same build several times', () => {
    expect(planOf('  build-fanout:\n    parallelism: 3\n')).toHaveLength(3);
  });

  it('restrictions of the project: number of builds, and types of compute', () => {
    const plan = planOf('  build-list:\n    - identifier: a\n    - identifier: b\n');
    const computeType = 'BUILD_GENERAL1_SMALL';
    const judge = (restrictions: unknown) => restricted(plan, { restrictions, computeType });
    expect(judge({ maximumBuildsAllowed: 2, computeTypesAllowed: [computeType] })).toBeNull();
    expect(judge({ maximumBuildsAllowed: 1 })).toContain('allows 1');
    expect(judge({ computeTypesAllowed: ['BUILD_GENERAL1_LARGE'] })).toContain(computeType);
  });
});
