import { done } from '../../results.ts';
import type { Environment, OperationDefinition, Params } from '../../types.ts';
import { tokenHours, writeToken } from './token.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** User and password for a registry, in base64, and until when they are valid. */
export function authorizationData(service: 'ecr' | 'ecr-public', env: Environment): Params {
  const accessKeyId = env.session?.accessKeyId ?? '';
  const filler = env.ids.text(`${service}/${env.region}/${accessKeyId}`, 1_800, letters);
  const milliseconds = tokenHours * 3_600_000;
  const expiration = Math.floor((env.clock.unix() + milliseconds) / 1000);
  const password = writeToken({ service, region: env.region, accessKeyId, expiration }, filler);
  return {
    authorizationToken: btoa(`AWS:${password}`),
    expiresAt: env.clock.now() + milliseconds,
  };
}

export const authorizationOperations: Record<string, OperationDefinition> = {
  GetAuthorizationToken: {
    latencyMs: 120,
    trail: 'management',
    node: () => 'ecr',
    // Only `*` grants it: the action has no resource type.
    permissions: () => [{ action: 'ecr:GetAuthorizationToken', resource: '*' }],
    handle: (_params, env) =>
      done({
        authorizationData: [
          {
            ...authorizationData('ecr', env),
            proxyEndpoint: `https://${env.account}.dkr.ecr.${env.region}.amazonaws.com`,
          },
        ],
      }),
    rule: 'ecr.token-needs-star',
  },
};
