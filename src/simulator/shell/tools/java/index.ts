import type { Tool, ToolContext } from '../../types.ts';
import { Failure, tool } from '../support/failure.ts';
import { isFile } from '../support/files.ts';
import { absolute } from '../support/paths.ts';
import { placeholders } from '../support/placeholder.ts';
import { gradle, runGradle } from './gradle.ts';
import { mvn } from './mvn.ts';

/** Major version of the Corretto that is active: `JAVA_HOME` names it, else the image's default (reference: codebuild §5.4). */
function javaMajor(ctx: ToolContext): string {
  const named = /java-(?:1\.)?(\d+)/.exec(ctx.env.JAVA_HOME ?? '')?.[1];
  if (named !== undefined) return named;
  if (/\/standard:5\.|amazonlinux2-aarch64/.test(ctx.host.image)) return '11';
  return /\/standard:8\.|x86_64-standard:6\.|aarch64-standard:4\./.test(ctx.host.image)
    ? '25'
    : '17';
}

const java: Tool = tool('java', async (ctx) => {
  await ctx.sleep(150);
  const { args } = ctx;
  if (/^--?version$/.test(args[0] ?? '')) {
    const major = javaMajor(ctx);
    ctx.assumed('Which patch of Corretto the image has is not known.');
    const text = `openjdk version "${major === '8' ? '1.8.0' : major}"\nOpenJDK Runtime Environment Corretto\nOpenJDK 64-Bit Server VM Corretto\n`;
    if (args[0] === '-version') ctx.stderr(text);
    else ctx.stdout(text);
    return 0;
  }
  const wrapper = args.indexOf('org.gradle.wrapper.GradleWrapperMain');
  if (wrapper !== -1) return runGradle(ctx, args.slice(wrapper + 1));
  const jar = args[args.indexOf('-jar') + 1];
  if (
    args.includes('-jar') &&
    jar !== undefined &&
    !(await isFile(ctx.fs, absolute(ctx.cwd, jar)))
  ) {
    throw new Failure(1, `Error: Unable to access jarfile ${jar}\n`);
  }
  await ctx.sleep(1_500);
  ctx.assumed('Pipeglass does not run Java: the program is taken to succeed, and makes no files.');
  return 0;
});

const javac: Tool = tool('javac', async (ctx) => {
  await ctx.sleep(1_200);
  const at = ctx.args.indexOf('-d');
  const sources = ctx.args.filter((word) => word.endsWith('.java'));
  for (const source of sources) {
    if (await isFile(ctx.fs, absolute(ctx.cwd, source))) continue;
    throw new Failure(
      2,
      `error: file not found: ${source}\nUsage: javac <options> <source files>\nuse --help for a list of possible options\n`,
    );
  }
  ctx.assumed('Pipeglass does not compile Java: the classes are placeholders.');
  const made = sources.map((source) => source.replace(/\.java$/, '.class'));
  const target = ctx.args[at + 1];
  await placeholders(ctx, 'javac', at === -1 ? made : made.map((file) => `${target}/${file}`));
  return 0;
});

/** Java of the images and its build tools. */
export const javaTools: readonly Tool[] = [mvn, gradle, java, javac];
