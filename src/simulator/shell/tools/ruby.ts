import type { Tool, ToolContext } from '../types.ts';
import { putPrograms } from './installed.ts';
import { activeVersion } from './runtimes.ts';
import { Failure, tool } from './support/failure.ts';
import { isFile, readText } from './support/files.ts';
import { absolute } from './support/paths.ts';

/** ms of one gem that is fetched and built: a typical figure. */
const gemMs = 900;

/** Programs of gems that are not called like the gem. */
const programs = new Map(
  Object.entries({
    'cfn-nag': 'cfn_nag cfn_nag_scan cfn_nag_rules',
    capistrano: 'cap',
    'rspec-core': 'rspec',
    'rspec-rails': 'rspec',
    jets: 'jets',
    rails: 'rails',
    serverspec: 'rspec serverspec-init',
    'inspec-bin': 'inspec',
    'test-kitchen': 'kitchen',
    cocoapods: 'pod',
  }),
);
const binsOf = (gem: string): string[] => programs.get(gem)?.split(' ') ?? [gem];

/** Gems that a Gemfile names: `gem 'rails', '~> 7'`. */
async function gemfile(ctx: ToolContext): Promise<string[] | null> {
  const named = ctx.env.BUNDLE_GEMFILE ?? 'Gemfile';
  const text = await readText(ctx.fs, absolute(ctx.cwd, named));
  if (text === null) return null;
  return [...text.matchAll(/^\s*gem\s*\(?["']([\w.-]{1,100})["']/gm)].map(
    (match) => match[1] ?? '',
  );
}

const ruby: Tool = tool('ruby', async (ctx) => {
  await ctx.sleep(90);
  if (/^(?:-v|--version)$/.test(ctx.args[0] ?? '')) {
    ctx.stdout(`ruby ${await activeVersion(ctx, 'RUBY')} [x86_64-linux]\n`);
    return 0;
  }
  const script = ctx.args.find((word) => !word.startsWith('-'));
  if (
    script !== undefined &&
    !ctx.args.includes('-e') &&
    !(await isFile(ctx.fs, absolute(ctx.cwd, script)))
  ) {
    throw new Failure(1, `ruby: No such file or directory -- ${script} (LoadError)\n`);
  }
  ctx.assumed('Pipeglass does not run Ruby: the program is taken to succeed, and makes no files.');
  return 0;
});

const gem: Tool = tool('gem', async (ctx) => {
  await ctx.sleep(400);
  const words = ctx.args.filter(
    (word, at) =>
      !word.startsWith('-') && !/^(?:-v|--version|-s|--source)$/.test(ctx.args[at - 1] ?? ''),
  );
  const [command, ...names] = words;
  if (command !== 'install') {
    ctx.assumed(`The result of "gem ${command ?? ''}" is not simulated.`);
    return 0;
  }
  if (names.length === 0)
    throw new Failure(
      1,
      'ERROR:  While executing gem ... (Gem::CommandLineError)\n    Please specify at least one gem name (e.g. gem build GEMNAME)\n',
    );
  await ctx.sleep(gemMs * names.length);
  ctx.assumed(`RubyGems is not asked: ${names.join(', ')} counts as installed.`);
  for (const name of names) await putPrograms(ctx, binsOf(name.split(':')[0] ?? name));
  ctx.stdout(`${names.length} gem${names.length === 1 ? '' : 's'} installed\n`);
  return 0;
});

async function bundleBody(ctx: ToolContext): Promise<number> {
  await ctx.sleep(350);
  const at = ctx.args.findIndex((word) => !word.startsWith('-'));
  const command = ctx.args[at] ?? (ctx.args.length === 0 ? 'install' : '');
  if (ctx.args.includes('--version') || ctx.args[0] === '-v') {
    ctx.assumed('The version of Bundler on the image is not known.');
    return 0;
  }
  if (command === 'config' || command === 'init') {
    ctx.assumed(`The result of "bundle ${command}" is not simulated.`);
    return 0;
  }
  const gems = await gemfile(ctx);
  if (gems === null) throw new Failure(10, 'Could not locate Gemfile\n');
  if (command === 'install' || command === 'update') {
    await ctx.sleep(gemMs * gems.length);
    ctx.assumed(
      'RubyGems is not asked: the gems that are named count as installed; no code is there.',
    );
    for (const name of gems) await putPrograms(ctx, binsOf(name), '/root/.rbenv/bundle');
    ctx.stdout(
      `Bundle complete! ${gems.length} Gemfile dependenc${gems.length === 1 ? 'y' : 'ies'}.\nUse \`bundle info [gemname]\` to see where a bundled gem is installed.\n`,
    );
    return 0;
  }
  if (command !== 'exec') {
    ctx.assumed(`The result of "bundle ${command}" is not simulated.`);
    return 0;
  }
  const words = ctx.args.slice(at + 1);
  const PATH = `/root/.rbenv/bundle:${ctx.env.PATH ?? ''}`;
  const quote = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
  const [program = ''] = words;
  if ((await ctx.sh(`command -v ${quote(program)} > /dev/null`, { env: { PATH } })) !== 0) {
    throw new Failure(
      127,
      `bundler: command not found: ${program}\nInstall missing gem executables with \`bundle install\`\n`,
    );
  }
  return ctx.sh(words.map(quote).join(' '), { env: { PATH } });
}

const rake: Tool = tool('rake', async (ctx) => {
  await ctx.sleep(900);
  for (const file of ['rakefile', 'Rakefile', 'rakefile.rb', 'Rakefile.rb']) {
    if (!(await isFile(ctx.fs, `${ctx.cwd}/${file}`))) continue;
    ctx.assumed('Pipeglass does not run Ruby: the tasks of the Rakefile are taken to succeed.');
    return 0;
  }
  throw new Failure(
    1,
    'rake aborted!\nNo Rakefile found (looking for: rakefile, Rakefile, rakefile.rb, Rakefile.rb)\n\n(See full trace by running task with --trace)\n',
  );
});

export const rubyTools: readonly Tool[] = [
  ruby,
  gem,
  tool('bundle', bundleBody),
  tool('bundler', bundleBody),
  rake,
];
