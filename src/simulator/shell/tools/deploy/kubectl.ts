import type { Params } from '../../../cloud/types.ts';
import type { ToolContext } from '../../types.ts';
import { type Client, makeClient } from '../aws/client.ts';
import { CallError } from '../aws/errors.ts';
import { has, lastValue, type OptionKind, type ParsedOptions } from '../aws/options.ts';
import { Failure, tool } from '../support/failure.ts';
import { isDirectory, isFile, listFiles, readText } from '../support/files.ts';
import { own, text } from '../support/json.ts';
import { absolute } from '../support/paths.ts';
import { type Context, currentContext } from './kubeconfig.ts';
import { type Manifest, manifestsIn, pluralOf, shownAs } from './manifests.ts';
import { toolOptions, wordsOf } from './options.ts';
import { saidBy, sdkClient, signedWith } from './sdk.ts';

const table: Readonly<Record<string, OptionKind>> = {
  filename: 'value',
  kustomize: 'value',
  namespace: 'value',
  kubeconfig: 'value',
  context: 'value',
  output: 'value',
  selector: 'value',
  timeout: 'value',
  validate: 'optional',
  'dry-run': 'optional',
  recursive: 'flag',
  'server-side': 'flag',
  prune: 'flag',
  wait: 'flag',
  client: 'flag',
  force: 'flag',
  'all-namespaces': 'flag',
};
const short = {
  f: 'filename',
  k: 'kustomize',
  n: 'namespace',
  o: 'output',
  l: 'selector',
  R: 'recursive',
  A: 'all-namespaces',
};
/** ms of one conversation with the cluster. */
const conversationMs = 400;

/** Commands that talk to no cluster. */
const local = new Set(['version', 'config', 'kustomize', 'completion', 'help', 'options']);

const error = (message: string): Failure => new Failure(1, `error: ${message}\n`);

/** Nothing is configured: kubectl tries this machine. */
const refused = (command: string, file: string | undefined): Failure =>
  command === 'apply'
    ? error(
        `error validating "${file ?? ''}": error validating data: failed to download openapi: Get "http://localhost:8080/openapi/v2?timeout=32s": dial tcp 127.0.0.1:8080: connect: connection refused; if you choose to ignore these errors, turn validation off with --validate=false`,
      )
    : new Failure(
        1,
        'The connection to the server localhost:8080 was refused - did you specify the right host or port?\n',
      );

const noToken = (code: number): Failure =>
  new Failure(
    1,
    `Unable to connect to the server: getting credentials: exec: executable aws failed with exit code ${code}\n`,
  );

/** The client whose credentials make the token (`aws eks get-token`): a role's, when the configuration names one. */
async function signer(ctx: ToolContext, { role, region, profile }: Context): Promise<Client> {
  const base = await sdkClient(ctx, { region, profile });
  if (role === undefined) return base;
  try {
    const output = await base.call('sts', 'AssumeRole', {
      RoleArn: role,
      RoleSessionName: 'EKSGetTokenAuth',
    });
    const signed = signedWith(ctx, own(output, 'Credentials'));
    return await makeClient(signed, { version: false, ...(region ? { region } : {}) });
  } catch (reason) {
    if (!(reason instanceof CallError)) throw reason;
    ctx.stderr(`\n${reason.message}\n`);
    throw noToken(reason.kind === 'service' ? 254 : 253);
  }
}

/** One request to the Kubernetes API. What is refused is told in kubectl's words. */
async function ask(client: Client, { cluster }: Context, request: Params): Promise<Params> {
  try {
    return await client.call('eks', 'KubernetesApi', { cluster, ...request });
  } catch (reason) {
    if (!(reason instanceof CallError)) throw reason;
    if (reason.kind !== 'service') throw noToken(253);
    if (reason.code === 'Unauthorized') {
      throw error('You must be logged in to the server (Unauthorized)');
    }
    throw new Failure(1, `Error from server (${reason.code}): ${saidBy(reason)}\n`);
  }
}

/** The objects of all files that `-f` names, in the order of their names. */
async function objectsOf(ctx: ToolContext, options: ParsedOptions): Promise<Manifest[]> {
  const objects: Manifest[] = [];
  for (const file of wordsOf(options, 'filename')) {
    const path = absolute(ctx.cwd, file);
    const directory = await isDirectory(ctx.fs, path);
    if (file !== '-' && !directory && !(await isFile(ctx.fs, path))) {
      throw error(`the path "${file}" does not exist`);
    }
    const paths = directory
      ? (await listFiles(ctx.fs, path))
          .map((each) => each.path)
          .filter((each) => /\.(?:ya?ml|json)$/.test(each))
      : [path];
    for (const each of paths) {
      const source = file === '-' ? ctx.stdin : ((await readText(ctx.fs, each)) ?? '');
      const read = manifestsIn(source, file === '-' ? 'STDIN' : file);
      if ('error' in read) throw error(read.error);
      objects.push(...read);
    }
  }
  if (objects.length === 0) throw error('no objects passed to apply');
  return objects;
}

async function apply(
  ctx: ToolContext,
  client: Client,
  context: Context,
  options: ParsedOptions,
): Promise<number> {
  if (has(options, 'kustomize')) {
    await ask(client, context, { verb: 'patch' });
    ctx.assumed('kubectl: what a kustomization makes is not simulated.');
    return 0;
  }
  if (!has(options, 'filename')) throw error('must specify one of -f and -k');
  for (const object of await objectsOf(ctx, options)) {
    const output = await ask(client, context, {
      verb: 'patch',
      resource: pluralOf(object.kind),
      group: object.group,
      name: object.name,
      namespace: object.namespace ?? lastValue(options, 'namespace') ?? context.namespace,
      source: object.source,
    });
    ctx.stdout(`${shownAs(object)} ${text(output, 'result') ?? 'configured'}\n`);
  }
  return 0;
}

/**
 * kubectl of the images. IAM only says who calls; what the caller may do in the cluster the cluster says itself (Amazon EKS User
 * Guide, "Grant IAM users access to Kubernetes with EKS access entries").
 */
export const kubectl = tool('kubectl', async (ctx) => {
  const options = toolOptions(ctx.args, table, short);
  const [command = '', ...rest] = options.positionals;
  await ctx.sleep(conversationMs);
  if (command === '' || local.has(command)) {
    ctx.assumed('kubectl: what it prints is not simulated.');
    return 0;
  }
  const context = await currentContext(ctx, {
    path: lastValue(options, 'kubeconfig'),
    context: lastValue(options, 'context'),
  });
  if (context === null) throw refused(command, lastValue(options, 'filename'));
  const client = await signer(ctx, context);
  if (command === 'apply') return apply(ctx, client, context, options);
  const verb = command === 'get' || command === 'describe' || command === 'logs' ? 'get' : 'patch';
  await ask(client, context, { verb, resource: rest[0] ?? '' });
  ctx.assumed(`kubectl: what "kubectl ${command}" does in the cluster is not simulated.`);
  return 0;
});
