import type { Tool, ToolContext } from '../types.ts';
import { putPrograms } from './installed.ts';
import { Failure, tool } from './support/failure.ts';
import { isDirectory, isFile, listFiles, readText, writeFile } from './support/files.ts';
import { own, parseJson, text as textOf } from './support/json.ts';
import { absolute, basename, dirname } from './support/paths.ts';
import { placeholders } from './support/placeholder.ts';
import { elementText } from './support/xml.ts';

/** ms of a command on a small project: a typical figure. */
const workMs = 9_000;
/** The newest SDK of each image: what `dotnet` uses without a global.json (reference: codebuild §5.5). */
const newestSdk: readonly [RegExp, string][] = [
  [/\/standard:5\./, '5.0.408'],
  [/amazonlinux2-aarch64-standard:2\./, '3.1.426'],
  [/\/standard:6\.|amazonlinux2-x86_64-standard:4\./, '6.0.428'],
  [/./, '10.0.101'],
];
const withValue = new Set(
  '-c --configuration -o --output -f --framework -r --runtime -l --logger --results-directory -v --verbosity --project -s --source --filter -p --no-restore-x --collect --version-suffix -a --arch'.split(
    ' ',
  ),
);
/** Programs of global tools that are not called like their package. */
const toolPrograms = new Map(
  Object.entries({
    'aws.codeartifact.nuget.credentialprovider': 'dotnet-codeartifact-creds',
    'amazon.lambda.tools': 'dotnet-lambda',
    'amazon.ecs.tools': 'dotnet-ecs',
    'amazon.elasticbeanstalk.tools': 'dotnet-eb',
    'dotnet-reportgenerator-globaltool': 'reportgenerator',
    'coverlet.console': 'coverlet',
  }),
);

interface Words {
  plain: string[];
  values: Map<string, string>;
}

function read(words: readonly string[]): Words {
  const found: Words = { plain: [], values: new Map() };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (withValue.has(word)) found.values.set(word, words[++at] ?? '');
    else if (!word.startsWith('-') && !word.startsWith('/p:')) found.plain.push(word);
  }
  return found;
}

const isProject = (name: string): boolean => /\.(?:cs|fs|vb)proj$|\.slnx?$/.test(name);

/** The project or solution that a command works on. @throws Failure 1 with MSBuild's own words. */
async function projectOf(ctx: ToolContext, words: Words): Promise<string> {
  const [given] = words.plain;
  if (given !== undefined) {
    const path = absolute(ctx.cwd, given);
    if (await isFile(ctx.fs, path)) return path;
    if (!(await isDirectory(ctx.fs, path))) {
      throw new Failure(
        1,
        `MSBUILD : error MSB1009: Project file does not exist.\nSwitch: ${given}\n`,
      );
    }
  }
  const directory = absolute(ctx.cwd, given ?? '.');
  const found = (await ctx.fs.readdir(directory)).filter(isProject);
  const solutions = found.filter((name) => /\.slnx?$/.test(name));
  if (found.length === 0) {
    throw new Failure(
      1,
      'MSBUILD : error MSB1003: Specify a project or solution file. The current working directory does not contain a project or solution file.\n',
    );
  }
  if (found.length > 1 && solutions.length !== 1) {
    throw new Failure(
      1,
      'MSBUILD : error MSB1011: Specify which project or solution file to use because this folder contains more than one project or solution file.\n',
    );
  }
  return `${directory}/${solutions[0] ?? found[0]}`;
}

/** The projects of a solution: all below its directory. */
async function projectsOf(ctx: ToolContext, path: string): Promise<string[]> {
  if (!/\.slnx?$/.test(path)) return [path];
  return (await listFiles(ctx.fs, dirname(path)))
    .map((file) => file.path)
    .filter((file) => /proj$/.test(file) && isProject(file));
}

async function output(ctx: ToolContext, command: string, words: Words): Promise<void> {
  const path = await projectOf(ctx, words);
  const value = (short: string, long: string) => words.values.get(short) ?? words.values.get(long);
  const configuration =
    value('-c', '--configuration') ?? (command === 'publish' ? 'Release' : 'Debug');
  for (const project of await projectsOf(ctx, path)) {
    const text = (await readText(ctx.fs, project)) ?? '';
    const name = elementText(text, 'AssemblyName') ?? basename(project).replace(/\.\w+$/, '');
    const framework =
      value('-f', '--framework') ?? elementText(text, 'TargetFramework') ?? 'net8.0';
    const usual = `${dirname(project)}/bin/${configuration}/${framework}${command === 'publish' ? '/publish' : ''}`;
    const target = value('-o', '--output');
    const folder = target === undefined ? usual : absolute(ctx.cwd, target);
    await placeholders(ctx, 'dotnet', [`${folder}/${name}.dll`, `${folder}/${name}.deps.json`]);
    ctx.stdout(`  ${name} -> ${folder}/${command === 'publish' ? '' : `${name}.dll`}\n`);
  }
  if (command !== 'build') return;
  ctx.stdout('\nBuild succeeded.\n    0 Warning(s)\n    0 Error(s)\n');
}

