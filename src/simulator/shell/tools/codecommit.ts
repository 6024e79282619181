import type { ToolContext } from '../types.ts';
import { Failure } from './support/failure.ts';
import { readText, writeFile } from './support/files.ts';
import { parseIni } from './support/ini.ts';
import { absolute } from './support/paths.ts';

const fatal = 128;

/** A repository of CodeCommit, as git's addresses name it. */
export interface CodeCommitRemote {
  region: string;
  repository: string;
  /** By the helper git-remote-codecommit, which signs with the credentials at hand. */
  helper: boolean;
}

/**
 * `codecommit::<region>://<repository>`, `codecommit://<profile>@<repository>`, or the address with https
 * (AWS CodeCommit User Guide, "git-remote-codecommit"); null for any other repository.
 */
export function codeCommitRemote(address: string, region: string): CodeCommitRemote | null {
  const short = /^codecommit:(?::([a-z0-9-]+):)?\/\/(?:[^@/]+@)?([\w.-]{1,100})$/.exec(address);
  if (short !== null) {
    return { region: short[1] ?? region, repository: short[2] ?? '', helper: true };
  }
  const https =
    /^https:\/\/(?:[^@/]+@)?git-codecommit\.([a-z0-9-]+)\.amazonaws\.com\/v1\/repos\/([\w.-]{1,100})\/?$/.exec(
      address,
    );
  return https === null
    ? null
    : { region: https[1] ?? '', repository: https[2] ?? '', helper: false };
}

/** Over https git asks the configured helper for a password; there is nobody to type one. */
async function hasHelper(ctx: ToolContext, url: string): Promise<boolean> {
  const config = parseIni((await readText(ctx.fs, `${ctx.env.HOME ?? '/root'}/.gitconfig`)) ?? '');
  return [...config].some(
    ([section, settings]) =>
      /^credential(?: "(.*)")?$/.test(section) &&
      settings.has('helper') &&
      url.startsWith(/"(.*)"/.exec(section)?.[1] ?? ''),
  );
}

/** Asks CodeCommit for the permission behind git's request. Ends git with 128 when it is refused. */
export async function askCodeCommit(
  ctx: ToolContext,
  operation: 'GitPull' | 'GitPush',
  { region, repository, helper }: CodeCommitRemote,
): Promise<void> {
  const origin = `https://git-codecommit.${region}.amazonaws.com`;
  const url = `${origin}/v1/repos/${repository}/`;
  if (!helper && !(await hasHelper(ctx, url))) {
    throw new Failure(
      fatal,
      `fatal: could not read Username for '${origin}': No such device or address\n`,
    );
  }
  const result = await ctx.host.aws({
    service: 'codecommit',
    operation,
    params: { repositoryName: repository },
    env: ctx.env,
    region,
  });
  if (result === 'no-credentials' || !result.ok) {
    throw new Failure(
      fatal,
      `fatal: unable to access '${url}': The requested URL returned error: 403\n`,
    );
  }
}

/** `git clone` of a CodeCommit repository: what is in it is not known, so the clone is empty. */
export async function cloneCodeCommit(
  ctx: ToolContext,
  cwd: string,
  words: readonly string[],
  remote: CodeCommitRemote,
): Promise<number> {
  const [address = '', directory = remote.repository] = words;
  ctx.stderr(`Cloning into '${directory}'...\n`);
  await askCodeCommit(ctx, 'GitPull', remote);
  await writeFile(
    ctx.fs,
    `${absolute(cwd, directory)}/.git/config`,
    `[remote "origin"]\n\turl = ${address}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`,
  );
  ctx.assumed('What is in the CodeCommit repository is not known: the clone is empty.');
  return 0;
}

/** The remote of the repository in `directory`, when it is at CodeCommit. */
export async function originOf(
  ctx: ToolContext,
  directory: string,
): Promise<CodeCommitRemote | null> {
  const config = parseIni((await readText(ctx.fs, `${directory}/.git/config`)) ?? '');
  const url = config.get('remote "origin"')?.get('url') ?? '';
  return codeCommitRemote(url, ctx.env.AWS_REGION || ctx.env.AWS_DEFAULT_REGION || ctx.host.region);
}
