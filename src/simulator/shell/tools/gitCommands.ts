import type { ToolContext } from '../types.ts';
import {
  type Commit,
  type GitRepository,
  headCommit,
  readRepository,
  resolve,
  writeCommit,
} from './gitRepository.ts';
import { Failure } from './support/failure.ts';
import { readText, writeFile } from './support/files.ts';
import { parseIni } from './support/ini.ts';

/** Letters of a short id, as git shows it in small repositories. */
const shortLength = 7;
const short = (id: string): string => id.slice(0, shortLength);
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `Tue Jul 14 09:57:00 2026 +0000` */
function dateOf({ time }: Commit): string {
  const date = new Date(time * 1000);
  const clock = date.toISOString().slice(11, 19);
  return `${days[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${date.getUTCDate()} ${clock} ${date.getUTCFullYear()} +0000`;
}

/** Placeholders of `--pretty=format:` (git-log, "PRETTY FORMATS"). */
function formatted(format: string, commit: Commit): string {
  const iso = new Date(commit.time * 1000).toISOString();
  const values: Readonly<Record<string, string>> = {
    H: commit.id,
    h: short(commit.id),
    s: commit.subject,
    B: `${commit.subject}\n`,
    b: '',
    f: commit.subject.replace(/[^A-Za-z0-9._]+/g, '-'),
    an: commit.author,
    cn: commit.author,
    ae: commit.email,
    ce: commit.email,
    at: String(commit.time),
    ct: String(commit.time),
    ad: dateOf(commit),
    cd: dateOf(commit),
    aI: iso.replace(/\.\d+Z$/, '+00:00'),
    cI: iso.replace(/\.\d+Z$/, '+00:00'),
    as: iso.slice(0, 10),
    cs: iso.slice(0, 10),
    n: '\n',
    '%': '%',
    d: '',
    D: '',
  };
  return format.replace(
    /%(a[neIdst]|c[neIdst]|[HhsBbfnDd%])/g,
    (whole, key: string) => values[key] ?? whole,
  );
}

type Command = (
  ctx: ToolContext,
  repository: GitRepository,
  words: readonly string[],
) => Promise<number>;

const log: Command = async (ctx, repository, words) => {
  const head = headCommit(repository);
  const from = repository.log.findIndex(({ id }) => id === head.id);
  const all = from === -1 ? [head] : repository.log.slice(from);
  const joined = words
    .map((word) => /^(?:-n?|--max-count=)(\d+)$/.exec(word)?.[1])
    .find((n) => n !== undefined);
  const after = words[words.indexOf('-n') + 1];
  const count = Number(joined ?? (words.includes('-n') ? after : undefined) ?? all.length);
  const option = words.find((word) => /^--(?:pretty|format)=/.test(word));
  const oneline = words.includes('--oneline') || option === '--pretty=oneline';
  const format = option?.replace(/^--(?:pretty|format)=/, '').replace(/^t?format:/, '');
  const separated = option?.startsWith('--pretty=format:') === true;
  const shown = all.slice(0, count).map((commit) => {
    if (oneline) return `${short(commit.id)} ${commit.subject}`;
    if (format !== undefined) return formatted(format, commit);
    return `commit ${commit.id}\nAuthor: ${commit.author} <${commit.email}>\nDate:   ${dateOf(commit)}\n\n    ${commit.subject}`;
  });
  // `format:` stands between commits, everything else ends each of them; git ends its output with a line end on a terminal only.
  const between = oneline || format !== undefined ? '\n' : '\n\n';
  ctx.stdout(shown.join(between) + (separated ? '' : '\n'));
  if (count > all.length) ctx.assumed('The history before the commit of the source is not known.');
  return 0;
};

const revParse: Command = async (ctx, repository, words) => {
  const { root, branch, gitDir } = repository;
  const here = `${ctx.cwd}/.git`;
  const abbreviated = words.find((word) => /^--short(?:=\d+)?$/.test(word));
  const length = Number(abbreviated?.split('=')[1] ?? shortLength);
  for (const word of words) {
    if (word === '--show-toplevel') ctx.stdout(`${root}\n`);
    else if (word === '--git-dir' || word === '--absolute-git-dir')
      ctx.stdout(`${here === gitDir && word === '--git-dir' ? '.git' : gitDir}\n`);
    else if (word === '--is-inside-work-tree') ctx.stdout('true\n');
    else if (!word.startsWith('-')) {
      if (words.includes('--abbrev-ref') && word === 'HEAD') {
        ctx.stdout(`${branch?.replace('refs/heads/', '') ?? 'HEAD'}\n`);
        continue;
      }
      const id = await resolve(ctx, repository, word);
      if (id === null) {
        ctx.stdout(`${word}\n`);
        throw new Failure(
          128,
          `fatal: ambiguous argument '${word}': unknown revision or path not in the working tree.\nUse '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'\n`,
        );
      }
      ctx.stdout(`${abbreviated === undefined ? id : id.slice(0, length)}\n`);
    }
  }
  return 0;
};

