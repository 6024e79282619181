import { count, text, texts } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { Environment, HandlerResult, Params, ServiceDefinition } from '../types.ts';
import { distributionOperations, onDistribution } from './cloudfrontDistributions.ts';
import { about, type Found, find } from './declared.ts';
import { operations } from './operation.ts';

const kind = 'cloudfront:invalidation';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** ms until an invalidation has reached every edge: a typical time, not a documented one. */
const spreadMs = 45_000;

const shown = (record: Params, env: Environment): Params => ({
  Id: record.Id,
  Status:
    record.Status ??
    (env.clock.now() >= count(record, 'CreateTime') + spreadMs ? 'Completed' : 'InProgress'),
  CreateTime: record.CreateTime,
  InvalidationBatch: record.InvalidationBatch,
});

const structure = (value: unknown): Params =>
  typeof value === 'object' && value !== null ? (value as Params) : {};

function createInvalidation(found: Found, params: Params, env: Environment): HandlerResult {
  const batch = structure(params.InvalidationBatch);
  const items = texts(structure(batch.Paths), 'Items');
  if (items.some((path) => !/^[/*]/.test(path))) {
    return refuse(
      'InvalidArgument',
      'Your request contains one or more invalid invalidation paths.',
    );
  }
  const distribution = text(params, 'DistributionId');
  const id = `I${env.ids.text(`${env.trace.scope}/invalidation`, 25, letters)}`;
  const reference =
    text(batch, 'CallerReference') ||
    `cli-${Math.floor(env.clock.unix() / 1000)}-${env.ids.text(`${env.trace.scope}/reference`, 6, '0123456789')}`;
  const record = {
    Id: id,
    CreateTime: env.clock.now(),
    InvalidationBatch: {
      Paths: { Quantity: items.length, Items: items },
      CallerReference: reference,
    },
  };
  records(env.state, kind).set(`${distribution}/${id}`, record);
  return about(found, {
    Location: `https://cloudfront.amazonaws.com/2020-05-31/distribution/${distribution}/invalidation/${id}`,
    Invalidation: shown(record, env),
  });
}

/** Amazon CloudFront API Reference. A distribution's id is upper case letters and digits; nothing else can be one. */
export const cloudfrontService: ServiceDefinition = {
  service: 'cloudfront',
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('cloudfront', {
    CreateInvalidation: { ...onDistribution(createInvalidation), rule: 'cloudfront.no-region' },
    GetInvalidation: onDistribution((found, params, env) => {
      const id = text(params, 'Id');
      const name = `${text(params, 'DistributionId')}/${id}`;
      const made = find(env, {
        kind,
        name,
        called: 'invalidation',
        make: () => ({
          Id: id,
          Status: 'Completed',
          CreateTime: 0,
          InvalidationBatch: {
            Paths: { Quantity: 1, Items: ['/*'] },
            CallerReference: `cli-${env.ids.text(name, 10, '0123456789')}`,
          },
        }),
      });
      return about(made ?? found, { Invalidation: shown(made?.record ?? {}, env) });
    }),
    ListInvalidations: onDistribution((found, params, env) =>
      about(found, {
        InvalidationList: {
          Items: [...records(env.state, kind)]
            .filter(([name]) => name.startsWith(`${text(params, 'DistributionId')}/`))
            .map(([, record]) => {
              const { InvalidationBatch: _, ...summary } = shown(record, env);
              return summary;
            }),
        },
      }),
    ),
    ...distributionOperations,
    ListDistributions: {
      handle: () => ({
        ...done({ DistributionList: { Items: [] } }),
        assumed: 'The scenario does not describe distributions of CloudFront.',
      }),
    },
  }),
};
