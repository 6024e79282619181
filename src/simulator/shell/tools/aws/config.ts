import type { ToolContext } from '../../types.ts';
import { readText, writeFile } from '../support/files.ts';
import { type Ini, parseIni, printIni } from '../support/ini.ts';
import { absolute } from '../support/paths.ts';

/** Where the shared files are: environment first, then the home directory (AWS CLI User Guide, "Configuration and credential file settings"). */
export function configFiles(ctx: ToolContext): { config: string; credentials: string } {
  const home = ctx.env.HOME ?? '/root';
  const at = (path: string | undefined, name: string) =>
    path ? absolute(ctx.cwd, path.replace(/^~(?=\/)/, home)) : `${home}/.aws/${name}`;
  return {
    config: at(ctx.env.AWS_CONFIG_FILE, 'config'),
    credentials: at(ctx.env.AWS_SHARED_CREDENTIALS_FILE, 'credentials'),
  };
}

export async function readIni(ctx: ToolContext, path: string): Promise<Ini> {
  return parseIni((await readText(ctx.fs, path)) ?? '');
}

export const writeIni = (ctx: ToolContext, path: string, ini: Ini): Promise<void> =>
  writeFile(ctx.fs, path, printIni(ini));

/** In the config file every profile but the default one has `profile` before its name. */
export const sectionOf = (profile: string): string =>
  profile === 'default' ? 'default' : `profile ${profile}`;

export interface Profile {
  name: string;
  /** True: named by `--profile`, which also puts environment variables out of force. */
  explicit: boolean;
  exists: boolean;
  /** Settings of both files; credentials file first. */
  settings: Map<string, string>;
}

/** The profile in force, with its settings. */
export async function readProfile(ctx: ToolContext, option?: string): Promise<Profile> {
  const name = option ?? ctx.env.AWS_PROFILE ?? ctx.env.AWS_DEFAULT_PROFILE ?? 'default';
  const files = configFiles(ctx);
  const config = (await readIni(ctx, files.config)).get(sectionOf(name));
  const credentials = (await readIni(ctx, files.credentials)).get(name);
  return {
    name,
    explicit: option !== undefined,
    exists: name === 'default' || config !== undefined || credentials !== undefined,
    settings: new Map([...(config ?? []), ...(credentials ?? [])]),
  };
}
