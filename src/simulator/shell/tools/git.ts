import type { Tool, ToolContext } from '../types.ts';
import { askCodeCommit, cloneCodeCommit, codeCommitRemote, originOf } from './codecommit.ts';
import { runGitCommand } from './gitCommands.ts';
import { writeCommit } from './gitRepository.ts';
import { Failure, tool } from './support/failure.ts';
import { isDirectory, readText, writeFile } from './support/files.ts';
import { parseIni, printIni } from './support/ini.ts';
import { absolute, basename, dirname } from './support/paths.ts';

/** The version on the images of 2026 (reference: codebuild §5.5). */
const version = 'git version 2.53.0';
const startUpMs = 8;
const fatal = 128;
/** ms to clone a small repository: a typical figure. */
const cloneMs = 1_500;

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

const cloneOptions = new Set(
  '-b --branch --depth -c --config -o --origin --reference -j --jobs --filter -u'.split(' '),
);

/** A clone of a repository that is not known: a directory with `.git` and one commit of unknown content. */
async function clone(ctx: ToolContext, cwd: string, words: readonly string[]): Promise<number> {
  const plain = words.filter(
    (word, at) => !word.startsWith('-') && !cloneOptions.has(words[at - 1] ?? ''),
  );
  const [url, named] = plain;
  if (url === undefined) {
    throw new Failure(129, 'fatal: You must specify a repository to clone.\n');
  }
  const directory =
    named ?? (basename(url.replace(/\/+$/, '')).replace(/\.git$/, '') || 'repository');
  const root = absolute(cwd, directory);
  if ((await isDirectory(ctx.fs, root)) && (await ctx.fs.readdir(root)).length > 0) {
    throw new Failure(
      fatal,
      `fatal: destination path '${directory}' already exists and is not an empty directory.\n`,
    );
  }
  await ctx.sleep(cloneMs);
  ctx.stderr(`Cloning into '${directory}'...\n`);
  ctx.assumed('There is no network: what is in the repository is not known, the clone is empty.');
  const at = words.findIndex((word) => word === '-b' || word === '--branch');
  const branch = `refs/heads/${(at === -1 ? undefined : words[at + 1]) ?? 'main'}`;
  await writeFile(ctx.fs, `${root}/.git/HEAD`, `ref: ${branch}\n`);
  await writeFile(
    ctx.fs,
    `${root}/.git/config`,
    `[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`,
  );
  const commit = {
    id: ctx.host.ids.hex(ctx.key(`clone/${directory}`), 40),
    author: 'unknown',
    email: '',
    time: Math.floor(ctx.host.clock.unix() / 1000),
    subject: 'unknown',
  };
  await writeCommit(
    ctx,
    { root, gitDir: `${root}/.git`, branch, head: null, log: [], tags: [] },
    commit,
  );
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
    await writeFile(ctx.fs, `${directory}/.git/HEAD`, 'ref: refs/heads/master\n');
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
  if (command === 'clone') return clone(ctx, directory, rest);
  const answer = root === null ? null : await runGitCommand(ctx, root, command, rest);
  if (answer !== null) return answer;
  ctx.assumed(`The result of "git ${command}" is not simulated.`);
  return 0;
});
