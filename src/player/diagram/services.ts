import type { NodeId, Resources, Scenario } from '../../simulator/read.ts';
import type { Box } from './types.ts';

/** Services that are one box each, when the scenario has something in them. */
const shared: readonly { has: keyof Resources; id: NodeId; title: string; name: string }[] = [
  { has: 'parameters', id: 'service:ssm', title: 'Parameters', name: 'Parameter Store' },
  { has: 'secrets', id: 'service:secretsmanager', title: 'Secrets', name: 'Secrets Manager' },
  { has: 'functions', id: 'service:lambda', title: 'Functions', name: 'Lambda' },
  { has: 'clusters', id: 'service:ecs', title: 'Clusters', name: 'ECS' },
  { has: 'stacks', id: 'service:cloudformation', title: 'Stacks', name: 'CloudFormation' },
  { has: 'keys', id: 'service:kms', title: 'Keys', name: 'KMS' },
];

const service = (id: NodeId, title: string, name: string): Box => ({
  id,
  kind: 'service',
  title,
  name,
  actor: 'service',
});

export const artifactBucketOf = (scenario: Scenario): string | undefined =>
  scenario.pipeline.artifactStore?.location;

/** One box for each service or resource that the run may reach: logs, buckets, image repositories … */
export function serviceBoxes(scenario: Scenario): Box[] {
  const resources = scenario.resources ?? {};
  const artifacts = artifactBucketOf(scenario);
  const buckets = Object.keys(resources.buckets ?? {}).filter((name) => name !== artifacts);
  return [
    service('logs', 'Logs', 'CloudWatch'),
    ...(artifacts === undefined ? [] : [service(`bucket:${artifacts}`, 'Artifacts', 'S3')]),
    ...buckets.map((name) => service(`bucket:${name}`, name, 'S3')),
    ...Object.keys(resources.repositories ?? {}).map((name) =>
      service(`repository:${name}`, name, 'ECR'),
    ),
    ...shared.flatMap(({ has, id, title, name }) =>
      Object.keys(resources[has] ?? {}).length > 0 ? [service(id, title, name)] : [],
    ),
  ];
}
