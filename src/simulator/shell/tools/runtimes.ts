import type { Tool, ToolContext } from '../types.ts';
import { Failure, tool } from './support/failure.ts';
import { readText, writeFile } from './support/files.ts';

/**
 * Runtimes that the images start with when the buildspec selects none, as the middle of the image's variables
 * `NODE_18_VERSION`, `PYTHON_311_VERSION` … (CodeBuild User Guide, "Docker images provided by CodeBuild").
 */
const defaults: readonly [RegExp, Readonly<Record<string, string>>][] = [
  [/\/standard:5\./, { NODE: '14', PYTHON: '39', GOLANG: '15', RUBY: '27', PHP: '80' }],
  [/\/standard:6\./, { NODE: '16', PYTHON: '310', GOLANG: '18', RUBY: '31', PHP: '81' }],
  [
    /amazonlinux2-x86_64-standard:4\./,
    { NODE: '16', PYTHON: '39', GOLANG: '18', RUBY: '31', PHP: '81' },
  ],
  [
    /amazonlinux2-aarch64-standard:2\./,
    { NODE: '12', PYTHON: '39', GOLANG: '14', RUBY: '27', PHP: '74' },
  ],
  [/\/standard:8\./, { NODE: '24', PYTHON: '314', GOLANG: '26', RUBY: '40', PHP: '84' }],
  [
    /x86_64-standard:6\.|aarch64-standard:4\./,
    { NODE: '24', PYTHON: '314', GOLANG: '26', RUBY: '40', PHP: '85' },
  ],
  [
    /amazonlinux-aarch64-standard:3\./,
    { NODE: '18', PYTHON: '311', GOLANG: '20', RUBY: '32', PHP: '81' },
  ],
  [/./, { NODE: '18', PYTHON: '311', GOLANG: '20', RUBY: '32', PHP: '82' }],
];

/** Versions where the image's variables are not set. */
const fallback: Readonly<Record<string, string>> = {
  NODE: '18.20.8',
  PYTHON: '3.11.15',
  GOLANG: '1.20.14',
  RUBY: '3.2.10',
  PHP: '8.2.30',
};

/** Where each runtime's version stands in the container. */
const places = {
  NODE: '/usr/local/include/node/node_version.h',
  PYTHON: '/root/.pyenv/version',
  GOLANG: '/root/.goenv/version',
  RUBY: '/root/.rbenv/version',
  PHP: '/root/.phpenv/version',
} as const;
export type Runtime = keyof typeof places;

function defaultVersion(ctx: ToolContext, runtime: Runtime): string {
  const middle = defaults.find(([image]) => image.test(ctx.host.image))?.[1][runtime] ?? '';
  return ctx.env[`${runtime}_${middle}_VERSION`] ?? fallback[runtime] ?? '';
}

/** The version of a runtime that is active in the container: `20.20.0`. */
export async function activeVersion(ctx: ToolContext, runtime: Runtime): Promise<string> {
  const text = await readText(ctx.fs, places[runtime]);
  if (text === null) return defaultVersion(ctx, runtime);
  if (runtime !== 'NODE') return text.trim();
  const part = (name: string) => new RegExp(`NODE_${name}_VERSION (\\d+)`).exec(text)?.[1] ?? '0';
  return `${part('MAJOR')}.${part('MINOR')}.${part('PATCH')}`;
}

/** npm in each release line of Node on the images: bundled, and 11.7.0 put over 22 and 24 (aws-codebuild-docker-images). */
const npmVersions: Readonly<Record<string, string>> = {
  '10': '6.14.12',
  '12': '6.14.16',
  '14': '6.14.18',
  '16': '8.19.4',
  '18': '10.8.2',
  '20': '10.8.2',
  '22': '11.7.0',
  '24': '11.7.0',
};
export function npmVersionFor(node: string): string {
  return npmVersions[node.split('.')[0] ?? ''] ?? '10.8.2';
}

/** ms: copying a cached version (observed); downloading one (typical). */
const nodeSwitchMs = 1300;
const nodeDownloadMs = 2600;

const isVersion = (word: string): boolean => /^\d{1,4}\.\d{1,4}\.\d{1,4}$/.test(word);

/** `n <version>`: Node's version manager of the images (reference: codebuild §2.6). Unlisted versions come from nodejs.org. */
const n: Tool = tool('n', async (ctx) => {
  const wanted = (ctx.args.find((word) => !word.startsWith('-')) ?? '').replace(/^v/, '');
  const cached = Object.entries(ctx.env).some(
    ([name, value]) => /^NODE_\d+_VERSION$/.test(name) && value === wanted,
  );
  let version = wanted;
  if (!isVersion(wanted)) {
    const major = wanted.split('.')[0] ?? '';
    const listed = ctx.env[`NODE_${major}_VERSION`];
    if (listed === undefined) {
      throw new Failure(1, `\n  Error: no version found for '${wanted}'\n\n`);
    }
    ctx.assumed(`Which Node.js "${wanted}" is today is not known: the image's ${listed} is taken.`);
    version = listed;
  }
  const lines: [string, string][] = [
    ['copying', `node/${version}`],
    ['installed', `v${version} (with npm ${npmVersionFor(version)})`],
  ];
  if (!cached && isVersion(wanted)) {
    lines.unshift(
      ['installing', `node-v${version}`],
      ['mkdir', `/usr/local/n/versions/node/${version}`],
      ['fetch', `https://nodejs.org/dist/v${version}/node-v${version}-linux-x64.tar.xz`],
    );
  }
  await ctx.sleep(cached ? nodeSwitchMs : nodeDownloadMs);
  const [major, minor, patch] = version.split('.');
  await writeFile(
    ctx.fs,
    places.NODE,
    `#define NODE_MAJOR_VERSION ${major}\n#define NODE_MINOR_VERSION ${minor}\n#define NODE_PATCH_VERSION ${patch}\n`,
  );
  ctx.stdout(lines.map(([verb, what]) => `${verb.padStart(12)} : ${what}\n`).join(''));
  return 0;
});

/** A manager of the rbenv family: `global <version>` is silent, without a version it prints the active one. */
function versionManager(name: string, runtime: Runtime, durationMs: number): Tool {
  return tool(name, async (ctx) => {
    const [command, version] = ctx.args;
    await ctx.sleep(durationMs);
    if (command === 'global' && version !== undefined) {
      await writeFile(ctx.fs, places[runtime], `${version}\n`);
    } else if (command === 'global' || command === 'version') {
      ctx.stdout(`${await activeVersion(ctx, runtime)}\n`);
    } else {
      ctx.assumed(`The result of "${name} ${ctx.args.join(' ')}" is not simulated.`);
    }
    return 0;
  });
}

/** What the images switch their runtimes with; durations from observed logs (0.4–0.8 s). */
export const runtimeTools: Tool[] = [
  n,
  versionManager('pyenv', 'PYTHON', 780),
  versionManager('goenv', 'GOLANG', 420),
  versionManager('rbenv', 'RUBY', 600),
  versionManager('phpenv', 'PHP', 450),
];
