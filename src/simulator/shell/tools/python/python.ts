import type { Tool, ToolContext } from '../../types.ts';
import { putPrograms } from '../installed.ts';
import { Failure, tool } from '../support/failure.ts';
import { isDirectory, isFile } from '../support/files.ts';
import { own, parseJson } from '../support/json.ts';
import { absolute } from '../support/paths.ts';
import { pythonHome } from './home.ts';
import { makeDistributions, runModule } from './modules.ts';
import { makeEnvironment } from './venv.ts';

/** ms of the interpreter itself; of a script: typical figures. */
const startUpMs = 30;
const scriptMs = 800;

const notRun = (ctx: ToolContext, what: string): number => {
  ctx.assumed(`Pipeglass does not run Python: ${what} is taken to succeed, and makes no files.`);
  return 0;
};

/** The one kind of program whose value is known: `print(json.load(sys.stdin)['a']['b'])`. */
const fieldOfInput =
  /print\(?\s*json\.loads?\(\s*sys\.stdin(?:\.read\(\))?\s*\)((?:\[["']?[\w.-]{1,64}["']?\]){1,8})\s*\)?\s*;?\s*$/;

function evaluate(ctx: ToolContext, code: string): number {
  const literal = /^\s*print\(\s*(["'])([^"'\\]{0,200})\1\s*\)\s*$/.exec(code);
  if (literal !== null) {
    ctx.stdout(`${literal[2]}\n`);
    return 0;
  }
  const match = fieldOfInput.exec(code);
  if (match === null) return notRun(ctx, 'the program after -c');
  let value: unknown = parseJson(ctx.stdin);
  for (const [, key = ''] of (match[1] ?? '').matchAll(/\[["']?([\w.-]{1,64})["']?\]/g)) {
    value = Array.isArray(value) ? value[Number(key)] : own(value, key);
  }
  if (value === undefined)
    throw new Failure(
      1,
      'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\nKeyError\n',
    );
  ctx.stdout(`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\n`);
  return 0;
}

/** Installers that are piped into Python. */
async function fromInput(ctx: ToolContext): Promise<number> {
  if (/install(?:er)?\.python-poetry\.org|poetry.*install-poetry|get-poetry/.test(ctx.stdin)) {
    await putPrograms(ctx, ['poetry'], `${ctx.env.HOME ?? '/root'}/.local/bin`);
  }
  await ctx.sleep(scriptMs);
  return notRun(ctx, 'a program from standard input');
}

async function script(ctx: ToolContext, name: string, words: readonly string[]): Promise<number> {
  const path = absolute(ctx.cwd, name);
  const { prefix } = await pythonHome(ctx);
  const program = `${prefix}/bin/python`;
  if (await isDirectory(ctx.fs, path)) {
    if (await isFile(ctx.fs, `${path}/__main__.py`)) return notRun(ctx, `"python ${name}"`);
    throw new Failure(1, `${program}: can't find '__main__' module in '${path}'\n`);
  }
  if (!(await isFile(ctx.fs, path))) {
    throw new Failure(
      2,
      `${program}: can't open file '${path}': [Errno 2] No such file or directory\n`,
    );
  }
  await ctx.sleep(scriptMs);
  if (/(?:^|\/)setup\.py$/.test(name) && words.some((word) => /^[bs]dist/.test(word))) {
    const wheel = words.includes('bdist_wheel');
    const sdist = words.includes('sdist');
    await makeDistributions(ctx, [
      ...(sdist ? (['sdist'] as const) : []),
      ...(wheel ? (['wheel'] as const) : []),
    ]);
    return 0;
  }
  return notRun(ctx, `"${['python', name, ...words].join(' ').slice(0, 120)}"`);
}

/**
 * Python of the active version. It knows its version, its modules' names and the files it is given; what a program would do is
 * assumed.
 */
async function pythonBody(ctx: ToolContext): Promise<number> {
  await ctx.sleep(startUpMs);
  const { version } = await pythonHome(ctx);
  for (let at = 0; at < ctx.args.length; at++) {
    const word = ctx.args[at] ?? '';
    const next = ctx.args[at + 1];
    if (word === '--version' || word === '-V' || word === '-VV') {
      ctx.stdout(`Python ${version}\n`);
      return 0;
    }
    if (word === '-c' || word === '-m') {
      if (next === undefined) {
        throw new Failure(
          2,
          `Argument expected for the ${word} option\nusage: python [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry \`python -h' for more information.\n`,
        );
      }
      return word === '-c' ? evaluate(ctx, next) : runModule(ctx, next, ctx.args.slice(at + 2));
    }
    if (word.startsWith('-c')) return evaluate(ctx, word.slice(2));
    if (word === '-') return fromInput(ctx);
    if (word === '-W' || word === '-X') at++;
    else if (!word.startsWith('-')) return script(ctx, word, ctx.args.slice(at + 1));
  }
  return fromInput(ctx);
}

export const python: Tool[] = ['python', 'python3'].map((name) => tool(name, pythonBody));

/** virtualenv of the images: as `python -m venv`. */
export const virtualenv: Tool = tool('virtualenv', (ctx) => makeEnvironment(ctx, ctx.args));
