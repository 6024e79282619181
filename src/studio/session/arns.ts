/** Names that a scenario gives to choose from: who may call, and what may be called on. */
import type { Scenario } from '../../simulator/scenario/types.ts';
import { accountsOf } from './policies.ts';

/** A value to choose, and what it is. */
export interface Choice {
  value: string;
  what: string;
}

const placeOf = (scenario: Scenario) => ({
  account: scenario.account?.id ?? '111122223333',
  region: scenario.account?.region ?? 'us-east-1',
});

/** Name of a role as documents are called → its ARN. */
export function rolesOf(scenario: Scenario): { label: string; arn: string }[] {
  const { account } = placeOf(scenario);
  return accountsOf(scenario).flatMap(({ prefix, account: part }) =>
    Object.entries(part.roles ?? {}).map(([name, { path = '/' }]) => ({
      label: prefix + name,
      arn: `arn:aws:iam::${prefix.slice(0, -1) || account}:role${path}${name}`,
    })),
  );
}

const services = ['codebuild', 'codepipeline', 'events', 'lambda', 'ecs-tasks', 'cloudformation'];

/** Who can ask: the roles of the scenario, then services. */
export const principalsOf = (scenario: Scenario): Choice[] => [
  ...rolesOf(scenario).map(({ label, arn }) => ({ value: arn, what: `role ${label}` })),
  ...services.map((name) => ({ value: `${name}.amazonaws.com`, what: 'service' })),
];

type Place = ReturnType<typeof placeOf>;
/** ARNs of a kind of resource, by table (Service Authorization Reference, resource types). */
const arns: Record<string, (name: string, place: Place) => string[]> = {
  buckets: (name) => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
  repositories: (name, place) => [regional('ecr', place, `repository/${name}`)],
  logGroups: (name, place) => [regional('logs', place, `log-group:${name}:*`)],
  parameters: (name, place) => [regional('ssm', place, `parameter/${name.replace(/^\//, '')}`)],
  secrets: (name, place) => [regional('secretsmanager', place, `secret:${name}-??????`)],
  functions: (name, place) => [regional('lambda', place, `function:${name}`)],
  clusters: (name, place) => [regional('ecs', place, `cluster/${name}`)],
  stacks: (name, place) => [regional('cloudformation', place, `stack/${name}/*`)],
  keys: (name, place) => [regional('kms', place, `key/${name}`)],
  connections: () => [],
};
const regional = (service: string, { region, account }: Place, rest: string): string =>
  `arn:aws:${service}:${region}:${account}:${rest}`;

/** What can be called on: everything of the scenario that has an ARN. */
export function resourcesOf(scenario: Scenario): Choice[] {
  const place = placeOf(scenario);
  const found: Choice[] = [];
  for (const { account } of accountsOf(scenario))
    for (const [table, entries] of Object.entries(account.resources ?? {}))
      for (const [name, { arn }] of Object.entries(entries as Record<string, { arn?: string }>)) {
        const made = Object.hasOwn(arns, table) ? (arns[table]?.(name, place) ?? []) : [];
        const own = arn === undefined ? made : [arn];
        found.push(...own.map((value) => ({ value, what: `${table}: ${name}` })));
      }
  for (const name of Object.keys(scenario.projects))
    found.push({ value: regional('codebuild', place, `project/${name}`), what: `project ${name}` });
  const { name } = scenario.pipeline;
  found.push({ value: regional('codepipeline', place, name), what: `pipeline ${name}` });
  found.push(...rolesOf(scenario).map(({ label, arn }) => ({ value: arn, what: `role ${label}` })));
  return [...new Map(found.map((each) => [each.value, each])).values()];
}
