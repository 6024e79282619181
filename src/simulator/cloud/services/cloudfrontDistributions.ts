import { count, text } from '../params.ts';
import { refuse } from '../results.ts';
import type { Environment, HandlerResult, Params } from '../types.ts';
import { about, type Found, find } from './declared.ts';
import type { PlainOperation } from './operation.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Everything about a distribution is asked on its ARN, which names no Region. */
export const onDistribution = (
  handle: (found: Found, params: Params, env: Environment) => HandlerResult,
  parameter: 'DistributionId' | 'Id' = 'DistributionId',
): PlainOperation => ({
  resource: `arn:aws:cloudfront::{account}:distribution/{${parameter}}`,
  handle(params, env) {
    const id = text(params, parameter);
    const found = find(env, {
      kind: 'cloudfront:distribution',
      name: id,
      called: 'distribution',
      make: () => ({ Id: id }),
    });
    return found === undefined
      ? refuse('NoSuchDistribution', 'The specified distribution does not exist.', 404)
      : handle(found, params, env);
  },
});

/** Changes with every update: who updates must name the one that was read. */
const tagOf = (record: Params, env: Environment): string =>
  `E${env.ids.text(`distribution/${text(record, 'Id')}/${count(record, 'updates')}`, 12, letters)}`;

const domainOf = (record: Params, env: Environment): string =>
  `d${env.ids.text(`distribution/${text(record, 'Id')}/domain`, 13, letters.toLowerCase())}.cloudfront.net`;

/** The configuration that was put; else what a distribution in front of one origin has. */
const configOf = (record: Params): unknown =>
  record.config ?? {
    CallerReference: text(record, 'Id'),
    Aliases: { Quantity: 0 },
    DefaultRootObject: 'index.html',
    Origins: {
      Quantity: 1,
      Items: [{ Id: 'origin', DomainName: 'example.com', OriginPath: '' }],
    },
    DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'redirect-to-https' },
    Comment: '',
    PriceClass: 'PriceClass_All',
    Enabled: true,
    HttpVersion: 'http2',
    IsIPV6Enabled: true,
  };

const distribution = (record: Params, env: Environment): Params => ({
  Id: record.Id,
  ARN: `arn:aws:cloudfront::${env.account}:distribution/${text(record, 'Id')}`,
  Status: count(record, 'deployedAt') <= env.clock.now() ? 'Deployed' : 'InProgress',
  LastModifiedTime: count(record, 'changedAt'),
  InProgressInvalidationBatches: 0,
  DomainName: domainOf(record, env),
  ActiveTrustedSigners: { Enabled: false, Quantity: 0 },
  ActiveTrustedKeyGroups: { Enabled: false, Quantity: 0 },
  DistributionConfig: configOf(record),
});

/** ms until a change has reached every edge: a typical time, not a documented one. */
const deployMs = 180_000;

function update(found: Found, params: Params, env: Environment): HandlerResult {
  const { record } = found;
  const match = text(params, 'IfMatch');
  if (match === '') {
    return refuse(
      'InvalidIfMatchVersion',
      'The If-Match version is missing or not valid for the resource.',
    );
  }
  if (match !== tagOf(record, env)) {
    return refuse(
      'PreconditionFailed',
      "The request failed because it didn't meet the preconditions in one or more request-header fields.",
      412,
    );
  }
  const now = env.clock.now();
  Object.assign(record, {
    config: params.DistributionConfig,
    updates: count(record, 'updates') + 1,
    changedAt: now,
    deployedAt: now + deployMs,
  });
  return about(found, { ETag: tagOf(record, env), Distribution: distribution(record, env) });
}

/** Amazon CloudFront API Reference: one distribution. The scenario describes none, so what is in it is a guess. */
export const distributionOperations: Readonly<Record<string, PlainOperation>> = {
  GetDistribution: onDistribution(
    (found, _params, env) =>
      about(found, {
        ETag: tagOf(found.record, env),
        Distribution: distribution(found.record, env),
      }),
    'Id',
  ),
  GetDistributionConfig: onDistribution(
    (found, _params, env) =>
      about(found, {
        ETag: tagOf(found.record, env),
        DistributionConfig: configOf(found.record),
      }),
    'Id',
  ),
  UpdateDistribution: onDistribution(update, 'Id'),
};
