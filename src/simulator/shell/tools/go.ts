import type { Tool, ToolContext } from '../types.ts';
import { putPrograms } from './installed.ts';
import { activeVersion } from './runtimes.ts';
import { Failure, tool } from './support/failure.ts';
import { isDirectory, isFile, listFiles, readText } from './support/files.ts';
import { absolute, basename, dirname } from './support/paths.ts';
import { placeholders } from './support/placeholder.ts';

/** ms to compile a small module: a typical figure. */
const buildMs = 9_000;
const commands = new Set(
  'bug build clean doc env fix fmt generate get install list mod work run telemetry test tool version vet'.split(
    ' ',
  ),
);
const withValue = new Set(
  '-o -ldflags -tags -run -timeout -coverprofile -covermode -p -mod -count -bench -gcflags -asmflags -installsuffix -C -exec -coverpkg -json'.split(
    ' ',
  ),
);

interface Module {
  directory: string;
  name: string;
}

async function moduleAbove(ctx: ToolContext): Promise<Module | null> {
  for (let at = ctx.cwd; ; at = dirname(at)) {
    const text = await readText(ctx.fs, `${at === '/' ? '' : at}/go.mod`);
    if (text !== null)
      return { directory: at, name: /^module\s+(\S{1,200})/m.exec(text)?.[1] ?? '' };
    if (at === '/') return null;
  }
}

interface Words {
  packages: string[];
  values: Map<string, string>;
}

function read(words: readonly string[]): Words {
  const found: Words = { packages: [], values: new Map() };
  for (let at = 0; at < words.length; at++) {
    const word = (words[at] ?? '').replace(/^--/, '-');
    const equals = word.indexOf('=');
    if (!word.startsWith('-')) found.packages.push(word);
    else if (equals > 0) found.values.set(word.slice(0, equals), word.slice(equals + 1));
    else if (withValue.has(word) && word !== '-json') found.values.set(word, words[++at] ?? '');
  }
  return found;
}

/** Directories of the packages that are named: `./...` is all below. */
async function directoriesOf(ctx: ToolContext, packages: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const each of packages.length === 0 ? ['.'] : packages) {
    if (!each.endsWith('...')) {
      found.add(absolute(ctx.cwd, each.endsWith('.go') ? '.' : each));
      continue;
    }
    const root = absolute(ctx.cwd, each.slice(0, -3));
    if (!(await isDirectory(ctx.fs, root))) continue;
    for (const { path } of await listFiles(ctx.fs, root))
      if (path.endsWith('.go')) found.add(dirname(path));
  }
  return [...found];
}

const goFiles = async (ctx: ToolContext, directory: string): Promise<string[]> =>
  (await isDirectory(ctx.fs, directory))
    ? (await ctx.fs.readdir(directory)).filter((name) => name.endsWith('.go'))
    : [];

async function build(ctx: ToolContext, module: Module | null, words: Words): Promise<number> {
  for (const each of words.packages) {
    if (!each.endsWith('.go') || (await isFile(ctx.fs, absolute(ctx.cwd, each)))) continue;
    throw new Failure(
      1,
      `no required module provides package ${each}; to add it:\n\tgo get ${each}\n`,
    );
  }
  const [directory = ctx.cwd] = await directoriesOf(ctx, words.packages);
  const local = words.packages.every((each) => /^\.|\.go$/.test(each));
  if (local && (await goFiles(ctx, directory)).length === 0) {
    if (!words.packages.some((each) => each.endsWith('...')))
      throw new Failure(1, `no Go files in ${directory}\n`);
  }
  await ctx.sleep(buildMs);
  ctx.assumed('Pipeglass does not compile Go: the program is a placeholder.');
  const [first = ''] = words.packages;
  const usual = first.endsWith('.go')
    ? first.replace(/\.go$/, '')
    : basename(module?.directory === directory ? module.name : directory);
  const output =
    words.values.get('-o') ??
    (words.packages.length > 1 && !first.endsWith('.go') ? undefined : usual);
  if (output === undefined || first.endsWith('...')) return 0;
  const file = (await isDirectory(ctx.fs, absolute(ctx.cwd, output)))
    ? `${output}/${usual}`
    : output;
  await placeholders(ctx, 'go build', [file]);
  await ctx.fs.chmod(absolute(ctx.cwd, file), 0o755);
  return 0;
}

async function test(ctx: ToolContext, module: Module | null, words: Words): Promise<number> {
  const root = module ?? { directory: ctx.cwd, name: 'command-line-arguments' };
  const directories = await directoriesOf(ctx, words.packages);
  await ctx.sleep(buildMs);
  ctx.assumed('Pipeglass does not run Go: its tests are taken to pass.');
  for (const directory of directories) {
    const files = await goFiles(ctx, directory);
    const name =
      directory === root.directory
        ? root.name
        : `${root.name}${directory.slice(root.directory.length)}`;
    if (files.length === 0) throw new Failure(1, `no Go files in ${directory}\n`);
    const tested = files.some((file) => file.endsWith('_test.go'));
    ctx.stdout(tested ? `ok  \t${name}\t0.005s\n` : `?   \t${name}\t[no test files]\n`);
  }
  const profile = words.values.get('-coverprofile');
  if (profile !== undefined) await placeholders(ctx, 'go test', [profile]);
  return 0;
}

/** Go of the active version. The images set GO111MODULE=auto, so that files can be built without a module. */
export const go: Tool = tool('go', async (ctx) => {
  await ctx.sleep(40);
  const [command = '', ...rest] = ctx.args;
  const version = await activeVersion(ctx, 'GOLANG');
  if (command === 'version') {
    const machine = ctx.host.image.includes('aarch64') ? 'arm64' : 'amd64';
    ctx.stdout(`go version go${version} linux/${machine}\n`);
    return 0;
  }
  if (!commands.has(command)) {
    if (command === '') throw new Failure(2, 'Go is a tool for managing Go source code.\n');
    throw new Failure(2, `go ${command}: unknown command\nRun 'go help' for usage.\n`);
  }
  const words = read(rest);
  const module = await moduleAbove(ctx);
  if (command === 'build') return build(ctx, module, words);
  if (command === 'test' || command === 'vet') return test(ctx, module, words);
  if (command === 'env') {
    const values = new Map([
      ['GOPATH', '/go'],
      ['GOVERSION', `go${version}`],
      ['GOOS', 'linux'],
      ['GO111MODULE', 'auto'],
    ]);
    for (const name of rest)
      ctx.stdout(`${(Object.hasOwn(ctx.env, name) ? ctx.env[name] : values.get(name)) ?? ''}\n`);
    return 0;
  }
  if (command === 'mod' && rest[0] !== 'init' && module === null) {
    throw new Failure(
      1,
      "go: go.mod file not found in current directory or any parent directory; see 'go help modules'\n",
    );
  }
  await ctx.sleep(3_000);
  ctx.assumed(`The result of "go ${command}" is not simulated.`);
  if (command === 'install') {
    const names = words.packages
      .filter((each) => each.includes('@'))
      .map((each) => basename(each.split('@')[0] ?? ''));
    await putPrograms(ctx, names);
  }
  return 0;
});
