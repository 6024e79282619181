import type { Tool, ToolContext } from '../types.ts';
import { putPrograms } from './installed.ts';
import { activeVersion } from './runtimes.ts';
import { Failure, tool } from './support/failure.ts';
import { isFile, readText } from './support/files.ts';
import { isObject, own, parseJson } from './support/json.ts';
import { absolute } from './support/paths.ts';
import { placeholders } from './support/placeholder.ts';

/** ms to install a usual set of packages: a typical figure. */
const installMs = 9_000;

/** Programs of packages that are called by name. */
const programs = new Map(
  Object.entries({
    'phpunit/phpunit': 'phpunit',
    'phpstan/phpstan': 'phpstan',
    'squizlabs/php_codesniffer': 'phpcs phpcbf',
    'friendsofphp/php-cs-fixer': 'php-cs-fixer',
    'pestphp/pest': 'pest',
    'vimeo/psalm': 'psalm',
    'laravel/pint': 'pint',
    'drush/drush': 'drush',
    'behat/behat': 'behat',
  }),
);

const builtIn = new Set(
  `about archive audit browse bump check-platform-reqs clear-cache clearcache config create-project depends
   diagnose dump-autoload dumpautoload exec fund global help init install licenses list outdated prohibits
   reinstall remove require run run-script search self-update selfupdate show status suggests update upgrade validate`
    .trim()
    .split(/\s+/),
);

const php: Tool = tool('php', async (ctx) => {
  await ctx.sleep(60);
  const { args } = ctx;
  if (args[0] === '-v' || args[0] === '--version') {
    ctx.stdout(`PHP ${await activeVersion(ctx, 'PHP')} (cli)\nCopyright (c) The PHP Group\n`);
    return 0;
  }
  const lint = args[0] === '-l';
  const script = args.find((word) => !word.startsWith('-'));
  if (script !== undefined && args[0] !== '-r' && args[0] !== '-S' && args[0] !== '--') {
    if (!(await isFile(ctx.fs, absolute(ctx.cwd, script)))) {
      ctx.stdout(`Could not open input file: ${script}\n`);
      return 1;
    }
    if (lint) ctx.stdout(`No syntax errors detected in ${script}\n`);
  }
  // `curl https://getcomposer.org/installer | php`
  if (script === undefined && ctx.stdin.includes('getcomposer.org/installer'))
    await putPrograms(ctx, ['composer']);
  await ctx.sleep(700);
  ctx.assumed('Pipeglass does not run PHP: the program is taken to succeed, and makes no files.');
  return 0;
});

async function install(ctx: ToolContext, project: unknown): Promise<number> {
  await ctx.sleep(installMs);
  const locked = await isFile(ctx.fs, `${ctx.cwd}/composer.lock`);
  const dev = ctx.args.includes('--no-dev') ? [] : Object.keys(own(project, 'require-dev') ?? {});
  const names = [...Object.keys(own(project, 'require') ?? {}), ...dev].filter((name) =>
    name.includes('/'),
  );
  ctx.assumed(
    'Packagist is not asked: the packages that are named count as installed; no code is there.',
  );
  ctx.stderr(
    locked
      ? 'Installing dependencies from lock file\n'
      : 'No composer.lock file present. Updating dependencies to latest instead of installing from lock file. See https://getcomposer.org/install for more information.\nLoading composer repositories with package information\n',
  );
  await placeholders(ctx, 'composer', ['vendor/autoload.php', 'vendor/composer/installed.json']);
  const bins = names.flatMap((name) => programs.get(name)?.split(' ') ?? []);
  await putPrograms(ctx, bins, `${ctx.cwd}/vendor/bin`);
  ctx.stderr('Generating autoload files\n');
  return 0;
}

const composer: Tool = tool('composer', async (ctx) => {
  await ctx.sleep(350);
  const [command = 'list', ...rest] = ctx.args.filter((word) => !word.startsWith('-'));
  if (ctx.args.includes('--version') || ctx.args[0] === '-V') {
    ctx.assumed('The version of Composer on the image is not known.');
    return 0;
  }
  const text = await readText(ctx.fs, `${ctx.cwd}/composer.json`);
  const project = parseJson(text ?? '');
  if (text !== null && !isObject(project)) {
    throw new Failure(
      1,
      `\nIn JsonFile.php line 347:\n                                   \n  "./composer.json" does not contain valid JSON\n`,
    );
  }
  const needsFile =
    !/^(?:about|config|create-project|diagnose|global|help|init|list|require|search|self-?update|clear-?cache)$/.test(
      command,
    );
  if (text === null && needsFile && builtIn.has(command)) {
    throw new Failure(
      1,
      `Composer could not find a composer.json file in ${ctx.cwd}\nTo initialize a project, please create a composer.json file. See https://getcomposer.org/basic-usage\n`,
    );
  }
  if (command === 'install' || command === 'update') return install(ctx, project);
  const name = /^run(?:-script)?$/.test(command) ? (rest[0] ?? '') : command;
  const script = own(own(project, 'scripts'), name);
  const lines = (Array.isArray(script) ? script : [script]).filter(
    (each) => typeof each === 'string',
  );
  if (lines.length > 0) {
    for (const line of lines) {
      ctx.stderr(`> ${line}\n`);
      const exitCode = await ctx.sh(
        line
          .replace(/^@php\b/, 'php')
          .replace(/^@composer\b/, 'composer')
          .replace(/^@/, 'composer '),
        {
          env: { PATH: `${ctx.cwd}/vendor/bin:${ctx.env.PATH ?? ''}` },
        },
      );
      if (exitCode === 0) continue;
      throw new Failure(
        exitCode,
        `Script ${line} handling the ${name} event returned with error code ${exitCode}\n`,
      );
    }
    return 0;
  }
  if (!builtIn.has(command))
    throw new Failure(
      1,
      `\n                                     \n  Command "${command}" is not defined.  \n                                     \n\n`,
    );
  ctx.assumed(`The result of "composer ${command}" is not simulated.`);
  return 0;
});

export const phpTools: readonly Tool[] = [php, composer];
