import type { Tool } from '../types.ts';

/** How a program ends that wants the internet and finds no way there. */
interface Offline {
  /** Does this call want it? All do when absent. */
  wants?(args: readonly string[]): boolean;
  /** ms until it gives up: a connection that nobody answers ends after 127 s on Linux, others set limits of their own. */
  ms: number;
  says(args: readonly string[]): string;
  exitCode: number;
}

const connectMs = 127_000;

const hostOf = (args: readonly string[]): string =>
  args
    .map((word) => /^(?:https?:\/\/)?([\w.-]+\.[a-z]{2,})(?:[:/]|$)/.exec(word)?.[1])
    .find(Boolean) ?? 'the host';

/** Addresses that answer inside every build container. */
const near = /^(?:http:\/\/)?(?:127\.|169\.254\.|localhost)/;

const firstWord =
  (...names: string[]) =>
  (args: readonly string[]): boolean =>
    names.includes(args.find((word) => !word.startsWith('-')) ?? '');

const fetches = (args: readonly string[]): boolean => !args.some((word) => near.test(word));

/** Packages that pip would look for at the index: what is no option and no path. */
const wanted = (args: readonly string[]): string =>
  args.slice(1).find((word) => /^[A-Za-z]/.test(word) && !word.includes('/')) ?? 'setuptools';

const pip: Offline = {
  wants: (args) => ['install', 'download', 'wheel'].includes(args[0] ?? ''),
  ms: 105_000,
  says(args) {
    const name = wanted(args).replace(/[^\w.-].*$/, '');
    const retry = (left: number) =>
      `WARNING: Retrying (Retry(total=${left}, connect=None, read=None, redirect=None, status=None)) after connection broken by 'ConnectTimeoutError(<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f0000000000>, 'Connection to pypi.org timed out. (connect timeout=15)')': /simple/${name}/\n`;
    return `${[4, 3, 2, 1, 0].map(retry).join('')}ERROR: Could not find a version that satisfies the requirement ${name} (from versions: none)\nERROR: No matching distribution found for ${name}\n`;
  },
  exitCode: 1,
};

const yum: Offline = {
  wants: firstWord('install', 'update', 'upgrade', 'makecache', 'check-update'),
  ms: 120_000,
  says: () =>
    "Error: Failed to download metadata for repo 'amazonlinux': Cannot prepare internal mirrorlist: Curl error (28): Timeout was reached for https://cdn.amazonlinux.com/al2023/core/mirrors/latest/x86_64/mirror.list\n",
  exitCode: 1,
};

const apt: Offline = {
  wants: firstWord('install', 'upgrade', 'dist-upgrade'),
  ms: connectMs,
  says: () =>
    'E: Failed to fetch http://archive.ubuntu.com/ubuntu/dists/jammy/InRelease  Could not connect to archive.ubuntu.com:80, connection timed out\nE: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?\n',
  exitCode: 100,
};

const docker: Offline = {
  wants: firstWord('pull', 'push', 'login'),
  ms: 15_000,
  says: () =>
    'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)\n',
  exitCode: 1,
};

/** By program. The words are those of the programs, from general knowledge. */
const table: Readonly<Record<string, Offline>> = {
  pip,
  pip3: pip,
  yum,
  dnf: yum,
  apt,
  'apt-get': apt,
  docker,
  curl: {
    wants: fetches,
    ms: connectMs,
    says: (args) =>
      `curl: (28) Failed to connect to ${hostOf(args)} port 443 after ${connectMs} ms: Connection timed out\n`,
    exitCode: 28,
  },
  wget: {
    wants: fetches,
    ms: connectMs * 20,
    says: (args) =>
      `Connecting to ${hostOf(args)}:443... failed: Connection timed out.\nGiving up.\n`,
    exitCode: 4,
  },
  git: {
    wants: firstWord('clone', 'fetch', 'pull', 'push', 'ls-remote'),
    ms: connectMs,
    says: (args) =>
      `fatal: unable to access '${args.find((word) => word.startsWith('https://')) ?? 'https://github.com/'}': Failed to connect to ${hostOf(args)} port 443 after ${connectMs} ms: Connection timed out\n`,
    exitCode: 128,
  },
};

/** The tool as it is in a build without a way to the internet: it waits, then says that nobody answered. */
export function alsoOffline(tool: Tool): Tool {
  const entry = Object.hasOwn(table, tool.name) ? table[tool.name] : undefined;
  if (entry === undefined) return tool;
  return {
    ...tool,
    async run(ctx) {
      const cut = ctx.host.reaches?.('internet') === false;
      if (!cut || entry.wants?.(ctx.args) === false) return tool.run(ctx);
      await ctx.sleep(entry.ms);
      ctx.stderr(entry.says(ctx.args));
      return entry.exitCode;
    },
  };
}
