import type { Tool, ToolContext } from '../../types.ts';
import { Failure, tool } from '../support/failure.ts';
import { writeFile } from '../support/files.ts';
import { junitXml } from '../support/junit.ts';
import { absolute, basename, dirname } from '../support/paths.ts';
import { placeholders } from '../support/placeholder.ts';
import { javaTests, type Pom, readPom } from './pom.ts';

/** ms of Maven itself, and of one module: typical figures with a filled repository. */
const startUpMs = 1_200;
const moduleMs = 9_000;
const modulesLimit = 60;
const bar = '-'.repeat(72);

/** Phases of the three lifecycles, in the order in which Maven lists them (Maven, "Introduction to the Build Lifecycle"). */
const clean = ['pre-clean', 'clean', 'post-clean'];
const site = ['pre-site', 'site', 'post-site', 'site-deploy'];
const phases =
  `validate initialize generate-sources process-sources generate-resources process-resources compile process-classes
   generate-test-sources process-test-sources generate-test-resources process-test-resources test-compile
   process-test-classes test prepare-package package pre-integration-test integration-test post-integration-test verify
   install deploy`
    .trim()
    .split(/\s+/);
const known = [...clean, ...phases, ...site];

const help = (article: string): string =>
  `[ERROR] \n[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.\n[ERROR] Re-run Maven using the -X switch to enable full debug logging.\n[ERROR] \n[ERROR] For more information about the errors and possible solutions, please read the following articles:\n[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/${article}\n`;

interface Words {
  goals: string[];
  file: string | undefined;
  properties: Map<string, string>;
  quiet: boolean;
}

const withValue = new Set(
  '-f --file -s --settings -gs -pl --projects -P --activate-profiles -T --threads -l --log-file -rf --resume-from -t -b'.split(
    ' ',
  ),
);

function read(args: readonly string[]): Words {
  const found: Words = { goals: [], file: undefined, properties: new Map(), quiet: false };
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    const property = /^(?:-D|--define=?)([^=]+)(?:=([\s\S]*))?$/.exec(word);
    if (property !== null) found.properties.set(property[1] ?? '', property[2] ?? 'true');
    else if (word === '-f' || word === '--file') found.file = args[++at];
    else if (withValue.has(word)) at++;
    else if (word === '-q' || word === '--quiet') found.quiet = true;
    else if (!word.startsWith('-')) found.goals.push(word);
  }
  return found;
}

/** Ends Maven as it ends when nothing was built. */
function noBuild(ctx: ToolContext, started: number, message: string, article: string): Failure {
  ctx.stdout(`[INFO] Scanning for projects...\n${summary(ctx, started, 'BUILD FAILURE')}`);
  ctx.stdout(`[ERROR] ${message} -> [Help 1]\n${help(article)}`);
  return new Failure(1, '');
}

function summary(ctx: ToolContext, started: number, result: string): string {
  const { clock } = ctx.host;
  const total = ((clock.now() - started) / 1000).toFixed(3);
  const at = new Date(clock.unix()).toISOString().replace(/\.\d+Z$/, 'Z');
  return `[INFO] ${bar}\n[INFO] ${result}\n[INFO] ${bar}\n[INFO] Total time:  ${total} s\n[INFO] Finished at: ${at}\n[INFO] ${bar}\n`;
}

/** The project and its modules, inner ones first built after their parent. */
async function reactor(ctx: ToolContext, pom: Pom, found: Pom[] = []): Promise<Pom[]> {
  found.push(pom);
  for (const module of pom.modules) {
    const directory = absolute(pom.directory, module);
    const inner = await readPom(ctx, directory);
    if (inner === null) {
      ctx.stdout(
        '[INFO] Scanning for projects...\n[ERROR] [ERROR] Some problems were encountered while processing the POMs:\n',
      );
      ctx.stdout(
        `[ERROR] Child module ${directory} of ${pom.directory}/pom.xml does not exist @ \n`,
      );
      throw new Failure(1, '');
    }
    if (found.length < modulesLimit && !found.some((each) => each.directory === directory)) {
      await reactor(ctx, inner, found);
    }
  }
  return found;
}

