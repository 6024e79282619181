import type { Tool, ToolContext } from '../types.ts';
import { askCodeCommit, cloneCodeCommit, codeCommitRemote, originOf } from './codecommit.ts';
import { Failure, tool } from './support/failure.ts';
import { readText, writeFile } from './support/files.ts';
import { parseIni, printIni } from './support/ini.ts';
import { absolute, dirname } from './support/paths.ts';

/** The version on the images of 2026 (reference: codebuild §5.5). */
const version = 'git version 2.53.0';
const startUpMs = 8;
const fatal = 128;

/** Commands that need no repository. */
const anywhere = new Set(['clone', 'config', 'help', 'init', 'ls-remote', 'version', 'credential']);
const inRepository = new Set(
  `add am apply archive bisect blame branch bundle checkout cherry cherry-pick clean commit describe diff
   fetch for-each-ref format-patch fsck gc grep lfs log ls-files ls-tree merge merge-base mv notes pull push
   rebase reflog remote reset restore rev-list rev-parse revert rm shortlog show show-ref sparse-checkout
   stash status submodule switch symbolic-ref tag update-index worktree`
    .trim()
    .split(/\s+/),
);

async function repositoryAbove(ctx: ToolContext, directory: string): Promise<string | null> {
  for (let at = directory; ; at = dirname(at)) {
    if (await ctx.fs.exists(`${at === '/' ? '' : at}/.git`)) return at;
    if (at === '/') return null;
  }
}

/** Requests to CodeCommit are authorized; null when the command makes none. */
async function atCodeCommit(
  ctx: ToolContext,
  command: string,
  words: readonly string[],
  o: { cwd: string; root: string | null },
): Promise<number | null> {
  const plain = words.filter((word) => !word.startsWith('-'));
  if (command === 'clone') {
    const region = ctx.env.AWS_REGION || ctx.env.AWS_DEFAULT_REGION || ctx.host.region;
    const remote = codeCommitRemote(plain[0] ?? '', region);
    return remote === null ? null : cloneCodeCommit(ctx, o.cwd, plain, remote);
  }
  const asks = command === 'push' ? 'GitPush' : /^(fetch|pull)$/.test(command) ? 'GitPull' : null;
  const remote = asks === null || o.root === null ? null : await originOf(ctx, o.root);
  if (asks === null || remote === null) return null;
  await askCodeCommit(ctx, asks, remote);
  ctx.assumed(`The result of "git ${command}" is not simulated: only its permission is checked.`);
  return 0;
}

/** `git config --global name value` and `--get name` over ~/.gitconfig. */
async function config(
  ctx: ToolContext,
  words: readonly string[],
  inside: boolean,
): Promise<number> {
  const global = words.some((word) => word === '--global' || word === '--system');
  const [name, value] = words.filter((word) => !word.startsWith('-'));
  if (!global && !inside) {
    if (value !== undefined) throw new Failure(fatal, 'fatal: not in a git directory\n');
  } else if (!global) {
    ctx.assumed('The configuration of a repository is not simulated.');
    return 0;
  }
  const path = `${ctx.env.HOME ?? '/root'}/.gitconfig`;
  const ini = parseIni((await readText(ctx.fs, path)) ?? '');
  const dot = (name ?? '').lastIndexOf('.');
  const section = (name ?? '').slice(0, Math.max(dot, 0));
  const key = (name ?? '').slice(dot + 1);
  if (value === undefined) {
    const found = ini.get(section)?.get(key);
    if (found !== undefined) ctx.stdout(`${found}\n`);
    return found === undefined ? 1 : 0;
  }
  ini.set(section, new Map(ini.get(section)).set(key, value));
  await writeFile(ctx.fs, path, printIni(ini));
  return 0;
}

/**
 * git of the images. A CodePipeline source in the default output format is a zip without `.git` (CodePipeline User Guide,
 * "CodeStarSourceConnection", OutputArtifactFormat), so every command on a repository ends with 128. What a repository would
 * answer is not simulated.
 */
export const git: Tool = tool('git', async (ctx) => {
  await ctx.sleep(startUpMs);
  const words = [...ctx.args];
  let directory = ctx.cwd;
  while (words[0] === '-C' || words[0] === '-c') {
    const [option, value = ''] = words.splice(0, 2);
    if (option === '-C') directory = absolute(directory, value);
  }
  const [command = '', ...rest] = words;
  if (command === '--version' || command === 'version' || command === '-v') {
    ctx.stdout(`${version}\n`);
    return 0;
  }
  const root = await repositoryAbove(ctx, directory);
  const inside = root !== null;
  if (command === 'config') return config(ctx, rest, inside);
  if (command === 'init') {
    await ctx.fs.mkdir(`${directory}/.git`, { recursive: true });
    ctx.stdout(`Initialized empty Git repository in ${directory}/.git/\n`);
    return 0;
  }
  if (!anywhere.has(command) && !inRepository.has(command)) {
    throw new Failure(1, `git: '${command}' is not a git command. See 'git --help'.\n`);
  }
  if (inRepository.has(command) && command !== 'lfs' && !inside) {
    throw new Failure(
      fatal,
      'fatal: not a git repository (or any of the parent directories: .git)\n',
    );
  }
  const code = await atCodeCommit(ctx, command, rest, { cwd: directory, root });
  if (code !== null) return code;
  ctx.assumed(
    command === 'clone'
      ? 'There is no network: nothing was cloned.'
      : `The result of "git ${command}" is not simulated.`,
  );
  return 0;
});
