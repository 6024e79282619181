import { parseYaml, under, type YamlNode } from '../../../text/yaml.ts';
import type { ToolContext } from '../../types.ts';
import { readText } from '../support/files.ts';
import { absolute } from '../support/paths.ts';

/** Where kubectl goes, and as whom, by the current context of its configuration. */
export interface Context {
  server: string;
  /** EKS cluster whose token is asked for with `aws eks get-token`. */
  cluster: string;
  region: string | undefined;
  /** Role that the token is made with. */
  role: string | undefined;
  /** Profile of the shared files that the token is made with. */
  profile: string | undefined;
  namespace: string;
}

const scalar = (node: YamlNode | undefined): string | undefined =>
  node?.kind === 'scalar' && node.text !== '' ? node.text : undefined;

/** The entry of a list that has a name. */
function named(root: YamlNode, list: string, name: string | undefined): YamlNode | undefined {
  const items = under(root, list);
  return items?.kind === 'list'
    ? items.items.find((item) => scalar(under(item, 'name')) === name)
    : undefined;
}

/** The words behind options: `--region us-east-1`. */
function optionsOf(args: YamlNode | undefined): Map<string, string> {
  const words = args?.kind === 'list' ? args.items.map((item) => scalar(item) ?? '') : [];
  return new Map(
    words.flatMap((word, at): [string, string][] =>
      word.startsWith('--') ? [[word.slice(2), words[at + 1] ?? '']] : [],
    ),
  );
}

/** `AWS_PROFILE` among the variables that the token's command gets. */
function profileIn(env: YamlNode | undefined): string | undefined {
  const items = env?.kind === 'list' ? env.items : [];
  const entry = items.find((item) => scalar(under(item, 'name')) === 'AWS_PROFILE');
  return scalar(under(entry, 'value'));
}

/**
 * Reads the configuration (Kubernetes documentation, "Organizing Cluster Access Using kubeconfig Files"): `--kubeconfig`, else the
 * first file of `KUBECONFIG`, else `~/.kube/config`. Null: there is none, or it names no cluster.
 */
export async function currentContext(
  ctx: ToolContext,
  o: { path: string | undefined; context: string | undefined },
): Promise<Context | null> {
  const path =
    o.path ??
    (ctx.env.KUBECONFIG?.split(':').find(Boolean) || `${ctx.env.HOME ?? '/root'}/.kube/config`);
  const parsed = parseYaml((await readText(ctx.fs, absolute(ctx.cwd, path))) ?? '');
  if (!parsed.ok || parsed.root === null) return null;
  const { root } = parsed;
  const wanted = o.context ?? scalar(under(root, 'current-context'));
  const context = under(named(root, 'contexts', wanted), 'context');
  const cluster = under(named(root, 'clusters', scalar(under(context, 'cluster'))), 'cluster');
  const user = under(named(root, 'users', scalar(under(context, 'user'))), 'user');
  const server = scalar(under(cluster, 'server'));
  if (server === undefined) return null;
  const options = optionsOf(under(under(user, 'exec'), 'args'));
  return {
    server,
    cluster: options.get('cluster-name') ?? '',
    region: options.get('region'),
    role: options.get('role-arn') ?? options.get('role'),
    profile: profileIn(under(under(user, 'exec'), 'env')),
    namespace: scalar(under(context, 'namespace')) ?? 'default',
  };
}
