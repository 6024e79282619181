import { toBase64 } from '../../../support/bytes.ts';
import { own } from '../../../support/json.ts';
import { parameterError } from '../../errors.ts';
import { lastValue } from '../../options.ts';
import { printResult } from '../../output/index.ts';
import { emptyPayload, keysIn, keysOf, presigned } from '../../presigned.ts';
import { isoTime } from '../../time.ts';
import type { CustomCommand } from '../types.ts';
import { updateKubeconfig } from './updateKubeconfig.ts';
import { read } from './words.ts';

/** Minutes that a token is said to hold: one less than it does (reference: iam §6.1, row 123). */
const tokenMinutes = 14;
/** Seconds that the address in it holds. */
const addressSeconds = '60';

/**
 * `aws eks get-token` (AWS CLI Command Reference): a presigned GetCallerIdentity, bound to the cluster by a header. It is made
 * without asking AWS anything, unless `--role-arn` has it signed by a role.
 */
const getToken: CustomCommand = async (ctx, client, globals, words) => {
  const parsed = read(words, {
    'cluster-name': 'value',
    'cluster-id': 'value',
    'role-arn': 'value',
    role: 'value',
  });
  const cluster = lastValue(parsed, 'cluster-name') ?? lastValue(parsed, 'cluster-id');
  if (cluster === undefined) {
    throw parameterError('Either parameter --cluster-name or --cluster-id must be specified.');
  }
  const role = lastValue(parsed, 'role-arn') ?? lastValue(parsed, 'role');
  const keys =
    role === undefined
      ? await keysOf(ctx, client)
      : keysIn(
          own(
            await client.call('sts', 'AssumeRole', {
              RoleArn: role,
              RoleSessionName: 'EKSGetTokenAuth',
            }),
            'Credentials',
          ),
        );
  const region = client.region ?? ctx.host.region;
  const url = presigned(ctx, keys, {
    service: 'sts',
    region,
    host: `sts.${region}.amazonaws.com`,
    path: '/',
    query: [
      ['Action', 'GetCallerIdentity'],
      ['Version', '2011-06-15'],
    ],
    headers: [['x-k8s-aws-id', cluster]],
    expires: addressSeconds,
    payload: emptyPayload,
  });
  const expires = ctx.host.clock.unix() + tokenMinutes * 60_000;
  const token = toBase64(url).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  await printResult(ctx, globals, 'get-token', {
    kind: 'ExecCredential',
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    spec: {},
    status: {
      expirationTimestamp: isoTime(expires - (expires % 1000)).replace('+00:00', 'Z'),
      token: `k8s-aws-v1.${token}`,
    },
  });
  return 0;
};

/** The CLI's own commands for Amazon EKS. */
export const eksCommands = { 'update-kubeconfig': updateKubeconfig, 'get-token': getToken };
