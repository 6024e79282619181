import type { Params } from '../../../cloud/types.ts';
import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import { isExpired, isLoggedIn, storedToken } from './login.ts';
import { ecrRegistry, type Reference } from './reference.ts';

const expiredToken = 'denied: Your authorization token has expired. Reauthenticate and try again.';

/** How ECR's errors reach Docker (reference: cli-iam.json, docker push). */
const errorTexts: Readonly<Record<string, (message: string) => string>> = {
  AccessDeniedException: (message) => `denied: ${message}`,
  AccessDenied: (message) => `denied: ${message}`,
  RepositoryNotFoundException: (message) => `name unknown: ${message}`,
  ImageTagAlreadyExistsException: (message) => `tag invalid: ${message}`,
  ImageNotFoundException: () => 'manifest unknown: Requested image not found',
  ExpiredTokenException: () => expiredToken,
  ExpiredToken: () => expiredToken,
};

/** A call that the registry makes for whoever the login's token belongs to; its refusal in Docker's words. */
export type RegistryAnswer =
  | { ok: true; output: Params }
  | { ok: false; text: string; denied?: boolean };

export interface Registry {
  call(operation: string, params: Params): Promise<RegistryAnswer>;
}

/**
 * The private ECR registry of an image, in whichever account; null for another kind of registry. It acts for the session that
 * asked for the token of the login, whatever credentials the environment has by now (Amazon ECR User Guide, "Private registry
 * authentication").
 */
export function openRegistry(ctx: ToolContext, reference: Reference): Registry | null {
  const place = ecrRegistry(reference.registry);
  if (place === null) return null;
  const registryId = place.account === ctx.host.account ? {} : { registryId: place.account };
  return {
    async call(operation, params) {
      const token = await storedToken(ctx, reference.registry);
      if (token === null || isExpired(ctx, token)) return { ok: false, text: expiredToken };
      const result = await ctx.host.aws({
        service: 'ecr',
        operation,
        params: { ...registryId, repositoryName: reference.repository, ...params },
        env: ctx.env,
        region: place.region,
        accessKeyId: token.accessKeyId,
      });
      if (result === 'no-credentials') return { ok: false, text: 'no basic auth credentials' };
      if (result.ok) {
        if (result.assumed !== undefined) ctx.assumed(result.assumed);
        return { ok: true, output: result.output };
      }
      const { code, message, status } = result.error;
      const text = errorTexts[code]?.(message) ?? `received unexpected HTTP status: ${status}`;
      return { ok: false, text, denied: code.startsWith('AccessDenied') };
    },
  };
}

/** The output of a call that must succeed; else the command ends with the registry's text. */
export async function demand(
  registry: Registry,
  operation: string,
  params: Params,
): Promise<Params> {
  const answer = await registry.call(operation, params);
  if (!answer.ok) throw new Failure(1, `${answer.text}\n`);
  return answer.output;
}

export const hasCredentials = (ctx: ToolContext, reference: Reference): Promise<boolean> =>
  isLoggedIn(ctx, reference.registry);
