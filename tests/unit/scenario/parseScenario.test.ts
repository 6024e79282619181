import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../src/scenarios/index.ts';
import {
  parsePipeline,
  parseProject,
  parseScenario,
  simulate,
} from '../../../src/simulator/index.ts';
import type { Scenario } from '../../../src/simulator/read.ts';
import type { Policy } from '../engine/support.ts';

const changed = (change: (scenario: Record<string, unknown>) => void) => {
  const copy = structuredClone(scenarios[0]) as unknown as Record<string, unknown>;
  change(copy);
  return parseScenario(copy);
};

describe('parseScenario', () => {
  it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
    'accepts %s as it stands and fills in defaults',
    (_id, scenario) => {
      const parsed = parseScenario(scenario);
      expect(parsed).toMatchObject({ ok: true, scenario });
      expect(parsed.ok && parsed.scenario).toMatchObject({
        seed: 1,
        outcomes: [],
        interventions: [{ when: { at: 0 }, type: 'push' }],
      });
    },
  );

  it.each<[string, (scenario: Record<string, unknown>) => void, (string | number)[]]>([
    ['a wrong version', (s) => Object.assign(s, { version: 2 }), ['version']],
    ['an unknown field', (s) => Object.assign(s, { extra: 1 }), []],
    [
      'a repository without a name',
      (s) => Object.assign(s.repository as object, { fullName: 'web' }),
      ['repository', 'fullName'],
    ],
    [
      'a file that is no text',
      (s) => Object.assign((s.repository as { files: object }).files, { x: 1 }),
      ['repository', 'files', 'x'],
    ],
    [
      'an unknown intervention',
      (s) => Object.assign(s, { interventions: [{ when: { at: 0 }, type: 'explode' }] }),
      ['interventions', 0],
    ],
    ['a time that is none', (s) => Object.assign(s, { startTime: 'soon' }), ['startTime']],
    [
      'a huge file',
      (s) => Object.assign((s.repository as { files: object }).files, { x: 'x'.repeat(300_000) }),
      ['repository', 'files', 'x'],
    ],
  ])('names the place of %s', (_name, change, path) => {
    const parsed = changed(change);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) {
      expect(parsed.problems[0]?.path).toEqual(path);
      expect(parsed.problems[0]?.message.length).toBeGreaterThan(5);
    }
  });

  it('refuses what reaches for prototypes, and what is too deep or too large', () => {
    const polluted = JSON.parse('{"version":1,"roles":{"__proto__":{"x":1}}}');
    expect(parseScenario(polluted)).toMatchObject({
      ok: false,
      problems: [{ path: ['roles', '__proto__'] }],
    });
    let deep: unknown = 1;
    for (let i = 0; i < 5000; i++) deep = [deep];
    expect(parseScenario(deep).ok).toBe(false);
    expect(parseScenario(Array.from({ length: 500_000 }, () => 0)).ok).toBe(false);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 4 }), (value) => {
        expect(parseScenario(value).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('pipelines and projects', () => {
  const pipeline = scenarios[0]!.pipeline;
  it('are read as the CLI prints them, and alone', () => {
    expect(parsePipeline(JSON.stringify({ pipeline, metadata: {} }))).toMatchObject({
      pipeline,
      diagnostics: [],
    });
    expect(parsePipeline(JSON.stringify(pipeline, null, 4)).diagnostics).toEqual([]);
    const project = scenarios[0]!.projects['web-build'];
    expect(parseProject(JSON.stringify({ projects: [project] }))).toMatchObject({
      project,
      diagnostics: [],
    });
  });

  it('are checked for structure, in CodePipeline’s words and at the place', () => {
    const broken = structuredClone(pipeline);
    broken.stages[1]!.actions[0]!.inputArtifacts = [{ name: 'Nothing' }];
    const text = JSON.stringify(broken, null, 2);
    const [first] = parsePipeline(text).diagnostics;
    expect(first).toMatchObject({
      code: 'InvalidActionDeclarationException',
      message:
        'Input Artifact Bundle Nothing in action Build is not declared as Output Artifact Bundle in any of the preceding actions',
    });
    expect(
      text
        .split('\n')
        .slice(first!.range.startLine - 1, first!.range.endLine)
        .join(''),
    ).toContain('Nothing');
    broken.stages.length = 1;
    expect(parsePipeline(JSON.stringify(broken)).diagnostics[0]?.message).toBe(
      'Pipeline has only 1 stage(s). There should be a minimum of 2 stages in a pipeline',
    );
  });

  it('never throw on anything', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => [parsePipeline(text), parseProject(text)]).not.toThrow();
      }),
    );
  });
});

describe('the built-in roles', () => {
  const cases = scenarios.flatMap((scenario) =>
    Object.entries(scenario.roles ?? {}).flatMap(([role, { policies }]) =>
      Object.entries(policies).flatMap(([policy, document]) =>
        (document as Policy).Statement.flatMap(({ Sid = '', Action = [] }) =>
          [Action].flat().map((action) => [scenario.id, role, policy, Sid, action] as const),
        ),
      ),
    ),
  );

  it.each(cases)('%s: %s needs %s/%s %s', async (id, role, policy, sid, action) => {
    const scenario: Scenario = structuredClone(scenarios.find((one) => one.id === id)!);
    const document = scenario.roles![role]!.policies[policy] as Policy;
    for (const statement of document.Statement) {
      if (statement.Sid === sid)
        statement.Action = [statement.Action ?? []].flat().filter((one) => one !== action);
    }
    document.Statement = document.Statement.filter(({ Action }) => [Action].flat().length > 0);
    const { calls } = (await simulate(scenario)).outcome;
    expect(calls.some((call) => call.action === action && call.decision.result !== 'Allowed')).toBe(
      true,
    );
  });
});
