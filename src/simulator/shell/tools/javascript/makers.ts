import type { ToolContext } from '../../types.ts';
import { isDirectory, listFiles, readText } from '../support/files.ts';
import { own, parseJson, text as textOf } from '../support/json.ts';
import { absolute } from '../support/paths.ts';

/** What a program that builds prints and makes. */
export interface Built {
  stdout: string;
  files: string[];
}
/** Null: with these words the program builds nothing. */
export type Builder = (ctx: ToolContext, args: readonly string[]) => Promise<Built | null>;

/** More sources than this are not translated one by one. */
const sourcesLimit = 500;

/** Value of `--name value` or `--name=value`. */
export function option(args: readonly string[], ...names: string[]): string | undefined {
  for (const [at, word] of args.entries()) {
    for (const name of names) {
      if (word === name) return args[at + 1];
      if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    }
  }
  return undefined;
}

async function config(ctx: ToolContext, stem: string): Promise<string> {
  for (const ending of ['js', 'ts', 'mjs', 'cjs', 'mts']) {
    const text = await readText(ctx.fs, `${ctx.cwd}/${stem}.${ending}`);
    if (text !== null) return text;
  }
  return '';
}

const named = (text: string, key: string): string | undefined =>
  new RegExp(`\\b${key}\\s*:\\s*["'\`]([\\w./-]{1,80})["'\`]`).exec(text)?.[1];

export const below = (folder: string, ...files: string[]): string[] =>
  files.map((file) => `${folder.replace(/\/$/, '')}/${file}`);

/** A builder with one command, `build`, and one folder of output. */
export const folderBuilder =
  (o: {
    stem: string;
    key: string;
    usual: string;
    option: string;
    files: string[];
    says: string;
    command?: string;
  }): Builder =>
  async (ctx, args) => {
    if (args.find((word) => !word.startsWith('-')) !== (o.command ?? 'build')) return null;
    const folder = option(args, o.option) ?? named(await config(ctx, o.stem), o.key) ?? o.usual;
    return { stdout: o.says, files: below(folder, ...o.files) };
  };

export const angular: Builder = async (ctx, args) => {
  const plain = args.filter((word) => !word.startsWith('-'));
  if (plain[0] !== 'build' && plain[0] !== 'b') return null;
  const workspace = parseJson((await readText(ctx.fs, `${ctx.cwd}/angular.json`)) ?? '');
  const projects = Object.keys(own(workspace, 'projects') ?? {});
  const project =
    plain.slice(1).find((word) => projects.includes(word)) ??
    textOf(workspace, 'defaultProject') ??
    projects[0] ??
    'app';
  const target = own(own(own(own(workspace, 'projects'), project), 'architect'), 'build');
  const output = own(own(target, 'options'), 'outputPath');
  const modern = /application$|esbuild/.test(textOf(target, 'builder') ?? '');
  const folder =
    option(args, '--output-path') ??
    (typeof output === 'string' ? output : undefined) ??
    textOf(output, 'base') ??
    `dist/${project}`;
  return {
    stdout: 'Application bundle generation complete.\n',
    files: below(modern ? `${folder}/browser` : folder, 'index.html', 'main.js', 'styles.css'),
  };
};

export const next: Builder = async (ctx, args) => {
  const [command] = args.filter((word) => !word.startsWith('-'));
  const exported = named(await config(ctx, 'next.config'), 'output') === 'export';
  if (command === 'export')
    return {
      stdout: 'Export successful.\n',
      files: below(option(args, '-o', '--outdir') ?? 'out', 'index.html'),
    };
  if (command !== 'build') return null;
  return {
    stdout: '   Creating an optimized production build ...\n ✓ Compiled successfully\n',
    files: [
      ...below('.next', 'BUILD_ID', 'build-manifest.json'),
      ...(exported ? ['out/index.html'] : []),
    ],
  };
};

export const webpack: Builder = async (ctx, args) => {
  if (/^(?:serve|watch|init|info)$/.test(args[0] ?? '')) return null;
  const text = await config(ctx, 'webpack.config');
  const folder =
    option(args, '--output-path', '-o') ??
    /__dirname,\s*["'`]([\w./-]{1,80})["'`]/.exec(text)?.[1] ??
    'dist';
  return {
    stdout: 'webpack compiled successfully\n',
    files: below(folder, named(text, 'filename') ?? 'main.js'),
  };
};

/** tsc: one `.js` for each source, where `outDir` says. */
export const typescript: Builder = async (ctx, args) => {
  if (args.includes('--noEmit') || args.includes('--version') || args.includes('-v')) return null;
  const file = option(args, '-p', '--project') ?? 'tsconfig.json';
  const path = absolute(ctx.cwd, file.endsWith('.json') ? file : `${file}/tsconfig.json`);
  const text = (await readText(ctx.fs, path)) ?? '';
  const value = (key: string) => new RegExp(`"${key}"\\s*:\\s*"([\\w./-]{1,80})"`).exec(text)?.[1];
  if (/"noEmit"\s*:\s*true/.test(text)) return null;
  const target = option(args, '--outDir') ?? value('outDir');
  const root = absolute(ctx.cwd, value('rootDir') ?? 'src');
  const from = (await isDirectory(ctx.fs, root)) ? root : ctx.cwd;
  const sources = (await listFiles(ctx.fs, from))
    .map((each) => each.path)
    .filter((each) => /\.tsx?$/.test(each) && !/\.d\.ts$|\/node_modules\//.test(each))
    .slice(0, sourcesLimit);
  const made = sources.map((each) => {
    const output = each.replace(/\.tsx?$/, '.js');
    return target === undefined
      ? output
      : `${absolute(ctx.cwd, target)}${output.slice(from.length)}`;
  });
  return { stdout: '', files: made };
};

export const esbuild: Builder = async (_, args) => {
  const file = option(args, '--outfile');
  const folder = option(args, '--outdir');
  const entries = args.filter((word) => !word.startsWith('-'));
  if (file !== undefined) return { stdout: '\n  ⚡ Done\n', files: [file] };
  if (folder === undefined) return null;
  const names = entries.map(
    (entry) => `${entry.slice(entry.lastIndexOf('/') + 1).replace(/\.\w+$/, '')}.js`,
  );
  return { stdout: '\n  ⚡ Done\n', files: below(folder, ...names) };
};

export const rollup: Builder = async (ctx, args) => {
  const file = option(args, '-o', '--file') ?? named(await config(ctx, 'rollup.config'), 'file');
  return { stdout: '', files: [file ?? 'dist/index.js'] };
};
