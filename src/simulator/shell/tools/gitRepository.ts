import type { ToolContext } from '../types.ts';
import { Failure } from './support/failure.ts';
import { isDirectory, readText, writeFile } from './support/files.ts';

/** A commit as the reflog tells it. */
export interface Commit {
  id: string;
  author: string;
  email: string;
  /** Unix seconds. */
  time: number;
  subject: string;
}

/** What is read of a repository: git's own files `HEAD`, `refs/` and `logs/HEAD` ("gitrepository-layout"). */
export interface GitRepository {
  root: string;
  /** Where git's own files are: `.git`, or what a file of that name points to. */
  gitDir: string;
  /** `refs/heads/main`, or null when HEAD is a commit. */
  branch: string | null;
  head: string | null;
  /** Newest first. */
  log: Commit[];
  tags: string[];
}

const zero = '0'.repeat(40);
const entry =
  /^[0-9a-f]{40} ([0-9a-f]{40}) (.{1,200}?) <([^>]{0,200})> (\d{1,12}) [+-]\d{4}\t(?:\w[\w ()-]{0,40}: )?(.*)$/;

/** A file `.git` says where the directory is ("gitrepository-layout": gitfile). */
async function gitDirOf({ fs }: ToolContext, root: string): Promise<string> {
  const usual = `${root === '/' ? '' : root}/.git`;
  const link = /^gitdir: (.+)$/m.exec((await readText(fs, usual)) ?? '')?.[1];
  return link === undefined ? usual : fs.resolvePath(root, link.trim());
}

/** Reads the repository at `root`. */
export async function readRepository(ctx: ToolContext, root: string): Promise<GitRepository> {
  const { fs } = ctx;
  const git = await gitDirOf(ctx, root);
  const head = ((await readText(fs, `${git}/HEAD`)) ?? 'ref: refs/heads/master').trim();
  const branch = head.startsWith('ref: ') ? head.slice(5) : null;
  const id = branch === null ? head : ((await readText(fs, `${git}/${branch}`)) ?? '').trim();
  const lines = ((await readText(fs, `${git}/logs/HEAD`)) ?? '').split('\n');
  const log = lines.flatMap((line): Commit[] => {
    const match = entry.exec(line);
    if (match === null) return [];
    const [, commit = '', author = '', email = '', time = '', subject = ''] = match;
    return [{ id: commit, author, email, time: Number(time), subject }];
  });
  const tags = (await isDirectory(fs, `${git}/refs/tags`))
    ? await fs.readdir(`${git}/refs/tags`)
    : [];
  return {
    root,
    gitDir: git,
    branch,
    head: id === '' ? null : id,
    log: log.reverse(),
    tags: tags.sort(),
  };
}

/** Writes a commit as the new head. */
export async function writeCommit(
  ctx: ToolContext,
  repository: GitRepository,
  commit: Commit,
): Promise<void> {
  const git = repository.gitDir;
  await writeFile(ctx.fs, `${git}/${repository.branch ?? 'HEAD'}`, `${commit.id}\n`);
  const before = (await readText(ctx.fs, `${git}/logs/HEAD`)) ?? '';
  const line = `${repository.head ?? zero} ${commit.id} ${commit.author} <${commit.email}> ${commit.time} +0000\tcommit: ${commit.subject}\n`;
  await writeFile(ctx.fs, `${git}/logs/HEAD`, before + line);
}

/** The commit that HEAD stands for. @throws Failure 128 in a repository without commits. */
export function headCommit(repository: GitRepository): Commit {
  const { head, log, branch } = repository;
  if (head === null) {
    const name = (branch ?? 'HEAD').replace('refs/heads/', '');
    throw new Failure(128, `fatal: your current branch '${name}' does not have any commits yet\n`);
  }
  return (
    log.find(({ id }) => id === head) ?? { id: head, author: '', email: '', time: 0, subject: '' }
  );
}

/** Commit that a name stands for: HEAD, a branch, a tag, (part of) an id; null: none. */
export async function resolve(
  ctx: ToolContext,
  repository: GitRepository,
  name: string,
): Promise<string | null> {
  const git = repository.gitDir;
  const plain = name.replace(/[~^].*$/, '');
  if (plain === 'HEAD' || plain === '@') return repository.head;
  for (const folder of [
    '',
    'refs/',
    'refs/tags/',
    'refs/heads/',
    'refs/remotes/',
    'refs/remotes/origin/',
  ]) {
    if (plain.includes('..')) break;
    const text = await readText(ctx.fs, `${git}/${folder}${plain}`);
    if (text !== null && /^[0-9a-f]{40}\s*$/.test(text)) return text.trim();
  }
  if (!/^[0-9a-f]{4,40}$/.test(plain)) return null;
  return (
    repository.log.find(({ id }) => id.startsWith(plain))?.id ??
    (plain.length === 40 ? plain : null)
  );
}
