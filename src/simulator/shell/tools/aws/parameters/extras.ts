import type { Params } from '../../../../cloud/types.ts';
import type { Shape } from '../models/index.ts';
import type { OptionKind } from '../options.ts';
import { securityGroupOptions } from './securityGroup.ts';
import { readValue } from './value.ts';

/** An option that the CLI adds to those of the API. */
export interface ExtraOption {
  kind: OptionKind;
  /** What the call gets for it; `before`: what the options before it gave. */
  params(words: readonly (string | Uint8Array)[], before: Params): Params;
}

const s3Location: Shape = { bucket: 's', key: 's', bundleType: 's', version: 's', eTag: 's' };
const text = (words: readonly (string | Uint8Array)[]): string => String(words.at(-1) ?? '');

/** One member of the one metric that the options of `put-metric-data` describe together. */
const datum = (member: string, kind: OptionKind, shape: Shape): ExtraOption => ({
  kind,
  params: (words, { MetricData: data }) => {
    const [first] = Array.isArray(data) ? (data as Params[]) : [];
    return { MetricData: [{ ...first, [member]: readValue(member, shape, words) }] };
  },
});

/** Options of the CLI's own, by `service.command` and name (AWS CLI Command Reference, each command). */
export const extraOptions: Readonly<Record<string, Readonly<Record<string, ExtraOption>>>> = {
  'lambda.create-function': {
    'zip-file': { kind: 'value', params: (words) => ({ Code: { ZipFile: words.at(-1) } }) },
  },
  'lambda.publish-layer-version': {
    'zip-file': { kind: 'value', params: (words) => ({ Content: { ZipFile: words.at(-1) } }) },
  },
  'ec2.run-instances': {
    count: {
      kind: 'value',
      params: (words) => {
        const [least, most = least] = text(words).split(':');
        return { MinCount: Number(least), MaxCount: Number(most) };
      },
    },
  },
  'ec2.authorize-security-group-ingress': securityGroupOptions,
  'cloudfront.create-invalidation': {
    paths: {
      kind: 'list',
      params: (words) => ({
        InvalidationBatch: { Paths: { Quantity: words.length, Items: words.map(String) } },
      }),
    },
  },
  'cloudwatch.put-metric-data': {
    'metric-name': datum('MetricName', 'value', 's'),
    timestamp: datum('Timestamp', 'value', 's'),
    unit: datum('Unit', 'value', 's'),
    value: datum('Value', 'value', 'f'),
    dimensions: datum('Dimensions', 'list', [{ Name: 's', Value: 's' }]),
    'statistic-values': datum('StatisticValues', 'value', { '*': 'f' }),
    'storage-resolution': datum('StorageResolution', 'value', 'n'),
  },
  'deploy.create-deployment': {
    's3-location': {
      kind: 'value',
      params: (words) => ({
        revision: { revisionType: 'S3', s3Location: readValue('s3-location', s3Location, words) },
      }),
    },
    'github-location': {
      kind: 'value',
      params: (words) => ({
        revision: {
          revisionType: 'GitHub',
          gitHubLocation: readValue('github-location', { repository: 's', commitId: 's' }, words),
        },
      }),
    },
  },
};

/** Parameters that are required by the API but made by one of those options. */
export const madeByExtras: ReadonlyMap<string, readonly string[]> = new Map([
  ['lambda.create-function', ['Code']],
  ['lambda.publish-layer-version', ['Content']],
  ['cloudfront.create-invalidation', ['InvalidationBatch']],
  ['ec2.run-instances', ['MinCount', 'MaxCount']],
]);
