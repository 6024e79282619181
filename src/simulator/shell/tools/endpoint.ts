import type { ToolContext } from '../types.ts';

/** What a server in the container's network answers. */
export interface Answer {
  status: number;
  body: string;
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Where the container's credentials are served (CodeBuild User Guide, "Environment variables in build environments"). */
const credentialsHost = '169.254.170.2';
/** The instance metadata service of EC2. */
const metadataHost = '169.254.169.254';

/** An address as programs are given it: the host without its port, the path without its query. */
export function splitUrl(url: string): { host: string; path: string } {
  const match = /^(?:https?:\/\/)?([^/?#:]*)(?::\d+)?([^?#]*)/.exec(url);
  return { host: match?.[1] ?? '', path: match?.[2] ?? '' };
}

/**
 * What answers at an address without any network: the endpoint of the container's credentials, at the path that the build's
 * variable names. Null: another host. The metadata service of an instance is `'silent'`: no answer comes.
 */
export function localAnswer(ctx: ToolContext, url: string): Answer | 'silent' | null {
  const { host, path } = splitUrl(url);
  if (host === metadataHost) {
    ctx.assumed(
      'Builds get their credentials from 169.254.170.2; whether 169.254.169.254 answers is not documented.',
    );
    return 'silent';
  }
  if (host !== credentialsHost) return null;
  const session = ctx.host.session();
  if (session === null || path !== ctx.env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) {
    ctx.assumed('How the endpoint refuses an unknown path was not seen in builds.');
    return { status: 404, body: '404 page not found\n' };
  }
  const { clock, ids } = ctx.host;
  const expires = session.expiresAt + clock.unix() - clock.now();
  const body = JSON.stringify({
    // The endpoint shows an opaque text here, not the role's ARN (seen in logs).
    RoleArn: `AQIC${ids.text(`role/${session.roleArn}`, 60, base64)}`,
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    Token: session.token,
    Expiration: new Date(expires).toISOString().replace(/\.\d{3}Z$/, 'Z'),
  });
  return { status: 200, body };
}
