import type { Tool, ToolContext } from '../../types.ts';
import { Failure, tool } from '../support/failure.ts';
import { isFile, readText, writeFile } from '../support/files.ts';
import { junitXml } from '../support/junit.ts';
import { absolute, basename } from '../support/paths.ts';
import { placeholders } from '../support/placeholder.ts';
import { javaTests } from './pom.ts';

/** ms of Gradle and its daemon; of one project: typical figures. */
const startUpMs = 6_000;
const projectMs = 9_000;
const version = '8.14.4';
const subprojectsLimit = 40;

const withValue = new Set(
  '-p --project-dir -b --build-file -x --exclude-task --tests -I --init-script --console -g --gradle-user-home --warning-mode -c --max-workers'.split(
    ' ',
  ),
);

function read(args: readonly string[]) {
  const found = {
    tasks: [] as string[],
    directory: undefined as string | undefined,
    excluded: new Set<string>(),
  };
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '-p' || word === '--project-dir') found.directory = args[++at];
    else if (word === '-x' || word === '--exclude-task') found.excluded.add(args[++at] ?? '');
    else if (withValue.has(word)) at++;
    else if (!word.startsWith('-')) found.tasks.push(word.slice(word.lastIndexOf(':') + 1));
  }
  return found;
}

async function first(ctx: ToolContext, directory: string, stem: string): Promise<string | null> {
  for (const file of [`${stem}.gradle`, `${stem}.gradle.kts`]) {
    const text = await readText(ctx.fs, `${directory}/${file}`);
    if (text !== null) return text;
  }
  return null;
}

const noBuild = (directory: string): string =>
  `\nFAILURE: Build failed with an exception.\n\n* What went wrong:\nDirectory '${directory}' does not contain a Gradle build.\n\nA Gradle build's root directory should contain one of the possible settings files: settings.gradle, settings.gradle.kts, settings.gradle.dcl.It may also contain one of the possible build files: build.gradle, build.gradle.kts, build.gradle.dcl.\n\nTo create a new Gradle build in this directory run 'gradle init'\n\nFor more information about the 'init' task, see https://docs.gradle.org/${version}/userguide/build_init_plugin.html\n\nFor more details on creating a Gradle build, see https://docs.gradle.org/${version}/userguide/tutorial_using_tasks.html\n\n* Try:\n> Run gradle init to create a new Gradle build in this directory.\n> Run with --stacktrace option to get the stack trace.\n> Run with --info or --debug option to get more log output.\n> Get more help at https://help.gradle.org.\n\nBUILD FAILED in 1s\n`;

async function buildProject(
  ctx: ToolContext,
  directory: string,
  o: { name: string; tasks: string[]; tests: boolean },
): Promise<void> {
  const text = await first(ctx, directory, 'build');
  await ctx.sleep(projectMs);
  if (text === null) return;
  const has = (pattern: RegExp) => o.tasks.some((task) => pattern.test(task));
  if (has(/^clean$/)) await ctx.fs.rm(`${directory}/build`, { recursive: true, force: true });
  if (o.tests && has(/^(?:build|check|test)$/)) {
    for (const [name, cases] of await javaTests(ctx, directory)) {
      await writeFile(
        ctx.fs,
        `${directory}/build/test-results/test/TEST-${name}.xml`,
        junitXml(name, cases),
      );
    }
  }
  if (!has(/^(?:build|assemble|jar|bootJar|shadowJar|war|buildZip)/)) return;
  const found = /^\s*version\s*=?\s*["']([\w.+-]{1,60})["']/m.exec(text)?.[1];
  const suffix = found === undefined ? '' : `-${found}`;
  const android = text.includes('com.android.application');
  const kind = has(/^war$/) || /["']war["']/.test(text) ? 'war' : 'jar';
  const file = android
    ? `outputs/apk/debug/${o.name}-debug.apk`
    : has(/^buildZip$/)
      ? `distributions/${o.name}${suffix}.zip`
      : `libs/${o.name}${suffix}.${kind}`;
  await placeholders(ctx, 'Gradle', [`${directory}/build/${file}`]);
}

/** Runs Gradle in the working directory: also what `./gradlew` ends in. */
export async function runGradle(ctx: ToolContext, args: readonly string[]): Promise<number> {
  if (args.includes('--version') || args.includes('-v')) {
    await ctx.sleep(400);
    ctx.stdout(`\n${'-'.repeat(60)}\nGradle ${version}\n${'-'.repeat(60)}\n\n`);
    return 0;
  }
  const words = read(args);
  const directory = absolute(ctx.cwd, words.directory ?? '.');
  const started = ctx.host.clock.now();
  await ctx.sleep(startUpMs);
  const settings = await first(ctx, directory, 'settings');
  if (
    settings === null &&
    (await first(ctx, directory, 'build')) === null &&
    !args.includes('--status')
  ) {
    throw new Failure(1, noBuild(directory));
  }
  ctx.assumed(
    'Pipeglass does not run Gradle: its tasks are taken to succeed and its tests to pass; archives are placeholders.',
  );
  const root =
    /rootProject\.name\s*=\s*["']([\w.-]{1,80})["']/.exec(settings ?? '')?.[1] ??
    basename(directory);
  const tests = !words.excluded.has('test') && !words.excluded.has('check');
  await buildProject(ctx, directory, { name: root, tasks: words.tasks, tests });
  const included = [...(settings ?? '').matchAll(/["']:?([\w:-]{1,80})["']/g)].map(
    (match) => match[1] ?? '',
  );
  for (const name of included.slice(0, subprojectsLimit)) {
    const path = `${directory}/${name.replaceAll(':', '/')}`;
    if (
      !(await isFile(ctx.fs, `${path}/build.gradle`)) &&
      !(await isFile(ctx.fs, `${path}/build.gradle.kts`))
    )
      continue;
    await buildProject(ctx, path, {
      name: name.slice(name.lastIndexOf(':') + 1),
      tasks: words.tasks,
      tests,
    });
  }
  const seconds = Math.round((ctx.host.clock.now() - started) / 1000);
  ctx.stdout(`\nBUILD SUCCESSFUL in ${seconds}s\n`);
  return 0;
}

/** Gradle of the images. */
export const gradle: Tool = tool('gradle', (ctx) => runGradle(ctx, ctx.args));
