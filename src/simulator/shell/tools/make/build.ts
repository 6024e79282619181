import { Failure } from '../support/failure.ts';
import { isFile } from '../support/files.ts';
import { absolute } from '../support/paths.ts';
import { expand } from './expand.ts';
import { putStem, stemOf } from './functions.ts';
import { fatal, type Make, makeError, type RecipeLine, type Rule, type Variable } from './types.ts';

/** Targets that lead to each other deeper than this are taken for a circle. */
const depthLimit = 200;

interface Options {
  /** `-n`: only show. */
  dry: boolean;
  /** `-i` */
  ignore: boolean;
  /** `-B` */
  always: boolean;
}

interface State extends Options {
  /** Finished targets: true when something was done for them. */
  done: Map<string, boolean>;
  active: string[];
}

interface Found {
  rule: Rule | null;
  needs: string[];
  stem: string;
  variables: [string, Variable][];
}

/** The recipe and prerequisites of a target: explicit rules together, else the first pattern rule that fits. */
function find(make: Make, target: string): Found | null {
  const explicit = make.rules.filter(({ targets }) => targets.includes(target));
  const withRecipe = explicit.filter(({ recipe }) => recipe.length > 0).at(-1) ?? null;
  const needs = explicit.flatMap((rule) => rule.needs);
  const variables = explicit.flatMap((rule) => rule.variables);
  if (withRecipe === null) {
    for (const rule of make.rules) {
      const pattern = rule.targets.find((each) => each.includes('%'));
      const stem = pattern === undefined ? null : stemOf(pattern, target);
      if (stem === null || stem === '' || rule.recipe.length === 0) continue;
      const own = rule.needs.map((need) => putStem(need, stem));
      return { rule, needs: [...own, ...needs], stem, variables };
    }
  }
  return explicit.length === 0 ? null : { rule: withRecipe, needs, stem: '', variables };
}

async function newer(make: Make, target: string, needs: readonly string[]): Promise<boolean> {
  const { fs } = make.ctx;
  const path = absolute(make.cwd, target);
  if (!(await fs.exists(path))) return true;
  const { mtime } = await fs.stat(path);
  for (const need of needs) {
    const other = absolute(make.cwd, need);
    if (!(await fs.exists(other)) || (await fs.stat(other)).mtime > mtime) return true;
  }
  return false;
}

async function runLine(
  make: Make,
  state: State,
  line: RecipeLine,
  target: string,
  file: string,
): Promise<void> {
  const { ctx } = make;
  const command = (await expand(make, line.text)).trimStart();
  for (const [index, each] of split(command).entries()) {
    const [, signs = '', text = ''] = /^([@+\-\s]*)([\s\S]*)$/.exec(each) ?? [];
    if (text.trim() === '') continue;
    if (state.dry || !(signs.includes('@') || make.silent)) ctx.stdout(`${text}\n`);
    if (state.dry && !signs.includes('+')) continue;
    const exitCode = await ctx.sh(text, { cwd: make.cwd, env: await environment(make) });
    if (exitCode === 0) continue;
    const place = `[${file}:${line.line + index}: ${target}] Error ${exitCode}`;
    if (!signs.includes('-') && !state.ignore) {
      throw new Failure(makeError, `${make.prefix}: *** ${place}\n`);
    }
    ctx.stderr(`${make.prefix}: ${place} (ignored)\n`);
  }
}

/** The lines of a multi-line variable are commands of their own; a backslash joins two. */
function split(command: string): string[] {
  return command.split(/(?<!\\)\n/);
}

