import type { Params } from '../../../../cloud/types.ts';
import type { Shape } from '../models/index.ts';
import type { OptionKind } from '../options.ts';
import { readValue } from './value.ts';

/** An option that the CLI adds to those of the API. */
export interface ExtraOption {
  kind: OptionKind;
  /** What the call gets for it. */
  params(words: readonly (string | Uint8Array)[]): Params;
}

const s3Location: Shape = { bucket: 's', key: 's', bundleType: 's', version: 's', eTag: 's' };
const text = (words: readonly (string | Uint8Array)[]): string => String(words.at(-1) ?? '');

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
  'cloudfront.create-invalidation': {
    paths: {
      kind: 'list',
      params: (words) => ({
        InvalidationBatch: { Paths: { Quantity: words.length, Items: words.map(String) } },
      }),
    },
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
