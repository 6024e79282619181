import { parseYaml, under, type YamlNode } from '../../../text/yaml.ts';
import type { Tool, ToolContext } from '../../types.ts';
import { Failure, tool } from '../support/failure.ts';
import { isDirectory, listFiles, readText } from '../support/files.ts';
import { absolute } from '../support/paths.ts';
import { optionOf } from './session.ts';

const startUpMs = 120;
const requestMs = 180;

const textOf = (node: YamlNode | undefined): string => (node?.kind === 'scalar' ? node.text : '');

/** `deployment.apps/web` of each object in a manifest. */
function objectsIn(manifest: string): string[] {
  return manifest.split(/^---.*$/m).flatMap((part) => {
    const parsed = parseYaml(part);
    if (!parsed.ok || parsed.root === null) return [];
    const kind = textOf(under(parsed.root, 'kind')).toLowerCase();
    const name = textOf(under(under(parsed.root, 'metadata'), 'name'));
    const [group, version] = textOf(under(parsed.root, 'apiVersion')).split('/');
    if (kind === '') return [];
    return [`${kind}${version === undefined ? '' : `.${group}`}/${name}`];
  });
}

async function apply(ctx: ToolContext): Promise<number> {
  const path = optionOf(ctx.args, '-f', '--filename') ?? '';
  const full = absolute(ctx.cwd, path);
  const folder = path !== '-' && (await isDirectory(ctx.fs, full));
  const files = folder ? (await listFiles(ctx.fs, full)).map((file) => file.path) : [full];
  const names: string[] = [];
  for (const file of files) {
    const content = path === '-' ? ctx.stdin : await readText(ctx.fs, file);
    if (content === null) {
      throw new Failure(1, `error: the path "${path}" does not exist\n`);
    }
    names.push(...objectsIn(content));
  }
  if (names.length === 0) throw new Failure(1, 'error: no objects passed to apply\n');
  for (const name of names) {
    await ctx.sleep(requestMs);
    ctx.stdout(`${name} configured\n`);
  }
  return 0;
}

/** Where a cluster is configured: `KUBECONFIG`, or the home directory. */
const configured = async (ctx: ToolContext): Promise<boolean> => {
  const path =
    optionOf(ctx.args, '--kubeconfig') ??
    (ctx.env.KUBECONFIG || `${ctx.env.HOME ?? '/root'}/.kube/config`);
  return (await readText(ctx.fs, absolute(ctx.cwd, path)))?.includes('current-context:') === true;
};

/**
 * kubectl: IAM only says who asks; whether the cluster lets the role in (access entries, RBAC) is not simulated, so everything
 * that reaches it is taken to succeed.
 */
export const kubectl: Tool = tool('kubectl', async (ctx) => {
  await ctx.sleep(startUpMs);
  const command = ctx.args.find((word) => !word.startsWith('-'));
  if (command === 'version' || command === 'config' || command === undefined) {
    ctx.assumed(`kubectl ${command ?? ''}: its result is not simulated.`);
    return 0;
  }
  if (!(await configured(ctx))) {
    throw new Failure(
      1,
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?\n',
    );
  }
  ctx.assumed(
    'What happens inside the cluster is not simulated: the role is taken to be mapped, and the objects to be accepted.',
  );
  if (command === 'apply') return apply(ctx);
  await ctx.sleep(requestMs);
  return 0;
});
