import type { Scenario } from '../../../src/simulator/read.ts';
import { buildRole, edited, type Policy } from '../engine/support.ts';

/** A project with a source of its own and no artifacts; the developer starts one build of it. @param spec the buildspec */
export function alone(
  spec: string,
  change: (scenario: Scenario, project: Scenario['projects'][string]) => void = () => undefined,
): Scenario {
  return edited('node-site-to-s3', (scenario) => {
    const project = Object.values(scenario.projects)[0]!;
    project.source = { type: 'GITHUB', location: 'https://github.com/acme/web.git' };
    project.artifacts = { type: 'NO_ARTIFACTS' };
    scenario.repository.files['buildspec.yml'] = spec;
    scenario.interventions = [{ when: { at: 0 }, type: 'startBuild', project: project.name }];
    change(scenario, project);
  });
}

/** Lets the service role do more, on everything. */
export function allowBuilds(scenario: Scenario, ...actions: string[]): void {
  buildRole(scenario).role.policies.more = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  } satisfies Policy;
}

/** A buildspec that runs these commands, one after the other. */
export const commands = (...list: string[]): string =>
  `version: 0.2\nphases:\n  build:\n    commands:\n${list.map((each) => `      - ${each}\n`).join('')}`;
