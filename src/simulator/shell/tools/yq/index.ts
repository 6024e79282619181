import { dump, load } from 'js-yaml';
import type { Tool, ToolContext } from '../../types.ts';
import { Failure, tool } from '../support/failure.ts';
import { readText, writeFile } from '../support/files.ts';
import { absolute } from '../support/paths.ts';
import { evaluate, Refused, Unknown } from './expression.ts';
import { update } from './update.ts';

const runMs = 15;
const mostCharacters = 1_000_000;

interface Options {
  expression: string | null;
  files: string[];
  inPlace: boolean;
  noInput: boolean;
  status: boolean;
  raw: boolean;
  indent: number;
  output: 'yaml' | 'json';
  unknown: boolean;
}

function readOptions(args: readonly string[]): Options {
  const o: Options = {
    expression: null,
    files: [],
    inPlace: false,
    noInput: false,
    status: false,
    raw: true,
    indent: 2,
    output: 'yaml',
    unknown: false,
  };
  const words = args.flatMap((arg) =>
    /^-[a-zA-Z]{2,}$/.test(arg) && !/^-[oIp]/.test(arg)
      ? [...arg.slice(1)].map((c) => `-${c}`)
      : [arg],
  );
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const [, flag = '', joined] = /^(-[oIp]|--[a-zA-Z-]+)(?:=?(.+))?$/.exec(word) ?? [];
    if (/^(?:-i|--inplace)$/.test(word)) o.inPlace = true;
    else if (/^(?:-n|--null-input)$/.test(word)) o.noInput = true;
    else if (/^(?:-e|--exit-status)$/.test(word)) o.status = true;
    else if (/^(?:-r|--unwrapScalar(?:=true)?)$/.test(word)) o.raw = true;
    else if (word === '--unwrapScalar=false') o.raw = false;
    else if (/^(?:-P|--prettyPrint|-M|--no-colors|-C|-N|--no-doc)$/.test(word)) continue;
    else if (/^(?:-o|--output-format|-I|--indent|-p|--input-format)$/.test(flag)) {
      const value = joined ?? words[++at] ?? '';
      if (/^(?:-I|--indent)$/.test(flag)) o.indent = Math.min(Number(value) || 0, 9);
      else if (/^j(?:son)?$/.test(value))
        o.output = flag.startsWith('-o') || flag.startsWith('--o') ? 'json' : o.output;
      else if (!/^(?:y|yaml|a|auto)$/.test(value)) o.unknown = true;
    } else if (/^-./.test(word)) o.unknown = true;
    else if (o.expression === null && !(at === 0 && /^(?:e|eval)$/.test(word))) o.expression = word;
    else if (o.expression !== null) o.files.push(word);
  }
  return o;
}

function print(o: Options, value: unknown): string {
  if (o.output === 'json') return `${JSON.stringify(value, null, o.indent)}\n`;
  if (typeof value === 'string' && o.raw) return `${value}\n`;
  if (value === null) return 'null\n';
  return dump(value, { indent: Math.max(o.indent, 1), lineWidth: -1, quoteStyle: 'double' });
}

function parse(source: string, path: string, ctx: ToolContext): unknown {
  if (source.length > mostCharacters) throw new Unknown();
  try {
    return load(source) ?? null;
  } catch (reason) {
    const [line = ''] = reason instanceof Error ? reason.message.split('\n') : [];
    ctx.assumed('The wording of YAML errors is not that of yq.');
    throw new Failure(1, `Error: bad file '${path}': yaml: ${line}\n`);
  }
}

async function run(ctx: ToolContext, o: Options): Promise<number> {
  const [path = '-'] = o.files;
  const source = o.noInput
    ? ''
    : path === '-'
      ? ctx.stdin
      : await readText(ctx.fs, absolute(ctx.cwd, path));
  if (source === null) throw new Failure(1, `Error: open ${path}: no such file or directory\n`);
  if (o.files.length > 1 || /^---[\s\S]*\n---/m.test(source)) throw new Unknown();
  const root = o.noInput ? null : parse(source, path, ctx);
  const expression = o.expression ?? '.';
  const changed = update(expression, root, ctx.env);
  const values =
    changed !== null
      ? [changed.root]
      : evaluate(expression, [{ path: [], value: root }], ctx.env).map(({ value }) => value);
  if (
    /^\s*#|\s#/m.test(source) &&
    o.output === 'yaml' &&
    values.some((value) => typeof value === 'object' && value !== null)
  )
    ctx.assumed('yq: comments and the layout of the file are not kept.');
  const text = values.map((value) => print(o, value)).join('');
  if (o.inPlace) await writeFile(ctx.fs, absolute(ctx.cwd, path), text);
  else ctx.stdout(text);
  if (o.status && values.every((value) => value === null || value === false))
    throw new Failure(1, 'Error: no matches found\n');
  return 0;
}

/** yq (mikefarah, version 4), once the build has installed it: paths, pipes, select, defaults, assignments. */
export const yq: Tool = {
  ...tool('yq', async (ctx) => {
    await ctx.sleep(runMs);
    if (/^(?:--version|-V)$/.test(ctx.args[0] ?? '')) {
      ctx.assumed('The version of yq is the one of the day the build was written for: a guess.');
      ctx.stdout('yq (https://github.com/mikefarah/yq/) version v4.44.3\n');
      return 0;
    }
    const o = readOptions(ctx.args);
    // `yq file.yml` is `yq . file.yml`.
    if (
      o.expression !== null &&
      o.files.length === 0 &&
      (await readText(ctx.fs, absolute(ctx.cwd, o.expression))) !== null
    ) {
      o.files = [o.expression];
      o.expression = '.';
    }
    try {
      if (o.unknown) throw new Unknown();
      return await run(ctx, o);
    } catch (reason) {
      if (reason instanceof Refused) throw new Failure(1, `Error: ${reason.message}\n`);
      if (!(reason instanceof Unknown)) throw reason;
      ctx.assumed('yq: this expression is not simulated: nothing is printed.');
      return 0;
    }
  }),
  absent: true,
};
