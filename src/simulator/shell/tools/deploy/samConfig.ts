import type { ToolContext } from '../../types.ts';
import { has, lastValue, type OptionKind, type ParsedOptions } from '../aws/options.ts';
import { Failure } from '../support/failure.ts';
import { isFile, readText } from '../support/files.ts';
import { parseIni } from '../support/ini.ts';
import { absolute } from '../support/paths.ts';
import { toolOptions, wordsOf } from './options.ts';

const table: Readonly<Record<string, OptionKind>> = {
  'stack-name': 'value',
  template: 'value',
  'template-file': 'value',
  's3-bucket': 'value',
  's3-prefix': 'value',
  'resolve-s3': 'flag',
  capabilities: 'list',
  'parameter-overrides': 'list',
  tags: 'list',
  'role-arn': 'value',
  region: 'value',
  profile: 'value',
  'config-file': 'value',
  'config-env': 'value',
  'confirm-changeset': 'flag',
  'no-confirm-changeset': 'flag',
  'fail-on-empty-changeset': 'flag',
  'no-fail-on-empty-changeset': 'flag',
  'no-execute-changeset': 'flag',
  'no-progressbar': 'flag',
  'image-repository': 'value',
  'resolve-image-repos': 'flag',
  'kms-key-id': 'value',
  'on-failure': 'value',
  'force-upload': 'flag',
  'disable-rollback': 'flag',
  debug: 'flag',
};

/** A mistake on the command line (exit 2). */
export const samUsage = (message: string): Failure =>
  new Failure(
    2,
    `Usage: sam deploy [OPTIONS]\nTry 'sam deploy -h' for help.\n\nError: ${message}\n`,
  );

/** What `sam deploy` is asked, on the command line or in its configuration file. */
export interface SamRequest {
  options: ParsedOptions;
  setting(name: string): string | undefined;
  list(name: string): string[];
  flag(name: string): boolean;
}

/** `samconfig.toml`, or the file named: what is not said on the command line (AWS SAM Developer Guide, "AWS SAM CLI configuration file"). */
async function configured(ctx: ToolContext, options: ParsedOptions): Promise<Map<string, string>> {
  const file = lastValue(options, 'config-file') ?? 'samconfig.toml';
  const ini = parseIni((await readText(ctx.fs, absolute(ctx.cwd, file))) ?? '');
  const environment = lastValue(options, 'config-env') ?? 'default';
  const settings = ['global', 'deploy'].flatMap((command) => [
    ...(ini.get(`${environment}.${command}.parameters`) ?? []),
  ]);
  return new Map(
    settings.map(([name, value]) => [
      name.replaceAll('_', '-'),
      value.replace(/^"([^"]*)".*$/, '$1').replace(/^\[(.*)\]$/, '$1'),
    ]),
  );
}

export async function readSamRequest(
  ctx: ToolContext,
  words: readonly string[],
): Promise<SamRequest> {
  const options = toolOptions(words, table, { t: 'template' });
  const [unknown] = options.unknown;
  if (unknown !== undefined) throw samUsage(`No such option: ${unknown}`);
  const settings = await configured(ctx, options);
  return {
    options,
    setting: (name) => lastValue(options, name) ?? settings.get(name),
    list: (name) =>
      has(options, name)
        ? wordsOf(options, name)
        : (settings.get(name) ?? '').split(/[\s,"]+/).filter((word) => word !== ''),
    flag: (name) => has(options, name) || settings.get(name) === 'true',
  };
}

/** What `sam build` left, else the template itself. */
export async function samTemplate(ctx: ToolContext, options: ParsedOptions): Promise<string> {
  const named = lastValue(options, 'template-file') ?? lastValue(options, 'template');
  const names = ['.aws-sam/build/template.yaml', 'template.yaml', 'template.yml', 'template.json'];
  for (const name of named === undefined ? names : [named]) {
    if (await isFile(ctx.fs, absolute(ctx.cwd, name))) return absolute(ctx.cwd, name);
  }
  throw samUsage(
    `Invalid value for '-t' / '--template-file' / '--template': Path '${named ?? 'template.yaml'}' does not exist.`,
  );
}
