import { load } from 'js-yaml';
import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import { readText } from '../support/files.ts';
import { entries, isObject, own, text } from '../support/json.ts';
import { absolute, basename, dirname } from '../support/paths.ts';

/** Names of the file, the best first (Docker Docs, "How Compose works"). */
const names = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
/** Exit code of Compose when there is no file. */
const noFile = 14;

export interface Project {
  name: string;
  directory: string;
  services: [string, unknown][];
  source: string;
}
export interface Options {
  files: string[];
  project: string | undefined;
  directory: string | undefined;
  command: string;
  rest: string[];
}

/** `docker compose [OPTIONS] COMMAND …` */
export function readOptions(words: readonly string[]): Options {
  const options: Options = {
    files: [],
    project: undefined,
    directory: undefined,
    command: '',
    rest: [],
  };
  for (let at = 0; at < words.length; at++) {
    const [, flag = '', joined] = /^(--?[a-z-]+)(?:=(.*))?$/.exec(words[at] ?? '') ?? [];
    if (flag === '') {
      options.command = words[at] ?? '';
      options.rest = words.slice(at + 1);
      break;
    }
    const valued =
      /^(?:-f|--file|-p|--project-name|--project-directory|--env-file|--profile|--progress|--ansi|--parallel)$/;
    if (!valued.test(flag)) continue;
    const value = joined ?? words[++at] ?? '';
    if (flag === '-f' || flag === '--file') options.files.push(value);
    else if (flag === '-p' || flag === '--project-name') options.project = value;
    else if (flag === '--project-directory') options.directory = value;
  }
  return options;
}

async function findFile(ctx: ToolContext): Promise<string> {
  for (const name of names) {
    const path = absolute(ctx.cwd, name);
    if (await ctx.fs.exists(path)) return path;
  }
  throw new Failure(noFile, 'no configuration file provided: not found\n');
}

/** Reads the first file; others and variables in it are not merged. */
export async function readProject(ctx: ToolContext, o: Options): Promise<Project> {
  const [given, ...more] = o.files;
  const path = given === undefined ? await findFile(ctx) : absolute(ctx.cwd, given);
  const source = await readText(ctx.fs, path);
  if (source === null) throw new Failure(noFile, `open ${path}: no such file or directory\n`);
  if (more.length > 0) ctx.assumed('docker compose: only the first file is read.');
  let root: unknown;
  try {
    root = source.length > 1_000_000 ? null : load(source);
  } catch (reason) {
    const [line = ''] = reason instanceof Error ? reason.message.split('\n') : [];
    ctx.assumed('The wording of YAML errors is not that of Compose.');
    throw new Failure(15, `yaml: ${line}\n`);
  }
  if (
    !isObject(root) ||
    (own(root, 'services') === undefined && own(root, 'include') === undefined)
  )
    throw new Failure(15, 'empty compose file\n');
  const directory = o.directory === undefined ? dirname(path) : absolute(ctx.cwd, o.directory);
  const called =
    o.project ?? ctx.env.COMPOSE_PROJECT_NAME ?? text(root, 'name') ?? basename(directory);
  const name = called.toLowerCase().replace(/[^a-z0-9_-]/g, '') || 'default';
  return { name, directory, services: entries(root, 'services'), source };
}
