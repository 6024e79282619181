import type { Tool } from '../types.ts';
import { assumedPrograms } from './assumed.ts';
import { aws } from './aws/index.ts';
import { curl } from './curl.ts';
import { deployTools } from './deploy/index.ts';
import { docker } from './docker/index.ts';
import { git } from './git.ts';
import { installedProgram } from './installed.ts';
import { node, npx } from './node.ts';
import { npm } from './npm/index.ts';
import { pythonTools } from './python/index.ts';
import { runtimeTools } from './runtimes.ts';
import { yarn } from './yarn.ts';

/** The programs on the PATH of a build container that are not the shell's own. */
export const tools: Tool[] = [
  aws,
  curl,
  docker,
  git,
  installedProgram,
  node,
  npm,
  npx,
  yarn,
  ...deployTools,
  ...pythonTools,
  ...runtimeTools,
  ...assumedPrograms,
];

/** Package managers that only one family of images has. */
const onlyOn: readonly [RegExp, ReadonlySet<string>][] = [
  [/amazonlinux/, new Set(['yum', 'dnf'])],
  [/\/standard:/, new Set(['apt', 'apt-get'])],
];

/**
 * The programs of one image: on Amazon Linux there is no `apt-get`, on Ubuntu no `yum`, so that they end with 127 there. Of an
 * image that is not one of CodeBuild's everything is taken to be there.
 */
export function toolsFor(image: string): Tool[] {
  if (!onlyOn.some(([family]) => family.test(image))) {
    return tools.map((each) =>
      each === installedProgram ? each : { name: each.name, run: each.run },
    );
  }
  return tools.filter(({ name }) =>
    onlyOn.every(([family, names]) => family.test(image) || !names.has(name)),
  );
}
