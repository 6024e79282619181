import type { Tool, ToolContext } from '../types.ts';
import { putPrograms } from './installed.ts';
import { Failure, tool } from './support/failure.ts';
import { readText } from './support/files.ts';
import { dirname } from './support/paths.ts';
import { placeholders } from './support/placeholder.ts';

/** ms to compile a small crate with a few dependencies: a typical figure. */
const buildMs = 20_000;
const failed = 101;
const commands = new Set(
  `add b bench build c check clean clippy d doc fetch fix fmt generate-lockfile help init install login metadata
   new package publish r remove run rustc search t test tree uninstall update vendor verify-project version`
    .trim()
    .split(/\s+/),
);

interface Crate {
  directory: string;
  name: string;
  version: string;
}

async function crateAbove(ctx: ToolContext): Promise<Crate | null> {
  for (let at = ctx.cwd; ; at = dirname(at)) {
    const text = await readText(ctx.fs, `${at === '/' ? '' : at}/Cargo.toml`);
    if (text !== null) {
      const field = (key: string) =>
        new RegExp(`^${key}\\s*=\\s*"([\\w.+-]{1,80})"`, 'm').exec(text)?.[1];
      return {
        directory: at,
        name: field('name') ?? 'workspace',
        version: field('version') ?? '0.1.0',
      };
    }
    if (at === '/') return null;
  }
}

/** Cargo: in the images of 2026, or installed by rustup. It reads the name of the crate; what it compiles is a placeholder. */
const cargo: Tool = tool('cargo', async (ctx) => {
  await ctx.sleep(30);
  const words = ctx.args.filter((word) => !word.startsWith('+'));
  const [command = 'help', ...rest] = words;
  if (command === '--version' || command === '-V' || command === 'version') {
    ctx.assumed('Which version of Rust was installed is not known.');
    return 0;
  }
  if (command === 'install') {
    await ctx.sleep(buildMs);
    const names = rest.filter(
      (word, at) =>
        !word.startsWith('-') && !/^--(?:version|git|root|path|features)$/.test(rest[at - 1] ?? ''),
    );
    ctx.assumed(`The registry is not asked: ${names.join(', ')} counts as installed.`);
    await putPrograms(ctx, names);
    return 0;
  }
  if (
    !commands.has(command) &&
    (await ctx.sh(`command -v 'cargo-${command.replaceAll("'", '')}' > /dev/null`)) !== 0
  ) {
    throw new Failure(
      failed,
      `error: no such command: \`${command}\`\n\nhelp: view all installed commands with \`cargo --list\`\nhelp: find a package to install \`${command}\` with \`cargo search cargo-${command}\`\n`,
    );
  }
  if (/^(?:new|init|login|search|help)$/.test(command)) {
    ctx.assumed(`The result of "cargo ${command}" is not simulated.`);
    return 0;
  }
  const crate = await crateAbove(ctx);
  if (crate === null) {
    throw new Failure(
      failed,
      `error: could not find \`Cargo.toml\` in \`${ctx.cwd}\` or any parent directory\n`,
    );
  }
  if (/^(?:clean|fmt|update|fetch|metadata|tree)$/.test(command)) {
    if (command === 'clean')
      await ctx.fs.rm(`${crate.directory}/target`, { recursive: true, force: true });
    else ctx.assumed(`The result of "cargo ${command}" is not simulated.`);
    return 0;
  }
  await ctx.sleep(buildMs);
  ctx.assumed(
    'Pipeglass does not compile Rust: it is taken to succeed, tests to pass; programs are placeholders.',
  );
  const release = rest.includes('--release') || rest.includes('-r');
  const test = /^(?:t|test|bench)$/.test(command);
  ctx.stderr(`   Compiling ${crate.name} v${crate.version} (${crate.directory})\n`);
  const at = rest.indexOf('--target');
  const target = at === -1 ? undefined : rest[at + 1];
  const folder = `${crate.directory}/target/${target === undefined ? '' : `${target}/`}${release ? 'release' : 'debug'}`;
  if (/^(?:b|build|r|run)$/.test(command)) {
    await placeholders(ctx, 'cargo', [`${folder}/${crate.name}`]);
    await ctx.fs.chmod(`${folder}/${crate.name}`, 0o755);
  }
  const profile = test
    ? `\`test\` profile [${release ? 'optimized' : 'unoptimized + debuginfo'}]`
    : release
      ? '`release` profile [optimized]'
      : '`dev` profile [unoptimized + debuginfo]';
  ctx.stderr(`    Finished ${profile} target(s) in ${(buildMs / 1000).toFixed(2)}s\n`);
  return 0;
});

const quiet = (name: string, ms: number): Tool =>
  tool(name, async (ctx) => {
    await ctx.sleep(ms);
    ctx.assumed(`The result of "${name} ${ctx.args.join(' ')}" is not simulated.`);
    return 0;
  });

export const rustTools: readonly Tool[] = [cargo, quiet('rustc', 3_000), quiet('rustup', 12_000)];
