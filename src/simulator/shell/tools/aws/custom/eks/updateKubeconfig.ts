import type { Params } from '../../../../../cloud/types.ts';
import { readText, writeFile } from '../../../support/files.ts';
import { own, text } from '../../../support/json.ts';
import { absolute } from '../../../support/paths.ts';
import { type Client, makeClient } from '../../client.ts';
import { generalError } from '../../errors.ts';
import { has, lastValue, type ParsedOptions } from '../../options.ts';
import { withSession } from '../../profileRole.ts';
import type { CustomCommand } from '../types.ts';
import { hasContext, printConfig, readConfig, withAccess } from './kubeconfig.ts';
import { read } from './words.ts';

/** States in which a cluster answers. */
const usable = new Set(['ACTIVE', 'UPDATING']);

/** Where the configuration lies: `--kubeconfig`, the first file of `KUBECONFIG`, or the home directory. */
function pathOf(env: Record<string, string>, cwd: string, parsed: ParsedOptions): string {
  const listed = env.KUBECONFIG?.split(':').find((path) => path !== '');
  const path = lastValue(parsed, 'kubeconfig') ?? listed ?? `${env.HOME ?? '/root'}/.kube/config`;
  return absolute(cwd, path);
}

/** `aws eks update-kubeconfig` (AWS CLI Command Reference): says nothing about rights inside the cluster. */
export const updateKubeconfig: CustomCommand = async (ctx, client, globals, words) => {
  const parsed = read(
    words,
    {
      name: 'value',
      kubeconfig: 'value',
      'role-arn': 'value',
      'assume-role-arn': 'value',
      alias: 'value',
      'user-alias': 'value',
      'dry-run': 'flag',
      verbose: 'flag',
    },
    'name',
  );
  const name = lastValue(parsed, 'name') ?? '';
  const asker = async (): Promise<Client> => {
    const role = lastValue(parsed, 'assume-role-arn');
    if (role === undefined) return client;
    const output = await client.call('sts', 'AssumeRole', {
      RoleArn: role,
      RoleSessionName: 'EKSDescribeClusterSession',
    });
    const env = withSession(ctx.env, own(output, 'Credentials'));
    return makeClient({ ...ctx, env }, globals);
  };
  const described: Params = await (await asker()).call('eks', 'DescribeCluster', { name });
  const cluster = own(described, 'cluster');
  const status = text(cluster, 'status') ?? '';
  if (!usable.has(status)) throw generalError(`Cluster status is ${status}`);
  const arn = text(cluster, 'arn') ?? '';
  const context = lastValue(parsed, 'alias') ?? arn;
  const path = pathOf(ctx.env, ctx.cwd, parsed);
  const before = readConfig(await readText(ctx.fs, path));
  if (before === null) {
    throw generalError(`Parser error: ${path} is not a valid kubeconfig file.`);
  }
  const written = printConfig(
    withAccess(before, {
      arn,
      name,
      region: client.region ?? ctx.host.region,
      endpoint: text(cluster, 'endpoint') ?? '',
      certificate: text(own(cluster, 'certificateAuthority'), 'data') ?? '',
      context,
      user: lastValue(parsed, 'user-alias') ?? arn,
      role: lastValue(parsed, 'role-arn'),
      profile: globals.profile,
    }),
  );
  if (has(parsed, 'dry-run')) {
    ctx.stdout(`${written}\n`);
    return 0;
  }
  await writeFile(ctx.fs, path, written);
  const known = hasContext(before, context);
  ctx.stdout(
    `${known ? 'Updated context' : 'Added new context'} ${context} ${known ? 'in' : 'to'} ${path}\n`,
  );
  return 0;
};
