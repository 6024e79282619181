import type { ToolContext } from '../../types.ts';
import { configFiles, readIni, readProfile, sectionOf, writeIni } from './config.ts';
import { parameterError, usageError } from './errors.ts';
import type { Globals } from './globals.ts';

type Configure = (ctx: ToolContext, globals: Globals, words: readonly string[]) => Promise<number>;

const secretNames = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'];

/** `region`, `default.region` or `profile.NAME.region`: profile and setting. */
function scoped(word: string, profile: string): { profile: string; name: string } {
  const parts = word.split('.');
  if (parts[0] === 'default' && parts.length > 1) {
    return { profile: 'default', name: parts.slice(1).join('.') };
  }
  if (parts[0] === 'profile' && parts.length > 2) {
    return { profile: parts[1] ?? '', name: parts.slice(2).join('.') };
  }
  return { profile, name: word };
}

function positional(words: readonly string[], names: readonly string[]): string[] {
  if (words.length < names.length) {
    throw usageError(
      `the following arguments are required: ${names.slice(words.length).join(', ')}`,
    );
  }
  if (words.length > names.length) {
    throw parameterError(`Unknown options: ${words.slice(names.length).join(',')}`);
  }
  return [...words];
}

const masked = (secret: string): string => `****************${secret.slice(-4)}`;

/** `aws configure set|get|list` (AWS CLI Command Reference, "configure"); none of them calls AWS. */
export const configureCommands: Readonly<Record<string, Configure>> = {
  async set(ctx, globals, words) {
    const [word = '', value = ''] = positional(words, ['varname', 'value']);
    const current = await readProfile(ctx, globals.profile);
    const { profile, name } = scoped(word, current.name);
    const files = configFiles(ctx);
    const secret = secretNames.includes(name);
    const path = secret ? files.credentials : files.config;
    const ini = await readIni(ctx, path);
    const section = secret ? profile : sectionOf(profile);
    ini.set(section, new Map(ini.get(section)).set(name, value));
    await writeIni(ctx, path, ini);
    return 0;
  },

  async get(ctx, globals, words) {
    const [word = ''] = positional(words, ['varname']);
    const current = await readProfile(ctx, globals.profile);
    const { profile, name } = scoped(word, current.name);
    const { settings } = await readProfile(ctx, profile);
    const value = settings.get(name);
    if (value === undefined) return 1;
    ctx.stdout(`${value}\n`);
    return 0;
  },

  async list(ctx, globals, words) {
    positional(words, []);
    const { env } = ctx;
    const profile = await readProfile(ctx, globals.profile);
    const { settings } = profile;
    const unset = ['<not set>', 'None', 'None'] as const;
    const setting = (name: string, show = (value: string) => value) => {
      const value = settings.get(name);
      return value === undefined ? null : ([show(value), 'config-file', '~/.aws/config'] as const);
    };
    const variable = (name: string, show = (value: string) => value) =>
      env[name] ? ([show(env[name]), 'env', name] as const) : null;
    const session = ctx.host.session();
    const fromEndpoint = (value: string | undefined) =>
      env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI && value !== undefined
        ? ([masked(value), 'container-role', ''] as const)
        : null;
    const rows = {
      NAME: ['VALUE', 'TYPE', 'LOCATION'] as const,
      profile: profile.explicit
        ? ([profile.name, 'manual', '--profile'] as const)
        : (variable('AWS_PROFILE') ?? unset),
      access_key:
        variable('AWS_ACCESS_KEY_ID', masked) ??
        setting('aws_access_key_id', masked) ??
        fromEndpoint(session?.accessKeyId) ??
        unset,
      secret_key:
        variable('AWS_SECRET_ACCESS_KEY', masked) ??
        setting('aws_secret_access_key', masked) ??
        fromEndpoint(session?.secretAccessKey) ??
        unset,
      region:
        variable('AWS_REGION') ?? variable('AWS_DEFAULT_REGION') ?? setting('region') ?? unset,
    };
    for (const [name, [value, type, location]] of Object.entries(rows)) {
      ctx.stdout(`${name.padEnd(10)} : ${value.padEnd(24)} : ${type.padEnd(16)} : ${location}\n`);
    }
    return 0;
  },
};
