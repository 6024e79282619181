import type { Params } from '../../../cloud/types.ts';
import type { ToolContext } from '../../types.ts';
import { own, text } from '../support/json.ts';
import { readProfile } from './config.ts';
import { CallError, configurationError, generalError } from './errors.ts';

type Env = Record<string, string>;

export const credentialSettings = {
  aws_access_key_id: 'AWS_ACCESS_KEY_ID',
  aws_secret_access_key: 'AWS_SECRET_ACCESS_KEY',
  aws_session_token: 'AWS_SESSION_TOKEN',
} as const;

/** The environment with the static keys of a profile's settings in it. */
export function withKeys(env: Env, settings: ReadonlyMap<string, string>): Env {
  const result = { ...env };
  for (const [setting, variable] of Object.entries(credentialSettings)) {
    const value = settings.get(setting);
    if (value === undefined) delete result[variable];
    else result[variable] = value;
  }
  return result;
}

/** The environment with the keys of a session, as AssumeRole gives them (`Credentials`). */
export const withSession = (env: Env, credentials: unknown): Env =>
  withKeys(
    env,
    new Map(
      [
        ['aws_access_key_id', text(credentials, 'AccessKeyId')],
        ['aws_secret_access_key', text(credentials, 'SecretAccessKey')],
        ['aws_session_token', text(credentials, 'SessionToken')],
      ].flatMap(([setting, value]): [string, string][] =>
        setting === undefined || value === undefined ? [] : [[setting, value]],
      ),
    ),
  );

const hasKeys = (settings: ReadonlyMap<string, string>): boolean =>
  settings.has('aws_access_key_id') && settings.has('aws_secret_access_key');

/** A profile whose role is to be assumed, and how it was come to. */
interface Asked {
  name: string;
  settings: ReadonlyMap<string, string>;
  region: string | undefined;
  /** Profiles on the way here, this one included. */
  visited: readonly string[];
}

/** Keys of the profile behind `source_profile`: its own, or of the role that it assumes in turn. */
async function fromProfile(ctx: ToolContext, asked: Asked, profile: string): Promise<Env> {
  const { name, region, visited } = asked;
  const { exists, settings } = await readProfile(ctx, profile);
  if (!exists) {
    throw generalError(
      `The source profile "${profile}" referenced in the profile "${name}" does not exist.`,
    );
  }
  if (visited.includes(profile) && (profile !== name || !hasKeys(settings))) {
    const names = visited.map((each) => `'${each}'`).join(', ');
    throw generalError(
      `Infinite loop in credential configuration detected. Attempting to load from profile ${profile} which has already been visited. Visited profiles: [${names}]`,
    );
  }
  if (hasKeys(settings)) return withKeys(ctx.env, settings);
  if (!settings.has('role_arn')) {
    throw generalError(`The source profile "${profile}" must have credentials.`);
  }
  return assume(ctx, { name: profile, settings, region, visited: [...visited, profile] });
}

/** Whose credentials ask for the role: those of another profile, of the container, or of the environment. */
async function source(ctx: ToolContext, asked: Asked): Promise<Env> {
  const { settings } = asked;
  const profile = settings.get('source_profile');
  if (profile !== undefined) return fromProfile(ctx, asked, profile);
  const kind = settings.get('credential_source');
  if (kind === 'EcsContainer') return withKeys(ctx.env, new Map());
  if (kind === 'Environment') return { ...ctx.env };
  throw configurationError(
    `Partial credentials found in assume-role, missing: source_profile or credential_source`,
  );
}

/**
 * The environment with a session of the role that a profile names (`role_arn`; AWS CLI User Guide, "Use an IAM role in the AWS
 * CLI"): one AssumeRole for each profile on the way to keys, made before the command's own call. Throws `CallError` when STS
 * refuses, and the CLI's error where the profiles lead to no keys.
 */
export const assumeProfileRole = (
  ctx: ToolContext,
  name: string,
  settings: ReadonlyMap<string, string>,
  region: string | undefined,
): Promise<Env> => assume(ctx, { name, settings, region, visited: [name] });

async function assume(ctx: ToolContext, asked: Asked): Promise<Env> {
  const { settings, region } = asked;
  const env = await source(ctx, asked);
  const optional = (setting: string, parameter: string): Params => {
    const value = settings.get(setting);
    return value === undefined ? {} : { [parameter]: value };
  };
  const seconds = Number(settings.get('duration_seconds'));
  const result = await ctx.host.aws({
    service: 'sts',
    operation: 'AssumeRole',
    params: {
      RoleArn: settings.get('role_arn') ?? '',
      RoleSessionName:
        settings.get('role_session_name') ??
        `botocore-session-${Math.floor(ctx.host.clock.unix() / 1000)}`,
      ...optional('external_id', 'ExternalId'),
      ...(settings.has('duration_seconds') && Number.isFinite(seconds)
        ? { DurationSeconds: seconds }
        : {}),
    },
    env,
    ...(region === undefined ? {} : { region }),
  });
  if (result === 'no-credentials')
    throw new CallError('credentials', 'Unable to locate credentials');
  if (!result.ok) {
    const { code, message, status } = result.error;
    throw new CallError(
      'service',
      `An error occurred (${code}) when calling the AssumeRole operation: ${message}`,
      status,
      code,
    );
  }
  return withSession(ctx.env, own(result.output, 'Credentials'));
}
