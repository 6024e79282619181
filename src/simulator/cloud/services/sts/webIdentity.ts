import { text } from '../../params.ts';
import { refuse } from '../../results.ts';
import type { Environment, OperationDefinition, Params } from '../../types.ts';
import { openSession, rolePermissions } from './assumeRole.ts';

/** What a web identity token says of its bearer. */
interface Claims {
  issuer: string;
  subject: string;
  audience: string;
}

/** The claims of a JSON Web Token. Its signature is not looked at: nobody here could have made a wrong one. */
function claimsOf(params: Params): Claims | null {
  const [, body = ''] = text(params, 'WebIdentityToken').split('.');
  try {
    const claims = JSON.parse(atob(body.replaceAll('-', '+').replaceAll('_', '/'))) as {
      iss?: unknown;
      sub?: unknown;
      aud?: unknown;
    };
    const { iss, sub, aud } = claims;
    const audience = Array.isArray(aud) ? (aud as unknown[])[0] : aud;
    if (typeof iss !== 'string' || typeof sub !== 'string') return null;
    return {
      issuer: iss.replace(/^https:\/\//, ''),
      subject: sub,
      audience: typeof audience === 'string' ? audience : '',
    };
  } catch {
    return null;
  }
}

/** Keys of the identity provider: `<issuer>:sub` and `<issuer>:aud`. */
function keysOf(params: Params): Record<string, string> {
  const claims = claimsOf(params);
  return claims === null
    ? {}
    : { [`${claims.issuer}:sub`]: claims.subject, [`${claims.issuer}:aud`]: claims.audience };
}

/**
 * AWS STS API Reference, "AssumeRoleWithWebIdentity". The call is not signed: the token says who asks, and the trust policy
 * alone decides.
 */
export const assumeRoleWithWebIdentity: OperationDefinition = {
  latencyMs: 90,
  trail: 'management',
  node: () => 'sts',
  permissions: (params: Params, env: Environment) =>
    rolePermissions('sts:AssumeRoleWithWebIdentity', keysOf(params))(params, env),
  principal: (params, env) => {
    const claims = claimsOf(params);
    return claims === null
      ? undefined
      : {
          type: 'Federated',
          name: `arn:aws:iam::${text(params, 'RoleArn').split(':')[4] || env.account}:oidc-provider/${claims.issuer}`,
        };
  },
  handle(params, env) {
    const claims = claimsOf(params);
    if (claims === null) {
      return refuse(
        'InvalidIdentityToken',
        'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
      );
    }
    return openSession(params, env, () => ({
      SubjectFromWebIdentityToken: claims.subject,
      Provider: `arn:aws:iam::${env.account}:oidc-provider/${claims.issuer}`,
      Audience: claims.audience,
    }));
  },
  rule: 'sts.web-identity-trust-decides',
};
