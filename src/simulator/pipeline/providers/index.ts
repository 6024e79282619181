import type { ActionTypeId } from '../../scenario/types.ts';
import { codeBuild } from './codeBuild.ts';
import { s3Deploy } from './s3Deploy.ts';
import { connectionSource } from './source.ts';
import type { Provider } from './types.ts';

/** By `category/owner/provider`. */
const providers: Record<string, Provider> = {
  'Source/AWS/CodeStarSourceConnection': connectionSource,
  'Build/AWS/CodeBuild': codeBuild,
  'Test/AWS/CodeBuild': codeBuild,
  'Deploy/AWS/S3': s3Deploy,
};

export function providerOf(type: ActionTypeId): Provider | undefined {
  return providers[`${type.category}/${type.owner}/${type.provider}`];
}
