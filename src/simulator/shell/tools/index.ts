import type { Tool } from '../types.ts';
import { assumedPrograms } from './assumed.ts';
import { aws } from './aws/index.ts';
import { bc } from './bc/index.ts';
import { codebuildHashFiles } from './codebuildHashFiles.ts';
import { codebuildTestTools } from './codebuildTests.ts';
import { curl } from './curl.ts';
import { deployTools, runPackageProgram } from './deploy/index.ts';
import { docker } from './docker/index.ts';
import { dotnet } from './dotnet.ts';
import { installTool } from './download/save.ts';
import { wget } from './download/wget.ts';
import { envsubst } from './envsubst.ts';
import { git } from './git.ts';
import { withLibraryOf } from './glibc.ts';
import { go } from './go.ts';
import { gpgTools } from './gpg.ts';
import { installedProgram } from './installed.ts';
import { javaTools } from './java/index.ts';
import { pnpm } from './javascript/pnpm.ts';
import { make } from './make/index.ts';
import { node, npx } from './node.ts';
import { npm } from './npm/index.ts';
import { lacksOf } from './officialImages.ts';
import { alsoOffline } from './offline.ts';
import { aptTools } from './packages/apt.ts';
import { packageTools } from './packages/index.ts';
import { phpTools } from './php.ts';
import { pythonTools } from './python/index.ts';
import { rubyTools } from './ruby.ts';
import { runtimeTools } from './runtimes.ts';
import { rustTools } from './rust.ts';
import { yarn } from './yarn.ts';
import { yq } from './yq/index.ts';

const absent = true as const;

/** Programs of npm packages that are simulated once they are installed. */
const packagePrograms: readonly Tool[] = ['cdk', 'serverless', 'sls'].map((name) => ({
  name,
  absent,
  run: async (ctx) => (await runPackageProgram(ctx, name, ctx.args)) ?? 0,
}));

/** The programs on the PATH of a build container that are not the shell's own. */
export const tools: Tool[] = [
  aws,
  bc,
  codebuildHashFiles,
  ...codebuildTestTools,
  curl,
  docker,
  dotnet,
  envsubst,
  git,
  go,
  installedProgram,
  installTool,
  make,
  node,
  npm,
  npx,
  pnpm,
  wget,
  yarn,
  yq,
  ...deployTools.map((each) => (each.name === 'terraform' ? { ...each, absent } : each)),
  ...packagePrograms,
  ...packageTools,
  ...gpgTools,
  ...javaTools,
  ...phpTools,
  ...pythonTools,
  ...rubyTools,
  ...rustTools,
  ...runtimeTools,
  ...assumedPrograms,
].map(alsoOffline);

/** Stand-ins that nobody calls by name. */
const hidden: ReadonlySet<Tool> = new Set([installedProgram, installTool]);

/** What only some of the curated images have (aws-codebuild-docker-images; reference: codebuild §5.4–5.5). */
const onlyOn: readonly [RegExp, ReadonlySet<string>][] = [
  [/amazonlinux/, new Set(['dnf', 'rpm', 'sudo', 'yum', 'yum-config-manager'])],
  [/amazonlinux2-/, new Set(['amazon-linux-extras'])],
  [/\/standard:/, new Set(aptTools.map(({ name }) => name))],
  [
    /\/standard:8\.|x86_64-standard:6\.|aarch64-standard:[34]\./,
    new Set(['cargo', 'rustc', 'rustup']),
  ],
];

/**
 * The programs of one image: on Amazon Linux there is no `apt-get`, on Ubuntu no `yum`, so that they end with 127 there unless
 * something installs them. Official images of Docker Hub have their own; of any other image everything is taken to be there.
 */
export function toolsFor(image: string): Tool[] {
  if (!/^aws\/codebuild\//.test(image)) {
    const lacks = lacksOf(image);
    if (lacks === null) {
      return tools.map((each) => (hidden.has(each) ? each : { name: each.name, run: each.run }));
    }
    return tools.map((each) => (lacks.has(each.name) ? { ...each, absent } : each));
  }
  return tools
    .map((each) => withLibraryOf(image, each))
    .map((each) =>
      onlyOn.every(([family, names]) => family.test(image) || !names.has(each.name))
        ? each
        : { ...each, absent: true },
    );
}
