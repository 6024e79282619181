import type { IFileSystem } from 'just-bash/browser';
import { listFiles, readText } from '../../support/files.ts';
import { fnmatch } from '../../support/fnmatch.ts';
import { absolute } from '../../support/paths.ts';

/** The files that a build may copy from. */
export interface BuildContext {
  /** Absolute directory in the container. */
  directory: string;
  /** Paths below it, without those that .dockerignore names. */
  paths: { path: string; bytes: number }[];
}

interface IgnoreRule {
  negated: boolean;
  segments: string[];
}

/** Rules of a .dockerignore file (Docker Docs, "Build context"): the last one that matches decides. */
export function parseIgnore(text: string): IgnoreRule[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const negated = line.startsWith('!');
      const path = absolute('/', negated ? line.slice(1).trim() : line);
      return { negated, segments: path.split('/').filter(Boolean) };
    });
}

/** Whether a pattern covers a path or one of the directories above it; `**` stands for any number of directories. */
function covers(pattern: readonly string[], path: readonly string[]): boolean {
  // reachable: positions in the path that the pattern so far may have come to
  let reachable = new Set([0]);
  for (const segment of pattern) {
    const next = new Set<number>();
    for (const at of reachable) {
      if (segment === '**') for (let to = at; to <= path.length; to++) next.add(to);
      else if (at < path.length && fnmatch(path[at] ?? '', segment)) next.add(at + 1);
    }
    reachable = next;
  }
  return reachable.size > 0;
}

export function isIgnored(path: string, rules: readonly IgnoreRule[]): boolean {
  const segments = path.split('/');
  const last = rules.findLast((rule) => covers(rule.segments, segments));
  return last !== undefined && !last.negated;
}

export async function readContext(
  fs: IFileSystem,
  directory: string,
  dockerfile: string,
): Promise<BuildContext> {
  const written =
    (await readText(fs, `${dockerfile}.dockerignore`)) ??
    (await readText(fs, `${directory === '/' ? '' : directory}/.dockerignore`)) ??
    '';
  const rules = parseIgnore(written);
  const prefix = directory === '/' ? 1 : directory.length + 1;
  const files = await listFiles(fs, directory);
  return {
    directory,
    paths: files
      .map(({ path, bytes }) => ({ path: path.slice(prefix), bytes }))
      .filter(({ path }) => !isIgnored(path, rules)),
  };
}

/** Files of the context that one source of COPY means; null when it names nothing. Wildcards may match nothing. */
export function filesOf(
  context: BuildContext,
  source: string,
): { path: string; bytes: number }[] | null {
  const wanted = absolute('/', source).slice(1);
  if (wanted === '') return context.paths;
  const segments = wanted.split('/');
  const matches = (path: string) => {
    const parts = path.split('/');
    return (
      segments.length <= parts.length &&
      segments.every((each, at) => fnmatch(parts[at] ?? '', each))
    );
  };
  const found = context.paths.filter(({ path }) => matches(path));
  return found.length === 0 && !/[*?[]/.test(wanted) ? null : found;
}
