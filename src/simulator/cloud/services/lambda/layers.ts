import { count, text } from '../../params.ts';
import { done } from '../../results.ts';
import { records } from '../../state.ts';
import type { Params } from '../../types.ts';
import type { PlainOperation } from '../operation.ts';
import { codeFrom } from './code.ts';
import { codeFacts } from './functions.ts';

const contentIn = (params: Params): Params => (params.Content ?? {}) as Params;

/** PublishLayerVersion (AWS Lambda API Reference): versions count up from 1. */
export const publishLayerVersion: PlainOperation = {
  resource: 'arn:aws:lambda:{region}:{account}:layer:{LayerName}',
  also: (params, env) => codeFrom(contentIn(params), env),
  handle(params, env) {
    const name = text(params, 'LayerName');
    const layers = records(env.state, 'lambda:layer');
    const Version = count(layers.get(name) ?? {}, 'Version') + 1;
    const LayerArn = `arn:aws:lambda:${env.region}:${env.account}:layer:${name}`;
    layers.set(name, { Version });
    return done({
      Content: {
        Location: `https://awslambda-${env.region}-layers.s3.${env.region}.amazonaws.com/snapshots/${env.account}/${name}`,
        ...codeFacts(contentIn(params)),
      },
      LayerArn,
      LayerVersionArn: `${LayerArn}:${Version}`,
      Description: text(params, 'Description'),
      CreatedDate: new Date(env.clock.unix()).toISOString().replace('Z', '+0000'),
      Version,
    });
  },
};
