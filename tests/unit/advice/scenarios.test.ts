import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../src/scenarios/index.ts';
import { fixForCall } from '../../../src/simulator/advice/fixForCall.ts';
import { leastPrivilege } from '../../../src/simulator/advice/leastPrivilege.ts';
import { documentOf, editScenario } from '../../../src/simulator/advice/scenarioDocuments.ts';
import type { PolicyEdit } from '../../../src/simulator/advice/types.ts';
import { checkPolicy } from '../../../src/simulator/iam/index.ts';
import { simulate } from '../../../src/simulator/index.ts';
import type { Recording, Scenario } from '../../../src/simulator/read.ts';

const succeeded = (recording: Recording): boolean =>
  recording.events.some(
    (event) => event.type === 'execution.status' && event.status === 'Succeeded',
  );
const denied = ({ events }: Recording) =>
  events.flatMap((event) =>
    event.type === 'api.call' && event.call.decision.result !== 'Allowed' ? [event.call] : [],
  );

/** Every statement of every role: its document and its place. */
const statements = scenarios.flatMap((scenario) =>
  Object.entries(scenario.roles ?? {}).flatMap(([role, { policies }]) =>
    [
      `trust:${role}`,
      ...Object.keys(policies).map((name) => `role:${role}/policy:${name}`),
    ].flatMap((document) =>
      (documentOf(scenario, document) as { Statement: { Sid?: string }[] }).Statement.map(
        ({ Sid }, index) => ({ id: scenario.id, scenario, document, index, sid: Sid ?? index }),
      ),
    ),
  ),
);

/** Mends the first denial of each run until the pipeline succeeds. */
async function mendAll(start: Scenario): Promise<{ scenario: Scenario; fixes: PolicyEdit[][] }> {
  let scenario = start;
  const fixes: PolicyEdit[][] = [];
  for (let round = 0; round < 12; round++) {
    const recording = await simulate(scenario);
    if (succeeded(recording) && denied(recording).length === 0) return { scenario, fixes };
    const [call] = denied(recording);
    expect(call, 'a run that failed without a denial').toBeDefined();
    const fix = fixForCall(scenario, call!);
    if (!fix.ok) throw new Error(fix.reason);
    fixes.push(fix.best.edits);
    scenario = editScenario(scenario, fix.best.edits);
  }
  throw new Error(`not mended after ${JSON.stringify(fixes, null, 1)}`);
}

describe('a scenario from which a statement was taken', () => {
  it.each(statements)('$id runs again with fixes: $document $sid', async (one) => {
    const broken = editScenario(one.scenario, [
      { op: 'remove', document: one.document, path: ['Statement', one.index] },
    ]);
    const { fixes, scenario } = await mendAll(broken);
    expect(fixes.length).toBeGreaterThan(0);
    const values = fixes.flat().map((edit) => JSON.stringify(edit));
    const sweeping = values.filter((edit) => /"\*"/.test(edit));
    expect(sweeping.filter((edit) => !edit.includes('ecr:GetAuthorizationToken'))).toEqual([]);
    expect(scenario).not.toEqual(broken);
  });
});

describe('the least privilege of a run', () => {
  const roles = scenarios.flatMap((scenario) =>
    Object.keys(scenario.roles ?? {}).map((role) => ({ id: scenario.id, scenario, role })),
  );

  it.each(roles)('$id: the run goes the same way with the small policy of $role', async (one) => {
    const recording = await simulate(one.scenario);
    const { policy } = leastPrivilege(one.scenario, recording, one.role);
    const role = one.scenario.roles![one.role]!;
    const small = {
      ...one.scenario,
      roles: { ...one.scenario.roles, [one.role]: { ...role, policies: { Least: policy } } },
    };
    const again = await simulate(small);
    expect(denied(again)).toEqual([]);
    expect(succeeded(again)).toBe(true);
    expect(checkPolicy(policy, 'identity')).toBeNull();
    expect(leastPrivilege(small, again, one.role)).toMatchObject({ policy, excess: [] });
  });

  it('groups actions by what they are for, and names no id that changes', async () => {
    const [site] = scenarios;
    const { policy } = leastPrivilege(site!, await simulate(site!), 'web-build-role');
    expect(policy).toMatchInlineSnapshot(`
      {
        "Statement": [
          {
            "Action": "logs:CreateLogGroup",
            "Effect": "Allow",
            "Resource": "arn:aws:logs:us-east-1:111122223333:log-group:/aws/codebuild/web-build",
            "Sid": "Logs",
          },
          {
            "Action": [
              "logs:CreateLogStream",
              "logs:PutLogEvents",
            ],
            "Effect": "Allow",
            "Resource": "arn:aws:logs:us-east-1:111122223333:log-group:/aws/codebuild/web-build:log-stream:*",
            "Sid": "LogsCreateLogStream",
          },
          {
            "Action": "s3:GetObject",
            "Effect": "Allow",
            "Resource": "arn:aws:s3:::codepipeline-us-east-1-123456789012/web-pipeline/SourceArti/*",
            "Sid": "S3",
          },
          {
            "Action": "s3:PutObject",
            "Effect": "Allow",
            "Resource": [
              "arn:aws:s3:::acme-web-site/index.html",
              "arn:aws:s3:::codepipeline-us-east-1-123456789012/web-pipeline/BuildArtif/*",
            ],
            "Sid": "S3PutObject",
          },
        ],
        "Version": "2012-10-17",
      }
    `);
  });

  it('says what a policy grants beyond use', async () => {
    const [site] = scenarios;
    const document = 'role:web-build-role/policy:WebBuild';
    const wide = editScenario(site!, [
      { op: 'set', document, path: ['Statement', 2, 'Action'], value: ['s3:*', 's3:DeleteBucket'] },
      {
        op: 'set',
        document,
        path: ['Statement', 3],
        value: { Sid: 'Spare', Effect: 'Allow', Action: 'sqs:*', Resource: '*' },
      },
    ]);
    const { excess } = leastPrivilege(wide, await simulate(wide), 'web-build-role');
    expect(excess).toMatchInlineSnapshot(`
      [
        {
          "actions": [
            "s3:DeleteBucket",
            "s3:*",
          ],
          "document": "role:web-build-role/policy:WebBuild",
          "path": [
            "Statement",
            2,
          ],
          "reason": "The run did not use s3:DeleteBucket. s3:* allows more than the run used: s3:PutObject.",
          "resources": [],
          "sid": "Site",
        },
        {
          "actions": [
            "sqs:*",
          ],
          "document": "role:web-build-role/policy:WebBuild",
          "path": [
            "Statement",
            3,
          ],
          "reason": "The run used nothing of this statement.",
          "resources": [
            "*",
          ],
          "sid": "Spare",
        },
      ]
    `);
  });

  it('lists what was denied, and does not grant it', async () => {
    const [site] = scenarios;
    const document = 'role:web-build-role/policy:WebBuild';
    const broken = editScenario(site!, [{ op: 'remove', document, path: ['Statement', 2] }]);
    const { policy, used } = leastPrivilege(broken, await simulate(broken), 'web-build-role');
    expect(used.filter((use) => use.denied).map(({ action }) => action)).toContain('s3:PutObject');
    expect(JSON.stringify(policy)).not.toContain('acme-web-site');
  });
});
