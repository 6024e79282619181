import type { OperationDefinition, ServiceDefinition } from '../types.ts';
import { keyPermission } from './keyAccess.ts';
import { fill } from './operation.ts';

/** A service of which nothing is simulated but its permissions. */
export const plainService = (prefix: string): ServiceDefinition => ({
  service: prefix,
  deniedCode: codes.get(prefix) ?? 'AccessDeniedException',
  deniedStatus: 403,
  quotesResource: false,
  operations: {},
});

/** Services of the older protocols say `AccessDenied` (reference: iam §5). */
const codes: ReadonlyMap<string, string> = new Map(
  [
    'autoscaling',
    'cloudwatch',
    'elasticache',
    'elasticbeanstalk',
    'elasticloadbalancing',
    'rds',
    'redshift',
    'route53',
    'ses',
  ].map((prefix) => [prefix, 'AccessDenied']),
);

/** An operation whose result nobody knows: it is permitted or it is not. */
export const onlyAuthorized = (
  service: string,
  operation: string,
  resource: string,
): OperationDefinition => ({
  latencyMs: 80,
  trail: 'management',
  node: () => `service:${service}`,
  permissions: (params, env) => {
    const action = `${service}:${operation}`;
    const arn = fill(resource, params, env);
    // A key's own policy has a say in everything about it.
    const key = service === 'kms' ? /:key\/(.+)$/.exec(arn)?.[1] : undefined;
    return key === undefined ? [{ action, resource: arn }] : keyPermission(env, key, action);
  },
  handle: () => ({
    ok: true,
    output: {},
    assumed: `What ${service}:${operation} does is not simulated: only its permission is checked.`,
  }),
  rule: 'cloud.unsimulated-is-authorized',
});
