import type { CallResult } from '../../../src/simulator/cloud/types.ts';

export const text = (words: string) => new TextEncoder().encode(words);
export const errorOf = (result: CallResult) => (result.ok ? null : result.error);
export const outputOf = (result: CallResult) => (result.ok ? result.output : result.error);
export const worker = 'arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1';
export const put = { Bucket: 'box', Key: 'k', Body: text('hello') };
export const get = { Bucket: 'box', Key: 'k' };
