import { count, text } from '../params.ts';
import { done } from '../results.ts';
import type { Environment, Params, ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const halfADayMs = 12 * 3_600_000;

const ownerOf = (params: Params, env: Environment): string =>
  text(params, 'domainOwner') || env.account;

/** AWS CodeArtifact API Reference. A token is asked on the domain, and of STS as well. */
export const codeartifactService: ServiceDefinition = {
  service: 'codeartifact',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('codeartifact', {
    GetAuthorizationToken: {
      resource: (params, env) =>
        `arn:aws:codeartifact:${env.region}:${ownerOf(params, env)}:domain/${text(params, 'domain')}`,
      also: () => [
        {
          action: 'sts:GetServiceBearerToken',
          resource: '*',
          context: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' },
        },
      ],
      handle: (params, env) =>
        done({
          authorizationToken: `eyJ${env.ids.text(`${env.trace.scope}/token`, 300, letters)}`,
          expiration: tokenEnd(params, env),
        }),
      rule: 'codeartifact.token-asks-sts-too',
    },
    GetRepositoryEndpoint: {
      resource: (params, env) =>
        `arn:aws:codeartifact:${env.region}:${ownerOf(params, env)}:repository/${text(params, 'domain')}/${text(params, 'repository')}`,
      handle(params, env) {
        const { region } = env;
        const host = `${text(params, 'domain')}-${ownerOf(params, env)}.d.codeartifact.${region}.amazonaws.com`;
        return done({
          repositoryEndpoint: `https://${host}/${text(params, 'format')}/${text(params, 'repository')}/`,
        });
      },
    },
  }),
};

/** Twelve hours unless the call says otherwise; `0`: as long as the role's session. */
function tokenEnd(params: Params, env: Environment): number {
  const { durationSeconds: seconds } = params;
  if (seconds === 0 && env.session !== undefined) return env.session.expiresAt;
  const lasts = count(params, 'durationSeconds') * 1000 || halfADayMs;
  // The service gives whole seconds.
  return Math.floor((env.clock.now() + lasts) / 1000) * 1000;
}