async function buildModule(ctx: ToolContext, pom: Pom, words: Words, last: number): Promise<void> {
  const at = (phase: string) => last >= phases.indexOf(phase);
  const target = `${pom.directory}/target`;
  const say = (text: string) => {
    if (!words.quiet) ctx.stdout(text);
  };
  await ctx.sleep(moduleMs);
  if (words.goals.includes('clean')) await ctx.fs.rm(target, { recursive: true, force: true });
  if (last < 0) return;
  const skips = words.properties.has('skipTests') || words.properties.has('maven.test.skip');
  const skipped = skips && words.properties.get('skipTests') !== 'false';
  if (at('compile') && pom.packaging !== 'pom')
    await ctx.fs.mkdir(`${target}/classes`, { recursive: true });
  if (at('test') && !skipped) {
    let total = 0;
    for (const [name, cases] of await javaTests(ctx, pom.directory)) {
      say(
        `[INFO] Running ${name}\n[INFO] Tests run: ${cases.length}, Failures: 0, Errors: 0, Skipped: 0\n`,
      );
      await writeFile(ctx.fs, `${target}/surefire-reports/TEST-${name}.xml`, junitXml(name, cases));
      total += cases.length;
    }
    if (total > 0)
      say(
        `[INFO] \n[INFO] Results:\n[INFO] \n[INFO] Tests run: ${total}, Failures: 0, Errors: 0, Skipped: 0\n[INFO] \n`,
      );
    if (pom.text.includes('jacoco'))
      await placeholders(ctx, 'Maven', [`${target}/site/jacoco/jacoco.xml`]);
  }
  if (!at('package') || pom.packaging === 'pom') return;
  const ending = /^(?:war|ear|zip)$/.test(pom.packaging) ? pom.packaging : 'jar';
  const made = `${target}/${pom.finalName}.${ending}`;
  await placeholders(ctx, 'Maven', [made]);
  say(`[INFO] Building ${ending}: ${made}\n`);
}

/** Maven 3.9.12 of the images: reads the POMs, finds tests, and makes placeholders of what the packaging names. */
export const mvn: Tool = tool('mvn', async (ctx) => {
  const started = ctx.host.clock.now();
  if (/^(?:-v|--version|-V)$/.test(ctx.args[0] ?? '') && ctx.args.length === 1) {
    await ctx.sleep(300);
    ctx.stdout('Apache Maven 3.9.12\nMaven home: /opt/maven\n');
    return 0;
  }
  await ctx.sleep(startUpMs);
  const words = read(ctx.args);
  const path = absolute(ctx.cwd, words.file ?? 'pom.xml');
  const isFolder = words.file !== undefined && !/\.xml$/.test(words.file);
  const [directory, file] = isFolder ? [path, 'pom.xml'] : [dirname(path), basename(path)];
  const pom = await readPom(ctx, directory, file);
  if (pom === null && words.file !== undefined) {
    throw new Failure(
      1,
      `POM file ${words.file} specified with the -f/--file command line argument does not exist\n`,
    );
  }
  const needsProject = words.goals.some(
    (goal) => !goal.includes(':') || /^versions:|^spring-boot:/.test(goal),
  );
  if (pom === null && needsProject) {
    throw noBuild(
      ctx,
      started,
      `The goal you specified requires a project to execute but there is no POM in this directory (${ctx.cwd}). Please verify you invoked Maven from the correct directory.`,
      'MissingProjectException',
    );
  }
  const wrong = words.goals.find((goal) => !goal.includes(':') && !known.includes(goal));
  if (wrong !== undefined) {
    throw noBuild(
      ctx,
      started,
      `Unknown lifecycle phase "${wrong}". You must specify a valid lifecycle phase or a goal in the format <plugin-prefix>:<goal> or <plugin-group-id>:<plugin-artifact-id>[:<plugin-version>]:<goal>. Available lifecycle phases are: ${[...clean, ...phases, ...site].join(', ')}.`,
      'LifecyclePhaseNotFoundException',
    );
  }
  const expression = words.properties.get('expression');
  if (words.goals.includes('help:evaluate') && pom !== null && expression !== undefined) {
    const fields: Record<string, string> = {
      'project.version': pom.version,
      'project.artifactId': pom.artifactId,
      'project.name': pom.name,
      'project.packaging': pom.packaging,
      'project.build.finalName': pom.finalName,
    };
    if (Object.hasOwn(fields, expression)) {
      ctx.stdout(`${fields[expression]}\n`);
      return 0;
    }
  }
  const modules = pom === null ? [] : await reactor(ctx, pom);
  const last = Math.max(-1, ...words.goals.map((goal) => phases.indexOf(goal)));
  ctx.assumed(
    'Pipeglass does not run Maven: what it would compile is taken to be right, its tests to pass; archives are placeholders.',
  );
  if (!words.quiet) ctx.stdout('[INFO] Scanning for projects...\n');
  for (const each of modules) {
    if (!words.quiet) {
      ctx.stdout(
        `[INFO] \n[INFO] Building ${each.name} ${each.version}\n[INFO] ${`[ ${each.packaging} ]`.padStart(40, '-').padEnd(72, '-')}\n`,
      );
    }
    await buildModule(ctx, each, words, last);
  }
  if (!words.quiet) ctx.stdout(summary(ctx, started, 'BUILD SUCCESS'));
  return 0;
});
