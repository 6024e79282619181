import type { Tool, ToolContext } from '../types.ts';
import { runPackageProgram } from './deploy/index.ts';
import { runJavaScriptProgram } from './javascript/index.ts';
import { activeVersion } from './runtimes.ts';
import { tool } from './support/failure.ts';
import { isFile, readText } from './support/files.ts';
import { own, parseJson } from './support/json.ts';
import { absolute, basename } from './support/paths.ts';

/** ms of Node itself. */
const startUpMs = 40;

/** The one kind of expression whose value is known: a field of a JSON file, `require('./package.json').version`. */
const fieldOfJson =
  /^(?:console\.log\(\s*)?require\(\s*['"]([\w./-]{1,200}\.json)['"]\s*\)((?:\.[A-Za-z_$][\w$]{0,63}){1,8})\s*\)?;?$/;

async function evaluate(ctx: ToolContext, expression: string): Promise<string | null> {
  const code = expression.trim();
  if (/^(?:console\.log\()?process\.versions?(?:\.node)?\)?;?$/.test(code)) {
    const version = await activeVersion(ctx, 'NODE');
    return code.includes('versions') ? version : `v${version}`;
  }
  const match = fieldOfJson.exec(code);
  if (match === null) return null;
  const text = await readText(ctx.fs, absolute(ctx.cwd, match[1] ?? ''));
  if (text === null) return null;
  let value = parseJson(text);
  for (const key of (match[2] ?? '').split('.').slice(1)) value = own(value, key);
  return typeof value === 'object' && value !== null ? null : String(value);
}

function notRun(ctx: ToolContext, what: string): number {
  ctx.assumed(
    `Pipeglass does not run JavaScript: ${what} is taken to succeed, and makes no files.`,
  );
  return 0;
}

/** `cannot find module`, as Node 20 prints it: the script is not there (exit 1). */
function missing(ctx: ToolContext, path: string, version: string): number {
  ctx.stderr(
    `node:internal/modules/cjs/loader:1210\n  throw err;\n  ^\n\nError: Cannot find module '${path}'\n    at node:internal/main/run_main_module:36:49 {\n  code: 'MODULE_NOT_FOUND',\n  requireStack: []\n}\n\nNode.js v${version}\n`,
  );
  return 1;
}

/** Node.js of the active version. It knows versions and fields of JSON files; anything else is assumed. */
export const node: Tool = tool('node', async (ctx) => {
  await ctx.sleep(startUpMs);
  const version = await activeVersion(ctx, 'NODE');
  const [first, second] = ctx.args;
  if (first === '-v' || first === '--version') {
    ctx.stdout(`v${version}\n`);
    return 0;
  }
  if (
    first === '-p' ||
    first === '--print' ||
    first === '-e' ||
    first === '--eval' ||
    first === '-pe'
  ) {
    const code = second ?? '';
    const value = await evaluate(ctx, code);
    const prints = first.includes('p') || code.trim().startsWith('console.log');
    if (value === null || !prints) return notRun(ctx, `node ${first}`);
    ctx.stdout(`${value}\n`);
    return 0;
  }
  const script = ctx.args.find((word) => !word.startsWith('-'));
  if (script === undefined) return notRun(ctx, 'a program from standard input');
  const path = absolute(ctx.cwd, script);
  const candidates = [path, `${path}.js`, `${path}.cjs`, `${path}.mjs`, `${path}/index.js`];
  for (const candidate of candidates) {
    if (!(await isFile(ctx.fs, candidate))) continue;
    const program = path.includes('/node_modules/') || path.startsWith('/usr/local/bin/');
    const args = ctx.args.slice(ctx.args.indexOf(script) + 1);
    const ran = program ? await runProgramOfPackage(ctx, basename(path), args) : null;
    if (ran !== null) return ran;
    const words = args.join(' ');
    return notRun(
      ctx,
      `"${[program ? basename(path) : `node ${script}`, words].join(' ').trim()}"`,
    );
  }
  return missing(ctx, path, version);
});

/** Runs the program of an npm package as far as it is simulated; null: it is not. */
async function runProgramOfPackage(
  ctx: ToolContext,
  name: string,
  args: readonly string[],
): Promise<number | null> {
  return (await runPackageProgram(ctx, name, args)) ?? runJavaScriptProgram(ctx, name, args);
}

/** Options of npx itself, before the program's name. */
function npxWords(args: readonly string[]): string[] {
  const words = [...args];
  while (words[0]?.startsWith('-')) {
    const [option] = words.splice(0, 1);
    if (option === '-p' || option === '--package') words.splice(0, 1);
  }
  return words;
}

/** `npx <program>`: the package's own one if it is installed, else one from the registry; run only if it is simulated. */
export const npx: Tool = tool('npx', async (ctx) => {
  await ctx.sleep(400);
  const words = npxWords(ctx.args);
  const [name] = words;
  if (ctx.args[0] === '--version' || ctx.args[0] === '-v') return ctx.sh('npm --version');
  const plain = name?.replace(/(?!^)@.*$/, '') ?? '';
  const program = plain === '@angular/cli' ? 'ng' : basename(plain);
  const ran = name === undefined ? null : await runProgramOfPackage(ctx, program, words.slice(1));
  return ran ?? notRun(ctx, `"npx ${words.join(' ')}"`);
});
