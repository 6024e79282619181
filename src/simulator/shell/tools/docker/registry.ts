import type { Params } from '../../../cloud/types.ts';
import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import { isLoggedIn } from './login.ts';
import { ecrRegistry, type Reference } from './reference.ts';

/** How ECR's errors reach Docker (reference: cli-iam.json, docker push). */
const errorTexts: Readonly<Record<string, (message: string) => string>> = {
  AccessDeniedException: (message) => `denied: ${message}`,
  AccessDenied: (message) => `denied: ${message}`,
  RepositoryNotFoundException: (message) => `name unknown: ${message}`,
  ImageTagAlreadyExistsException: (message) => `tag invalid: ${message}`,
  ImageNotFoundException: () => 'manifest unknown: Requested image not found',
  ExpiredTokenException: () =>
    'denied: Your authorization token has expired. Reauthenticate and try again.',
  ExpiredToken: () => 'denied: Your authorization token has expired. Reauthenticate and try again.',
};

/** A call that the registry makes for whoever the login's token belongs to; its refusal in Docker's words. */
export type RegistryAnswer = { ok: true; output: Params } | { ok: false; text: string };

export interface Registry {
  call(operation: string, params: Params): Promise<RegistryAnswer>;
}

/**
 * The private ECR registry of an image. Null: another kind of registry, or one of another account, whose answers are not
 * simulated. The real registry acts for the owner of the token; here the credentials of the command's environment sign.
 */
export function openRegistry(ctx: ToolContext, reference: Reference): Registry | null {
  const place = ecrRegistry(reference.registry);
  if (place === null || place.account !== ctx.host.account) return null;
  return {
    async call(operation, params) {
      const result = await ctx.host.aws({
        service: 'ecr',
        operation,
        params: { repositoryName: reference.repository, ...params },
        env: ctx.env,
        region: place.region,
      });
      if (result === 'no-credentials') return { ok: false, text: 'no basic auth credentials' };
      if (result.ok) return { ok: true, output: result.output };
      const { code, message, status } = result.error;
      const text = errorTexts[code]?.(message) ?? `received unexpected HTTP status: ${status}`;
      return { ok: false, text };
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
