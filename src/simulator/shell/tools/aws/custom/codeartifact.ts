import type { ToolContext } from '../../../types.ts';
import { readText, writeFile } from '../../support/files.ts';
import { parseIni, printIni } from '../../support/ini.ts';
import { text } from '../../support/json.ts';
import { generalError, unknownOptions } from '../errors.ts';
import { invalidChoice } from '../globals.ts';
import { has, lastValue, parseOptions, required } from '../options.ts';
import { unixOf } from '../time.ts';
import type { CustomCommand } from './types.ts';

interface Login {
  endpoint: string;
  token: string;
  /** Scope of npm packages, with `@`. */
  scope: string | undefined;
}

/** What a tool is told: commands that the CLI would run, and how the simulator does the same. */
interface LoginTool {
  /** Format of the repository's endpoint. */
  format: string;
  commands(login: Login): string[];
  apply(ctx: ToolContext, login: Login): Promise<void>;
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
const withToken = ({ endpoint, token }: Login): string =>
  endpoint.replace(/^https:\/\//, `https://aws:${token}@`);

/** Sets one value of an INI file in the home directory. */
async function setIni(
  ctx: ToolContext,
  file: string,
  section: string,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const path = `${ctx.env.HOME ?? '/root'}/${file}`;
  const ini = parseIni((await readText(ctx.fs, path)) ?? '');
  ini.set(section, new Map([...(ini.get(section) ?? []), ...Object.entries(settings)]));
  await writeFile(ctx.fs, path, printIni(ini));
}

const npmCommands = ({ endpoint, token, scope }: Login): string[] => [
  `npm config set ${scope === undefined ? 'registry' : `${scope}:registry`} ${quoted(endpoint)}`,
  `npm config set ${quoted(`${endpoint.replace(/^https:/, '')}:_authToken`)} ${quoted(token)}`,
];

const notSimulated = (tool: string): LoginTool => ({
  format: tool === 'swift' ? 'swift' : 'nuget',
  commands: () => [],
  apply: async (ctx) => ctx.assumed(`The configuration of ${tool} is not simulated.`),
});

const tools: Readonly<Record<string, LoginTool>> = {
  npm: {
    format: 'npm',
    commands: npmCommands,
    async apply(ctx, login) {
      for (const command of npmCommands(login)) {
        if ((await ctx.sh(command)) === 127) {
          throw generalError('npm was not found. Please verify installation.');
        }
      }
    },
  },
  pip: {
    format: 'pypi',
    commands: (login) => [`pip config set global.index-url ${withToken(login)}simple/`],
    apply: (ctx, login) =>
      setIni(ctx, '.config/pip/pip.conf', 'global', { 'index-url': `${withToken(login)}simple/` }),
  },
  twine: {
    format: 'pypi',
    commands: () => [],
    async apply(ctx, { endpoint, token }) {
      await setIni(ctx, '.pypirc', 'distutils', { 'index-servers': 'codeartifact' });
      await setIni(ctx, '.pypirc', 'codeartifact', {
        repository: endpoint,
        username: 'aws',
        password: token,
      });
    },
  },
  nuget: notSimulated('nuget'),
  dotnet: notSimulated('dotnet'),
  swift: notSimulated('swift'),
};

const amount = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** `12 hours`, `11 hours and 30 minutes`: how long the token lasts, to the minute. */
function lasting(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  const parts = [
    ...(minutes >= 60 ? [amount(Math.floor(minutes / 60), 'hour')] : []),
    ...(minutes % 60 > 0 ? [amount(minutes % 60, 'minute')] : []),
  ];
  return parts.join(' and ');
}

/** `aws codeartifact login`: a token and an endpoint, written where the package manager looks (AWS CLI Command Reference). */
const login: CustomCommand = async (ctx, client, _globals, words) => {
  const parsed = parseOptions(words, {
    tool: 'value',
    domain: 'value',
    'domain-owner': 'value',
    namespace: 'value',
    'duration-seconds': 'value',
    repository: 'value',
    'endpoint-type': 'value',
    'dry-run': 'flag',
  });
  const unknown = [...parsed.unknown, ...parsed.positionals];
  if (unknown.length > 0) throw unknownOptions(unknown);
  const name = required(parsed, 'tool');
  const chosen = Object.hasOwn(tools, name) ? tools[name] : undefined;
  if (chosen === undefined) throw invalidChoice('--tool', name, Object.keys(tools));
  const domain = required(parsed, 'domain');
  const repository = required(parsed, 'repository');
  const owner = lastValue(parsed, 'domain-owner');
  const seconds = lastValue(parsed, 'duration-seconds');
  const common = { domain, ...(owner === undefined ? {} : { domainOwner: owner }) };
  const { authorizationToken: token, expiration } = await client.call(
    'codeartifact',
    'GetAuthorizationToken',
    { ...common, ...(seconds === undefined ? {} : { durationSeconds: Number(seconds) }) },
  );
  const found = await client.call('codeartifact', 'GetRepositoryEndpoint', {
    ...common,
    repository,
    format: chosen.format,
  });
  const endpoint = text(found, 'repositoryEndpoint') ?? '';
  const namespace = lastValue(parsed, 'namespace');
  const details: Login = {
    endpoint,
    token: String(token),
    scope: namespace === undefined ? undefined : `@${namespace.replace(/^@/, '')}`,
  };
  if (has(parsed, 'dry-run')) {
    for (const command of chosen.commands(details)) ctx.stdout(`${command}\n\n`);
    return 0;
  }
  await chosen.apply(ctx, details);
  const ends = unixOf(ctx, expiration);
  const at = new Date(ends).toISOString().slice(0, 19).replace('T', ' ');
  ctx.stdout(
    `Successfully configured ${name} to use AWS CodeArtifact repository ${endpoint} \nLogin expires in ${lasting(ends - ctx.host.clock.unix())} at ${at}+00:00\n`,
  );
  return 0;
};

/** Commands of the CLI's own for CodeArtifact. */
export const codeartifactCommands = { login };
