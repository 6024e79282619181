import type { Role, Scenario } from '../../../src/simulator/read.ts';
import { buildRole, type Policy, type Statement } from '../../unit/engine/support.ts';

export const account = '111122223333';
export const region = 'us-east-1';
export const arnOf = (service: string, resource: string) =>
  `arn:aws:${service}:${region}:${account}:${resource}`;
export const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;

export const document = (...statements: Statement[]): Policy => ({
  Version: '2012-10-17',
  Statement: statements,
});

/** The build role’s only policy. */
export function buildPolicy(scenario: Scenario): Policy {
  return Object.values(buildRole(scenario).role.policies)[0] as Policy;
}

/** Gives the build role one more statement. */
export function allowBuild(
  scenario: Scenario,
  Sid: string,
  Action: string | string[],
  Resource: string | string[],
): void {
  buildPolicy(scenario).Statement.push({ Sid, Effect: 'Allow', Action, Resource });
}

export function pipelinePolicy(scenario: Scenario): Policy {
  const name = scenario.pipeline.roleArn.split('/').pop()!;
  return Object.values(scenario.roles![name]!.policies)[0] as Policy;
}

export function statement(policy: Policy, sid: string): Statement {
  const found = policy.Statement.find(({ Sid }) => Sid === sid);
  if (found === undefined) throw new Error(`no statement ${sid}`);
  return found;
}

/** Takes one action out of a statement. */
export function drop(policy: Policy, sid: string, action: string): void {
  const found = statement(policy, sid);
  const actions = [found.Action ?? []].flat();
  if (!actions.includes(action)) throw new Error(`${sid} has no ${action}`);
  const left = actions.filter((each) => each !== action);
  if (left.length === 0) policy.Statement.splice(policy.Statement.indexOf(found), 1);
  else found.Action = left;
}

/** Puts a command in place of the upload of the site’s buildspec, or of the login of the image’s. */
export function runInstead(scenario: Scenario, ...commands: string[]): void {
  const file = 'buildspec.yml';
  const text = scenario.repository.files[file]!;
  const lines = commands.map((command) => `      - ${command}`).join('\n');
  const next = text
    .replace('      - aws s3 cp dist/index.html s3://$BUCKET/', lines)
    .replace('      - docker push $REGISTRY/$REPOSITORY:latest', lines);
  if (next === text) throw new Error('nothing to replace in the buildspec');
  scenario.repository.files[file] = next;
}

export function bucketPolicy(scenario: Scenario, bucket: string): Policy {
  return scenario.resources!.buckets![bucket]!.policy as Policy;
}

export function addRole(scenario: Scenario, name: string, role: Role): void {
  scenario.roles![name] = role;
}

/** The project is saved once more before the push, as with the console’s *Update*. */
export function saveProject(scenario: Scenario): void {
  const [project = ''] = Object.keys(scenario.projects);
  scenario.interventions = [
    { when: { at: 0 }, type: 'updateProject', project },
    { when: { at: 1000 }, type: 'push' },
  ];
}
