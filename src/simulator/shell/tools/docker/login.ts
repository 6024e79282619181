import type { ToolContext } from '../../types.ts';
import { toBase64 } from '../support/bytes.ts';
import { Failure } from '../support/failure.ts';
import { readText, writeFile } from '../support/files.ts';
import { isObject, type JsonObject, own, parseJson } from '../support/json.ts';
import { parseFlags } from './flags.ts';
import { ecrRegistry } from './reference.ts';

/** ms for the registry's answer. */
const loginMs = 240;
/** Real ECR passwords have over 2,000 characters; anything much shorter is none. */
const shortestToken = 100;
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

/** True when credentials for the registry are stored. */
export async function isLoggedIn(ctx: ToolContext, registry: string): Promise<boolean> {
  const auths = authsOf(await readConfig(ctx));
  return registry === 'docker.io' ? Object.hasOwn(auths, hub) : Object.hasOwn(auths, registry);
}

const hostOf = (word: string | undefined): string =>
  word === undefined ? hub : word.replace(/^https?:\/\//, '').replace(/\/.*$/, '');

/** The registry's verdict on user and password; the text of Docker's error, or null. */
function refusal(host: string, user: string, password: string): string | null {
  if (host === hub) return null;
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?$/.test(host) || host.includes('..')) {
    return `Error response from daemon: Get "https://${host}/v2/": dial tcp: lookup ${host}: no such host`;
  }
  if (ecrRegistry(host) === null || (user === 'AWS' && password.length >= shortestToken))
    return null;
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
  const refused = refusal(host, user, password);
  if (refused !== null) throw new Failure(1, `${refused}\n`);
  if (ecrRegistry(host) === null) {
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
