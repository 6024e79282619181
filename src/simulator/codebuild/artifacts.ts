import { matchPath } from '../text/glob.ts';
import type { BuildspecArtifacts } from './buildspec/types.ts';
import { agentText } from './logTemplates.ts';

export interface SelectedArtifacts {
  /** `path` below the source root, `name` in the zip. */
  files: { path: string; name: string }[];
  /** What the agent writes meanwhile. */
  logLines: string[];
  /** Message of the phase context when nothing is left to upload. */
  error?: string;
}

const trimmed = (directory: string): string =>
  directory.replace(/^\.\//, '').replace(/\/+$/, '') || '.';

/**
 * The files that `artifacts` names (CodeBuild User Guide, "Build specification reference", artifacts; log lines and errors as
 * observed, reference: codebuild §2.8).
 * @param o.files paths of all files below the source root, relative to it.
 */
export function selectArtifacts(o: {
  files: readonly string[];
  spec: BuildspecArtifacts;
  baseDirectory: string;
  /** The base directory lies elsewhere: `files` are all that is in it, and `baseDirectory` is only told. */
  elsewhere?: boolean;
}): SelectedArtifacts {
  const base = trimmed(o.baseDirectory);
  const logLines = agentText.artifactSearch(base);
  const below = relativeTo(o.files, o.elsewhere ? '.' : base);
  if (below.length === 0 && base !== '.') {
    return {
      files: [],
      logLines,
      error: `no matching base directory path found for ${o.baseDirectory}`,
    };
  }
  logLines.push(...agentText.artifactPaths(base));
  const chosen = new Map<string, string>();
  for (const pattern of o.spec.files) {
    logLines.push(agentText.expanding(pattern));
    const found = below.filter(({ inside }) => matchPath(pattern, inside));
    if (found.length === 0) logLines.push(agentText.skippingPath(pattern));
    for (const { path, inside } of found) chosen.set(path, inside);
  }
  const kept = [...chosen].filter(
    ([, inside]) => !o.spec['exclude-paths'].some((pattern) => matchPath(pattern, inside)),
  );
  if (kept.length === 0) {
    return { files: [], logLines, error: 'no matching artifact paths found' };
  }
  logLines.push(agentText.foundFiles(kept.length));
  const flat = o.spec['discard-paths'];
  return {
    logLines,
    files: kept.map(([path, inside]) => ({
      path,
      name: flat ? inside.slice(inside.lastIndexOf('/') + 1) : inside,
    })),
  };
}

/** Files below a directory, which may itself be a glob. */
function relativeTo(files: readonly string[], base: string): { path: string; inside: string }[] {
  if (base === '.') return files.map((path) => ({ path, inside: path }));
  const depth = base.split('/').length;
  return files.flatMap((path) => {
    const parts = path.split('/');
    if (parts.length <= depth || !matchPath(base, parts.slice(0, depth).join('/'))) return [];
    return [{ path, inside: parts.slice(depth).join('/') }];
  });
}