const trx =
  '<?xml version="1.0" encoding="utf-8"?>\n<TestRun id="00000000-0000-0000-0000-000000000000" name="placeholder of Pipeglass" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">\n  <Results />\n</TestRun>\n';

async function test(ctx: ToolContext, words: Words): Promise<void> {
  const path = await projectOf(ctx, words);
  const logger = words.values.get('--logger') ?? words.values.get('-l') ?? '';
  if (!logger.startsWith('trx')) return;
  const folder = words.values.get('--results-directory') ?? `${dirname(path)}/TestResults`;
  const file = /LogFileName=([^;]{1,100})/.exec(logger)?.[1] ?? 'results.trx';
  await writeFile(ctx.fs, `${absolute(ctx.cwd, folder)}/${file}`, trx);
}

async function installTool(ctx: ToolContext, words: Words): Promise<number> {
  const [, action, name] = words.plain;
  ctx.assumed('NuGet is not asked: the tool that is named counts as installed.');
  if (action !== 'install' || name === undefined) return 0;
  const program = toolPrograms.get(name.toLowerCase()) ?? name.toLowerCase();
  await putPrograms(ctx, [program]);
  ctx.stdout(
    `You can invoke the tool using the following command: ${program}\nTool '${name.toLowerCase()}' was successfully installed.\n`,
  );
  return 0;
}

async function sdk(ctx: ToolContext): Promise<string> {
  for (let at = ctx.cwd; ; at = dirname(at)) {
    const text = await readText(ctx.fs, `${at === '/' ? '' : at}/global.json`);
    const version = text === null ? undefined : textOf(own(parseJson(text), 'sdk'), 'version');
    if (version !== undefined) return version;
    if (at === '/') return newestSdk.find(([image]) => image.test(ctx.host.image))?.[1] ?? '';
  }
}

/** .NET of the images: reads projects, and makes placeholders of the assemblies that they name. */
export const dotnet: Tool = tool('dotnet', async (ctx) => {
  await ctx.sleep(150);
  const [command = '', ...rest] = ctx.args;
  if (command === '--version' || command === '--list-sdks') {
    const version = await sdk(ctx);
    ctx.stdout(command === '--version' ? `${version}\n` : `${version} [/root/.dotnet/sdk]\n`);
    return 0;
  }
  const words = read(rest);
  if (command === 'tool') return installTool(ctx, { ...words, plain: [command, ...words.plain] });
  if (
    !/^(?:add|build|clean|list|msbuild|new|nuget|pack|publish|remove|restore|run|sln|test|vstest|format|workload|dev-certs|exec|help|--info)$/.test(
      command,
    )
  ) {
    if (command.endsWith('.dll') && (await isFile(ctx.fs, absolute(ctx.cwd, command)))) {
      ctx.assumed('Pipeglass does not run .NET: the program is taken to succeed.');
      return 0;
    }
    const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
    const program = `dotnet-${command}`;
    if (command !== '' && (await ctx.sh(`command -v ${quoted(program)} > /dev/null`)) === 0) {
      return ctx.sh([program, ...rest].map(quoted).join(' '));
    }
    throw new Failure(
      1,
      'Could not execute because the specified command or file was not found.\nPossible reasons for this include:\n  * You misspelled a built-in dotnet command.\n  * You intended to execute a .NET program, but ' +
        `${program} does not exist.\n  * You intended to run a global tool, but a dotnet-prefixed executable with this name could not be found on the PATH.\n`,
    );
  }
  if (/^(?:build|publish|pack|restore|test|clean)$/.test(command)) await projectOf(ctx, words);
  await ctx.sleep(workMs);
  ctx.assumed(
    `Pipeglass does not run .NET: "dotnet ${command}" is taken to succeed; assemblies are placeholders.`,
  );
  if (command === 'build' || command === 'publish') await output(ctx, command, words);
  if (command === 'test') await test(ctx, words);
  return 0;
});
