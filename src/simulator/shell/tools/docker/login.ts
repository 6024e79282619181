import { type RegistryToken, readToken } from '../../../cloud/services/ecr/token.ts';
import type { ToolContext } from '../../types.ts';
import { fromBase64, toBase64 } from '../support/bytes.ts';
import { Failure } from '../support/failure.ts';
import { readText, writeFile } from '../support/files.ts';
import { isObject, type JsonObject, own, parseJson } from '../support/json.ts';
import { parseFlags } from './flags.ts';
import { ecrRegistry } from './reference.ts';

/** ms for the registry's answer. */
const loginMs = 240;
const publicHost = 'public.ecr.aws';
const hub = 'https://index.docker.io/v1/';

function configPath(ctx: ToolContext): string {
  const directory = ctx.env.DOCKER_CONFIG ?? `${ctx.env.HOME ?? '/root'}/.docker`;
  return `${directory}/config.json`;
}

async function readConfig(ctx: ToolContext): Promise<JsonObject> {
  const config = parseJson((await readText(ctx.fs, configPath(ctx))) ?? '');
  return isObject(config) ? config : {};
}

async function saveAuths(ctx: ToolContext, config: JsonObject, auths: JsonObject): Promise<void> {
  await writeFile(ctx.fs, configPath(ctx), `${JSON.stringify({ ...config, auths }, null, '\t')}`);
}

function authsOf(config: JsonObject): JsonObject {
  const auths = own(config, 'auths');
  return isObject(auths) ? auths : {};
}

/** User and password that are stored for a registry, as `user:password`; null: nobody logged in there. */
async function storedLogin(ctx: ToolContext, registry: string): Promise<string | null> {
  const stored = own(authsOf(await readConfig(ctx)), registry === 'docker.io' ? hub : registry);
  const auth = isObject(stored) ? stored.auth : undefined;
  return typeof auth === 'string' ? fromBase64(auth) : null;
}

/** True when credentials for the registry are stored. */
export const isLoggedIn = async (ctx: ToolContext, registry: string): Promise<boolean> =>
  (await storedLogin(ctx, registry)) !== null;

/** The token that is stored for an ECR registry; null when the password is no such thing. */
export async function storedToken(
  ctx: ToolContext,
  registry: string,
): Promise<RegistryToken | null> {
  const login = (await storedLogin(ctx, registry)) ?? '';
  return readToken(login.slice(login.indexOf(':') + 1));
}

export const isExpired = (ctx: ToolContext, { expiration }: RegistryToken): boolean =>
  ctx.host.clock.unix() >= expiration * 1000;

const hostOf = (word: string | undefined): string =>
  word === undefined ? hub : word.replace(/^https?:\/\//, '').replace(/\/.*$/, '');

/** The registry's verdict on user and password; the text of Docker's error, or null. */
function refusal(
  ctx: ToolContext,
  { host, user, password }: Record<'host' | 'user' | 'password', string>,
): string | null {
  if (host === hub) return null;
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?$/.test(host) || host.includes('..')) {
    return `Error response from daemon: Get "https://${host}/v2/": dial tcp: lookup ${host}: no such host`;
  }
  const place = ecrRegistry(host);
  if (place === null && host !== publicHost) return null;
  const token = user === 'AWS' ? readToken(password) : null;
  // A password is for the registries of one Region, or for the public one.
  const fits =
    place === null
      ? token?.service === 'ecr-public'
      : token?.service === 'ecr' && token.region === place.region;
  if (token !== null && fits && !isExpired(ctx, token)) return null;
  return `Error response from daemon: login attempt to https://${host}/v2/ failed with status: 400 Bad Request`;
}

/**
 * `docker login` (Docker Docs, "docker login"): keeps user and password for a registry in /root/.docker/config.json. Needs no
 * daemon. An empty password, as a failed `aws ecr get-login-password` leaves it, would be asked for, and nobody is there.
 */
export async function login(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const { flags, positionals } = parseFlags(words, {
    values: { u: 'username', username: 'username', p: 'password', password: 'password' },
    booleans: { 'password-stdin': 'password-stdin' },
  });
  const user = flags.get('username')?.at(-1) ?? '';
  const piped = flags.has('password-stdin');
  const typed = flags.get('password')?.at(-1);
  if (piped && typed !== undefined) {
    throw new Failure(1, '--password and --password-stdin are mutually exclusive\n');
  }
  if (piped && user === '') throw new Failure(1, 'Must provide --username with --password-stdin\n');
  if (typed !== undefined) {
    ctx.stderr('WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n');
  }
  const password = (piped ? ctx.stdin : (typed ?? '')).replace(/\r?\n$/, '');
  if (user === '' || password === '') {
    throw new Failure(1, 'Error: Cannot perform an interactive login from a non TTY device\n');
  }
  const host = hostOf(positionals[0]);
  await ctx.sleep(loginMs);
  const refused = refusal(ctx, { host, user, password });
  if (refused !== null) throw new Failure(1, `${refused}\n`);
  if (ecrRegistry(host) === null && host !== publicHost) {
    ctx.assumed(
      `Whether ${host === hub ? 'Docker Hub' : host} takes these credentials is not known.`,
    );
  }
  const config = await readConfig(ctx);
  const auth = { auth: toBase64(`${user}:${password}`) };
  await saveAuths(ctx, config, { ...authsOf(config), [host]: auth });
  ctx.stderr(
    `WARNING! Your password will be stored unencrypted in ${configPath(ctx)}.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/engine/reference/commandline/login/#credential-stores\n\n`,
  );
  ctx.stdout('Login Succeeded\n');
  return 0;
}

/** `docker logout`. */
export async function logout(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const host = hostOf(words[0]);
  const config = await readConfig(ctx);
  const { [host]: known, ...auths } = authsOf(config);
  if (known === undefined) {
    ctx.stdout(`Not logged in to ${host}\n`);
    return 0;
  }
  await saveAuths(ctx, config, auths);
  ctx.stdout(`Removing login credentials for ${host}\n`);
  return 0;
}
