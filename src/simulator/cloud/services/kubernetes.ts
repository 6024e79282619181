import { text } from '../params.ts';
import { refuse } from '../results.ts';
import { records } from '../state.ts';
import type { Environment, HandlerResult, Params } from '../types.ts';
import type { PlainOperation } from './operation.ts';

/** What an access entry lets its role do: access policies whose name ends so only read (Amazon EKS User Guide, "Review access policy permissions"). */
const readsOnly = /(?:View|AdminView)Policy$/;

/** The access entries that the scenario gives a cluster: role ARN → access policy; undefined: it says nothing of them. */
function accessEntries(env: Environment, cluster: string): Map<string, string> | undefined {
  const clusters = env.scenario.resources.clusters ?? {};
  const declared = Object.hasOwn(clusters, cluster) ? clusters[cluster]?.accessEntries : undefined;
  if (Array.isArray(declared)) return new Map(declared.map((role) => [String(role), '']));
  return typeof declared === 'object' && declared !== null
    ? new Map(Object.entries(declared).map(([role, policy]) => [role, String(policy)]))
    : undefined;
}

function forbidden(params: Params, env: Environment): HandlerResult {
  const resource = text(params, 'resource');
  const group = text(params, 'group');
  return refuse(
    'Forbidden',
    `${resource}${group === '' ? '' : `.${group}`} "${text(params, 'name')}" is forbidden: User "${env.session?.arn ?? ''}" cannot ${text(params, 'verb')} resource "${resource}" in API group "${group}" in the namespace "${text(params, 'namespace')}"`,
    403,
  );
}

/** `created`, `configured` or `unchanged`, as kubectl tells it. */
function applied(params: Params, env: Environment): string {
  const objects = records(env.state, 'eks:object');
  const key = ['cluster', 'namespace', 'group', 'resource', 'name']
    .map((name) => text(params, name))
    .join('/');
  const before = objects.get(key);
  const source = text(params, 'source');
  objects.set(key, { source });
  return before?.source === source ? 'unchanged' : 'configured';
}

/**
 * A request to the API server of an EKS cluster, as kubectl makes it. IAM authenticates the caller, by a presigned
 * GetCallerIdentity; no IAM permission is asked. An access entry for the role, not for its session, decides (reference: iam §3.4).
 */
export const kubernetesApi: PlainOperation = {
  resource: () => [],
  trail: 'none',
  latencyMs: 150,
  handle(params, env) {
    const entries = accessEntries(env, text(params, 'cluster'));
    const policy = entries?.get(env.session?.roleArn ?? '');
    if (entries !== undefined && policy === undefined) {
      return refuse('Unauthorized', 'You must be logged in to the server (Unauthorized)', 401);
    }
    const reads = text(params, 'verb') === 'get';
    if (policy !== undefined && readsOnly.test(policy) && !reads) return forbidden(params, env);
    return {
      ok: true,
      output: text(params, 'name') === '' ? {} : { result: applied(params, env) },
      assumed:
        entries === undefined
          ? `The scenario does not say who may use the cluster "${text(params, 'cluster')}" (accessEntries): the role is taken to be mapped.`
          : 'What runs in the cluster is not simulated.',
    };
  },
  details: (params) => ({ cluster: text(params, 'cluster'), verb: text(params, 'verb') }),
  rule: 'eks.access-entries-decide',
};
