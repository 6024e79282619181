import { fromBase64 } from '../../support/bytes.ts';
import { text } from '../../support/json.ts';
import { generalError, unknownOptions } from '../errors.ts';
import { parseOptions } from '../options.ts';
import type { CustomCommand } from './types.ts';

/**
 * The password in an authorization token: what stands behind `AWS:` when it is base64 of user and password, as the real API
 * gives it; else the token itself.
 */
function passwordIn(token: string): string {
  const decoded = fromBase64(token) ?? '';
  return decoded.startsWith('AWS:') ? decoded.slice('AWS:'.length) : token;
}

/** The only Region in which the public registry gives out tokens (Amazon ECR Public User Guide, "Registry authentication"). */
const publicRegion = 'us-east-1';

/** `get-login-password` of both registries: prints the password of an authorization token, for `docker login --password-stdin`. */
const loginPassword =
  (service: 'ecr' | 'ecr-public'): CustomCommand =>
  async (ctx, client, _globals, words) => {
    const parsed = parseOptions(words, {});
    const unknown = [...parsed.unknown, ...parsed.positionals];
    if (unknown.length > 0) throw unknownOptions(unknown);
    if (service === 'ecr-public' && client.region !== undefined && client.region !== publicRegion) {
      throw generalError(
        `Could not connect to the endpoint URL: "https://api.ecr-public.${client.region}.amazonaws.com/"`,
      );
    }
    const output = await client.call(service, 'GetAuthorizationToken', {});
    const data: unknown = output.authorizationData;
    const first: unknown = Array.isArray(data) ? data[0] : data;
    const token = text(output, 'authorizationToken') ?? text(first, 'authorizationToken') ?? '';
    ctx.stdout(`${passwordIn(token)}\n`);
    return 0;
  };

/** Commands of the CLI's own for Amazon ECR (AWS CLI Command Reference, "ecr get-login-password"). */
export const ecrCommands = { 'get-login-password': loginPassword('ecr') };
export const ecrPublicCommands = { 'get-login-password': loginPassword('ecr-public') };
