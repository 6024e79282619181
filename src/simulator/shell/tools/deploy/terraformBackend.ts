import type { ToolContext } from '../../types.ts';
import { isDirectory, readText } from '../support/files.ts';
import { absolute } from '../support/paths.ts';

/** Where the state lies, as the `backend "s3"` block says (Terraform documentation, "Backend Type: s3"). */
export interface Backend {
  bucket: string;
  key: string;
  region: string | undefined;
  /** DynamoDB table of the old lock. */
  table: string | undefined;
  /** `use_lockfile`: an object beside the state is the lock. */
  lockFile: boolean;
}

/** Settings `name = "value"`, one a line. */
function settingsIn(text: string): [string, string][] {
  return text.split('\n').flatMap((line): [string, string][] => {
    const equals = line.indexOf('=');
    if (equals < 0 || /^\s*[#/]/.test(line)) return [];
    const value = line.slice(equals + 1).trim();
    return [[line.slice(0, equals).trim(), /^"([^"]*)"/.exec(value)?.[1] ?? value]];
  });
}

/** What stands between the braces of the backend's block; null: the file has none. */
function blockIn(text: string): string | null {
  const start = /\bbackend\s+"s3"\s*\{/.exec(text);
  if (start === null) return null;
  const rest = text.slice(start.index + start[0].length);
  const end = rest.indexOf('}');
  return end < 0 ? rest : rest.slice(0, end);
}

/** The backend of a directory's files, with `-backend-config` on top. Null: the state is local. */
export async function backendOf(
  ctx: ToolContext,
  directory: string,
  words: readonly string[],
): Promise<Backend | null> {
  if (!(await isDirectory(ctx.fs, directory))) return null;
  let block: string | null = null;
  for (const name of await ctx.fs.readdir(directory)) {
    if (name.endsWith('.tf'))
      block ??= blockIn((await readText(ctx.fs, `${directory}/${name}`)) ?? '');
  }
  if (block === null) return null;
  const settings = new Map(settingsIn(block));
  for (const word of words) {
    const config = /^--?backend-config=(.*)$/s.exec(word)?.[1];
    if (config === undefined) continue;
    const given = config.includes('=')
      ? config
      : ((await readText(ctx.fs, absolute(directory, config))) ?? '');
    for (const [name, value] of settingsIn(given)) settings.set(name, value);
  }
  return {
    bucket: settings.get('bucket') ?? '',
    key: settings.get('key') ?? '',
    region: settings.get('region'),
    table: settings.get('dynamodb_table'),
    lockFile: settings.get('use_lockfile') === 'true',
  };
}