const describe: Command = async (ctx, repository, words) => {
  const head = headCommit(repository);
  const { tags } = repository;
  const from = Math.max(
    0,
    repository.log.findIndex(({ id }) => id === head.id),
  );
  const back = words.includes('--exact-match') ? [head] : [head, ...repository.log.slice(from + 1)];
  for (const [distance, { id }] of back.entries()) {
    for (const tag of tags) {
      if ((await resolve(ctx, repository, `refs/tags/${tag}`)) !== id) continue;
      ctx.stdout(distance === 0 ? `${tag}\n` : `${tag}-${distance}-g${short(head.id)}\n`);
      return 0;
    }
  }
  if (words.includes('--always')) {
    ctx.stdout(`${short(head.id)}\n`);
    return 0;
  }
  if (words.includes('--exact-match'))
    throw new Failure(128, `fatal: no tag exactly matches '${head.id}'\n`);
  if (tags.length === 0)
    throw new Failure(128, 'fatal: No names found, cannot describe anything.\n');
  throw new Failure(
    128,
    `fatal: No tags can describe '${head.id}'.\nTry --always, or create some tags.\n`,
  );
};

const branchCommand: Command = async (ctx, { branch, head }, words) => {
  const name = branch?.replace('refs/heads/', '');
  if (words.includes('--show-current')) {
    if (name !== undefined) ctx.stdout(`${name}\n`);
  } else if (words.every((word) => word.startsWith('-'))) {
    ctx.stdout(name === undefined ? `* (HEAD detached at ${short(head ?? '')})\n` : `* ${name}\n`);
  } else ctx.assumed('Branches that a build makes are not simulated.');
  return 0;
};

const commit: Command = async (ctx, repository, words) => {
  const at = words.findIndex((word) => /^-[a-z]*m$|^--message$/.test(word));
  const message =
    words[at + 1] ?? words.find((word) => word.startsWith('--message='))?.slice(10) ?? '';
  const ini = parseIni((await readText(ctx.fs, `${ctx.env.HOME ?? '/root'}/.gitconfig`)) ?? '');
  const author = ini.get('user')?.get('name') ?? ctx.env.GIT_AUTHOR_NAME;
  const email = ini.get('user')?.get('email') ?? ctx.env.GIT_AUTHOR_EMAIL;
  if (author === undefined || email === undefined) {
    throw new Failure(
      128,
      'Author identity unknown\n\n*** Please tell me who you are.\n\nRun\n\n  git config --global user.email "you@example.com"\n  git config --global user.name "Your Name"\n\nto set your account\'s default identity.\nOmit --global to set the identity only in this repository.\n\nfatal: unable to auto-detect email address (got \'root@localhost.(none)\')\n',
    );
  }
  ctx.assumed('What changed is not compared: the commit is taken to hold something.');
  const id = ctx.host.ids.hex(ctx.key('commit'), 40);
  const time = Math.floor(ctx.host.clock.unix() / 1000);
  const [subject = ''] = message.split('\n');
  await writeCommit(ctx, repository, { id, author, email, time, subject });
  const name = repository.branch?.replace('refs/heads/', '') ?? 'detached HEAD';
  ctx.stdout(`[${name} ${short(id)}] ${subject}\n`);
  return 0;
};

const tag: Command = async (ctx, repository, words) => {
  const at = words.findIndex(
    (word, i) => !word.startsWith('-') && !/^-[a-z]*[mF]$/.test(words[i - 1] ?? ''),
  );
  const name = words[at];
  if (
    name === undefined ||
    words.some((word) => /^(?:-l|--list|--points-at|--sort.*|-d)$/.test(word))
  ) {
    ctx.stdout(repository.tags.map((each) => `${each}\n`).join(''));
    return 0;
  }
  if (!/^[\w.+/-]{1,100}$/.test(name) || name.includes('..'))
    throw new Failure(128, `fatal: '${name}' is not a valid tag name.\n`);
  if (repository.tags.includes(name))
    throw new Failure(128, `fatal: tag '${name}' already exists\n`);
  await writeFile(
    ctx.fs,
    `${repository.gitDir}/refs/tags/${name}`,
    `${headCommit(repository).id}\n`,
  );
  return 0;
};

/** Commands that answer from the repository's own files. */
const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['branch', branchCommand],
  ['commit', commit],
  ['describe', describe],
  ['log', log],
  ['rev-parse', revParse],
  ['tag', tag],
  [
    'symbolic-ref',
    async (ctx, { branch }, words) => {
      if (branch === null) throw new Failure(128, 'fatal: ref HEAD is not a symbolic ref\n');
      ctx.stdout(`${words.includes('--short') ? branch.replace('refs/heads/', '') : branch}\n`);
      return 0;
    },
  ],
]);

/** Runs a git command that can be answered from the files of `.git`; null: it cannot. */
export async function runGitCommand(
  ctx: ToolContext,
  root: string,
  command: string,
  words: readonly string[],
): Promise<number | null> {
  const run = commands.get(command);
  return run === undefined ? null : run(ctx, await readRepository(ctx, root), words);
}
