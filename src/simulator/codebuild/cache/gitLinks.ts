import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { CodeBuildProject } from '../../scenario/types.ts';
import { cacheSettings } from './settings.ts';

type Files = Record<string, Uint8Array>;

/** Where a local cache keeps git's own files. The path was not seen. */
const kept = '/codebuild/local-cache/workspace';

/**
 * The files of a build, as they lie with a local source cache: git's own ones are in the cache, and `.git` is a file that says
 * where (CodeBuild User Guide, "Troubleshooting AWS CodeBuild": `.git` may be a text file).
 * @param directories of the sources
 */
export function withGitLinks(
  project: CodeBuildProject,
  files: Files,
  directories: readonly string[],
): Files {
  const settings = cacheSettings(project);
  if (settings.type !== 'LOCAL' || !settings.modes.has('LOCAL_SOURCE_CACHE')) return files;
  const placed: Files = {};
  for (const [path, bytes] of Object.entries(files)) {
    const index = directories.findIndex((directory) => path.startsWith(`${directory}/.git/`));
    const directory = directories[index];
    if (directory === undefined) {
      placed[path] = bytes;
      continue;
    }
    const own = `${kept}/${index}/.git`;
    placed[`${own}${path.slice(directory.length + '/.git'.length)}`] = bytes;
    placed[`${directory}/.git`] = utf8ToBytes(`gitdir: ${own}\n`);
  }
  return placed;
}
