import type { CodeBuildProject, Scenario } from '../../../src/simulator/read.ts';

export const file = 'buildspec.yml';

/** Another buildspec. */
export function buildspec(scenario: Scenario, text: string): void {
  scenario.repository.files[file] = text;
}

/** A buildspec of nothing but BUILD commands. @param env lines of `env`, already indented */
export function onlyBuild(scenario: Scenario, ...commands: string[]): void {
  buildspec(scenario, spec({ build: commands }));
}

/** A buildspec with these phases; each command is quoted, so that YAML changes nothing in it. */
export function spec(phases: Record<string, readonly string[]>, rest = ''): string {
  const listed = Object.entries(phases).map(
    ([name, commands]) =>
      `  ${name}:\n    commands:\n${commands.map((text) => `      - ${JSON.stringify(text)}\n`).join('')}`,
  );
  return `version: 0.2\nphases:\n${listed.join('')}${rest}`;
}

/** The first project. */
export function project(scenario: Scenario): CodeBuildProject {
  const [first] = Object.values(scenario.projects);
  if (first === undefined) throw new Error('no project');
  return first;
}

/** Settings of the project's environment. */
export function environment(scenario: Scenario, settings: Record<string, unknown>): void {
  Object.assign(project(scenario).environment, settings);
}

/** A further environment variable of the project. */
export function variable(scenario: Scenario, name: string, value: string, type = 'PLAINTEXT') {
  const { environment: it } = project(scenario);
  it.environmentVariables = [...(it.environmentVariables ?? []), { name, value, type }];
}

/** The project lies in a VPC. */
export const vpc = {
  vpcId: 'vpc-0a1b2c3d',
  subnets: ['subnet-0a1b2c3d'],
  securityGroupIds: ['sg-0a1b2c3d'],
};
