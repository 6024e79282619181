import { toBase64 } from '../../support/bytes.ts';
import { readText, writeFile } from '../../support/files.ts';
import { own, text } from '../../support/json.ts';
import { unknownOptions, usageError } from '../errors.ts';
import { lastValue, type OptionKind, type ParsedOptions, parseOptions } from '../options.ts';
import { isoTime } from '../time.ts';
import type { CustomCommand } from './types.ts';

function read(
  words: readonly string[],
  table: Readonly<Record<string, OptionKind>>,
  needed: string,
): ParsedOptions & { name: string } {
  const parsed = parseOptions(words, table);
  const name = lastValue(parsed, needed);
  if (name === undefined) throw usageError(`the following arguments are required: --${needed}`);
  const unknown = [...parsed.unknown, ...parsed.positionals];
  if (unknown.length > 0) throw unknownOptions(unknown);
  return { ...parsed, name };
}

const kubeconfig = (o: {
  arn: string;
  name: string;
  region: string;
  endpoint: string;
  data: string;
}) => `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${o.data}
    server: ${o.endpoint}
  name: ${o.arn}
contexts:
- context:
    cluster: ${o.arn}
    user: ${o.arn}
  name: ${o.arn}
current-context: ${o.arn}
kind: Config
preferences: {}
users:
- name: ${o.arn}
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      args:
      - --region
      - ${o.region}
      - eks
      - get-token
      - --cluster-name
      - ${o.name}
      - --output
      - json
      command: aws
`;

/** Where the configuration lies: `--kubeconfig`, `KUBECONFIG`, or the home directory. */
const pathOf = (env: Record<string, string>, parsed: ParsedOptions): string =>
  lastValue(parsed, 'kubeconfig') ?? (env.KUBECONFIG || `${env.HOME ?? '/root'}/.kube/config`);

/** `aws eks update-kubeconfig` (AWS CLI Command Reference): says nothing about rights inside the cluster. */
const updateKubeconfig: CustomCommand = async (ctx, client, globals, words) => {
  const parsed = read(
    words,
    {
      name: 'value',
      kubeconfig: 'value',
      'role-arn': 'value',
      alias: 'value',
      'user-alias': 'value',
      'dry-run': 'flag',
      verbose: 'flag',
    },
    'name',
  );
  const output = await client.call('eks', 'DescribeCluster', { name: parsed.name });
  const cluster = own(output, 'cluster');
  const arn = text(cluster, 'arn') ?? '';
  const alias = lastValue(parsed, 'alias') ?? arn;
  const path = pathOf(ctx.env, parsed);
  const before = await readText(ctx.fs, path);
  await writeFile(
    ctx.fs,
    path,
    kubeconfig({
      arn,
      name: parsed.name,
      region: globals.region ?? ctx.env.AWS_REGION ?? ctx.env.AWS_DEFAULT_REGION ?? '',
      endpoint: text(cluster, 'endpoint') ?? '',
      data: text(own(cluster, 'certificateAuthority'), 'data') ?? '',
    }),
  );
  const known = before?.includes(`name: ${arn}\n`) === true;
  ctx.stdout(
    `${known ? 'Updated context' : 'Added new context'} ${alias} ${known ? 'in' : 'to'} ${path}\n`,
  );
  return 0;
};

/** Minutes that a token is valid. */
const tokenMinutes = 14;

/** `aws eks get-token`: a presigned URL for GetCallerIdentity; made without any call, so it always succeeds. */
const getToken: CustomCommand = async (ctx, client, globals, words) => {
  const parsed = read(
    words,
    { 'cluster-name': 'value', 'cluster-id': 'value', 'role-arn': 'value' },
    'cluster-name',
  );
  const region =
    globals.region ?? ctx.env.AWS_REGION ?? ctx.env.AWS_DEFAULT_REGION ?? client.region;
  const url = `https://sts.${region ?? 'us-east-1'}.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Expires=60&x-k8s-aws-id=${parsed.name}`;
  const expires = ctx.host.clock.unix() + tokenMinutes * 60_000;
  const status = {
    expirationTimestamp: isoTime(expires - (expires % 1000)).replace('+00:00', 'Z'),
    token: `k8s-aws-v1.${toBase64(url).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`,
  };
  const credential = {
    kind: 'ExecCredential',
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    spec: {},
    status,
  };
  ctx.stdout(`${JSON.stringify(credential, null, 4)}\n`);
  return Promise.resolve(0);
};

export const eksCommands = { 'update-kubeconfig': updateKubeconfig, 'get-token': getToken };
