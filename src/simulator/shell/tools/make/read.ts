import { readText } from '../support/files.ts';
import { absolute } from '../support/paths.ts';
import { type Conditions, readCondition, reads } from './conditions.ts';
import { expand } from './expand.ts';
import { textFunctions, wordsOf } from './functions.ts';
import { fatal, type Make, type Rule, stop, type Variable } from './types.ts';

/** Makefiles that include each other end here. */
const includeLimit = 40;

const assignment =
  /^\s*((?:(?:export|override|private)\s+)*)([^\s:#=+?!]+)\s*(:::?=|::?=|\+=|\?=|!=|=)\s*(.*)$/;

/** Takes the comment off a line; `\#` is a number sign. */
function withoutComment(line: string): string {
  const at = /(?:^|[^\\])#/.exec(line);
  const cut = at === null ? line : line.slice(0, at.index + at[0].length - 1);
  return cut.replaceAll('\\#', '#');
}

async function assign(
  make: Make,
  name: string,
  operator: string,
  text: string,
): Promise<Variable | null> {
  const old = make.variables.get(name);
  if (old?.fixed) return null;
  if (operator === '?=' && (old !== undefined || Object.hasOwn(make.ctx.env, name))) return null;
  if (operator === '+=') {
    const added = old?.simple ? await expand(make, text) : text;
    const base = old?.text ?? make.ctx.env[name];
    return {
      text: base === undefined || base === '' ? added : `${base} ${added}`,
      simple: old?.simple ?? false,
      fixed: false,
    };
  }
  if (operator === '!=') {
    const output = (await textFunctions.shell?.(make, [await expand(make, text)])) ?? '';
    return { text: output, simple: true, fixed: false };
  }
  const simple = operator.startsWith(':');
  return { text: simple ? await expand(make, text) : text, simple, fixed: false };
}

/** Reads `NAME = text`, `export`, `unexport`, `include`, `vpath`; false: the line is a rule. */
async function readDirective(make: Make, line: string, depth: number): Promise<boolean> {
  const set = assignment.exec(line);
  if (set !== null) {
    const [, flags = '', written = '', operator = '', text = ''] = set;
    const name = await expand(make, written);
    const value = await assign(make, name, operator, text);
    if (value !== null) make.variables.set(name, { ...value, place: make.place });
    if (flags.includes('export')) make.exported.add(name);
    return true;
  }
  const exported = /^\s*export(?:\s+(.*))?$/.exec(line);
  if (exported !== null) {
    const names = wordsOf(await expand(make, exported[1] ?? ''));
    if (names.length === 0) make.exportAll = true;
    for (const name of names) make.exported.add(name);
    return true;
  }
  const include = /^\s*(-include|sinclude|include)\s+(.*)$/.exec(line);
  if (include !== null) {
    for (const file of wordsOf(await expand(make, include[2] ?? ''))) {
      const found = depth < includeLimit && (await readMakefile(make, file, depth + 1));
      if (found || include[1] !== 'include') continue;
      const { file: at, line: number } = make.place;
      make.ctx.stderr(`${at}:${number}: ${file}: No such file or directory\n`);
      throw fatal(make, `No rule to make target '${file}'`);
    }
    return true;
  }
  return /^\s*(?:unexport|vpath|undefine|\.?EXPORT_ALL_VARIABLES)\b/.test(line);
}

/** Position of the first semicolon outside brackets, or the end. */
function semicolon(line: string): number {
  let depth = 0;
  for (let at = 0; at < line.length; at++) {
    const c = line.charAt(at);
    if (c === '(' || c === '{') depth++;
    else if (c === ')' || c === '}') depth--;
    else if (c === ';' && depth <= 0) return at;
  }
  return line.length;
}

async function readRule(make: Make, line: string): Promise<Rule> {
  // The recipe behind the semicolon is expanded when it runs.
  const cut = semicolon(line);
  const expanded = await expand(make, line.slice(0, cut));
  const match = /^([^:]*?)\s*&?(::?)(?!=)\s*(.*)$/.exec(expanded);
  if (match === null) {
    const hint = /^ {8}/.test(line) ? ' (did you mean TAB instead of 8 spaces?)' : '';
    throw stop(make, `missing separator${hint}`);
  }
  const rule: Rule = {
    targets: wordsOf(match[1] ?? ''),
    needs: wordsOf((match[3] ?? '').replace('|', ' ')),
    recipe: [],
    file: make.place.file,
    variables: [],
  };
  const own = assignment.exec((match[3] ?? '').trim());
  if (own !== null) {
    rule.needs = [];
    const text = own[4] ?? '';
    rule.variables.push([own[2] ?? '', { text, simple: true, fixed: false }]);
  }
  const recipe = line.slice(cut + 1).trim();
  if (recipe !== '') rule.recipe.push({ text: recipe, line: make.place.line });
  if (rule.targets.includes('.PHONY')) for (const name of rule.needs) make.phony.add(name);
  make.rules.push(rule);
  return rule;
}

/** Reads a makefile (GNU make manual, "How make Reads a Makefile"). False: it is not there. */
export async function readMakefile(make: Make, file: string, depth = 0): Promise<boolean> {
  const text = await readText(make.ctx.fs, absolute(make.cwd, file));
  if (text === null) return false;
  const outer = make.place;
  make.place = { file, line: 0 };
  const conditions: Conditions = { open: [] };
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  let rule: Rule | null = null;
  let define: { name: string; lines: string[] } | null = null;
  for (let at = 0; at < lines.length; at++) {
    const first = at + 1;
    let line = lines[at] ?? '';
    const recipe = line.startsWith('\t') && rule !== null;
    while (/(?:^|[^\\])(?:\\\\)*\\$/.test(line) && at + 1 < lines.length) {
      const next = lines[++at] ?? '';
      line = recipe
        ? `${line}\n${next.replace(/^\t/, '')}`
        : `${line.slice(0, -1).trimEnd()} ${next.trimStart()}`;
    }
    make.place = { file, line: first };
    if (define !== null) {
      if (/^\s*endef\b/.test(line)) {
        make.variables.set(define.name, {
          text: define.lines.join('\n'),
          simple: false,
          fixed: false,
        });
        define = null;
      } else define.lines.push(line);
      continue;
    }
    if (recipe && rule !== null) {
      if (reads(conditions)) rule.recipe.push({ text: line.slice(1), line: first });
      continue;
    }
    const bare = withoutComment(line);
    if (bare.trim() === '') continue;
    if (await readCondition(make, conditions, bare)) continue;
    if (!reads(conditions)) continue;
    const begins = /^\s*define\s+(\S+)/.exec(bare);
    if (begins !== null) {
      define = { name: begins[1] ?? '', lines: [] };
      rule = null;
      continue;
    }
    if (await readDirective(make, bare, depth)) {
      rule = null;
      continue;
    }
    if (bare.startsWith('\t')) throw stop(make, 'recipe commences before first target');
    // A line that holds nothing but calls of functions (`$(info …)`).
    if (
      /^\s*\$[({]/.test(bare) &&
      !/[^:]:(?!=)/.test(bare) &&
      (await expand(make, bare)).trim() === ''
    )
      continue;
    rule = await readRule(make, bare);
  }
  if (conditions.open.length > 0) throw stop(make, "missing 'endif'");
  make.place = outer;
  return true;
}