async function environment(make: Make): Promise<Record<string, string>> {
  const level = Number(make.variables.get('MAKELEVEL')?.text ?? '0') + 1;
  const fixed: string[] = [];
  const found: Record<string, string> = { MAKELEVEL: String(level) };
  for (const [name, variable] of make.variables) {
    const inherited = Object.hasOwn(make.ctx.env, name);
    if (!/^[A-Za-z_]\w*$/.test(name) || name === 'MAKELEVEL' || name === 'SHELL') continue;
    if (variable.fixed) fixed.push(`${name}=${variable.text}`);
    if (!variable.fixed && !inherited && !make.exportAll && !make.exported.has(name)) continue;
    found[name] = await expand(make, variable.text);
  }
  if (fixed.length > 0) found.MAKEFLAGS = ` -- ${fixed.join(' ')}`;
  return found;
}

/** Brings a target up to date. True: something was done. @throws Failure 2 as make ends. */
async function update(
  make: Make,
  state: State,
  target: string,
  neededBy: string | null,
): Promise<boolean> {
  const known = state.done.get(target);
  if (known !== undefined) return known;
  const found = find(make, target);
  const exists = await make.ctx.fs.exists(absolute(make.cwd, target));
  if (found === null) {
    if (exists) return false;
    const by = neededBy === null ? '' : `, needed by '${neededBy}'`;
    throw fatal(make, `No rule to make target '${target}'${by}`);
  }
  if (state.active.length > depthLimit) throw fatal(make, 'Prerequisites are nested too deeply');
  state.active.push(target);
  let changed = false;
  for (const need of found.needs) {
    if (state.active.includes(need)) {
      make.ctx.stderr(`${make.prefix}: Circular ${target} <- ${need} dependency dropped.\n`);
      continue;
    }
    changed = (await update(make, state, need, target)) || changed;
  }
  state.active.pop();
  const phony = make.phony.has(target);
  const due = phony || state.always || changed || (await newer(make, target, found.needs));
  const { rule } = found;
  const works = due && rule !== null && rule.recipe.length > 0;
  if (works) await runRecipe(make, state, { ...found, rule }, target);
  state.done.set(target, works || changed);
  return works || changed;
}

async function runRecipe(
  make: Make,
  state: State,
  found: Found & { rule: Rule },
  target: string,
): Promise<void> {
  const before = new Map(make.variables);
  const set = (name: string, text: string) =>
    make.variables.set(name, { text, simple: true, fixed: false });
  for (const [name, variable] of found.variables)
    if (!before.get(name)?.fixed) make.variables.set(name, variable);
  set('@', target);
  set('<', found.needs[0] ?? '');
  set('^', [...new Set(found.needs)].join(' '));
  set('+', found.needs.join(' '));
  set('?', found.needs.join(' '));
  set('*', found.stem);
  const { file } = found.rule;
  for (const line of found.rule.recipe) {
    make.place = { file, line: line.line };
    await runLine(make, state, line, target, file);
  }
  make.variables = before;
}

/** The first target that is none of make's own names and no pattern. */
function defaultTarget(make: Make): string | undefined {
  const named = make.variables.get('.DEFAULT_GOAL')?.text.trim();
  if (named) return named;
  return make.rules
    .flatMap(({ targets }) => targets)
    .find(
      (target) =>
        !/^\.[A-Z_]+$/.test(target) && !target.includes('%') && !/^\.\w+(?:\.\w+)?$/.test(target),
    );
}

/** Makes the targets, one after another (GNU make manual, "How make Processes a Makefile"). */
export async function build(make: Make, goals: readonly string[], options: Options): Promise<void> {
  const first = defaultTarget(make);
  const wanted = goals.length > 0 ? goals : first === undefined ? [] : [first];
  if (wanted.length === 0) throw fatal(make, 'No targets');
  const state: State = { ...options, done: new Map(), active: [] };
  for (const target of wanted) {
    if (await update(make, state, target, null)) continue;
    const real = (await isFile(make.ctx.fs, absolute(make.cwd, target))) && !make.phony.has(target);
    const has = (find(make, target)?.rule?.recipe.length ?? 0) > 0;
    const text = real && has ? `'${target}' is up to date.` : `Nothing to be done for '${target}'.`;
    if (!make.silent && !state.done.get(target)) make.ctx.stdout(`${make.prefix}: ${text}\n`);
  }
}
