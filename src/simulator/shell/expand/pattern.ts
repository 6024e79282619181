/**
 * Shell patterns (`*`, `?`, `[…]`, and bash's `@(a|b)` family), matched by tracking the set of positions that the pattern can
 * have reached: time grows with length of pattern × length of text, never faster, whatever the pattern.
 */
type Token =
  | { type: 'char'; char: string }
  | { type: 'any' }
  | { type: 'star' }
  | { type: 'class'; test: (char: string) => boolean }
  | { type: 'group'; operator: string; branches: Token[][] };

export type Pattern = Token[];

/** A text as a pattern that matches only itself. */
export function quotePattern(text: string): string {
  return text.replace(/[\\*?[\](){}|!+@^-]/g, '\\$&');
}

/** True when the text holds unescaped characters that make it a pattern. */
export function isPattern(pattern: string): boolean {
  if (!/[*?[(]/.test(pattern)) return false;
  return /[*?[]|[@!+]\(/.test(pattern.replace(/\\[\s\S]/g, ''));
}

/** A pattern without its escapes: what it stands for when nothing matches. */
export function unquotePattern(pattern: string): string {
  return pattern.replace(/\\([\s\S])/g, '$1');
}

export function compilePattern(text: string, groups = false): Pattern {
  return compileUntil(text, 0, groups, false).tokens;
}

function compileUntil(
  text: string,
  start: number,
  groups: boolean,
  nested: boolean,
): { tokens: Token[]; end: number } {
  const tokens: Token[] = [];
  let i = start;
  while (i < text.length) {
    const c = text.charAt(i);
    if (nested && (c === '|' || c === ')')) break;
    if (groups && /[@!?*+]/.test(c) && text.charAt(i + 1) === '(') {
      const branches: Token[][] = [];
      let at = i + 2;
      for (;;) {
        const branch = compileUntil(text, at, groups, true);
        branches.push(branch.tokens);
        at = branch.end + 1;
        if (text.charAt(branch.end) !== '|') break;
      }
      tokens.push({ type: 'group', operator: c, branches });
      i = at;
    } else if (c === '\\' && i + 1 < text.length) {
      tokens.push({ type: 'char', char: text.charAt(i + 1) });
      i += 2;
    } else if (c === '*' || c === '?') {
      tokens.push({ type: c === '*' ? 'star' : 'any' });
      i++;
    } else {
      const set = c === '[' ? bracket(text, i) : null;
      tokens.push(set === null ? { type: 'char', char: c } : { type: 'class', test: set.test });
      i = set === null ? i + 1 : set.end;
    }
  }
  return { tokens, end: i };
}

const CLASSES: Record<string, RegExp> = {
  alpha: /[A-Za-z]/,
  digit: /[0-9]/,
  alnum: /[A-Za-z0-9]/,
  upper: /[A-Z]/,
  lower: /[a-z]/,
  space: /\s/,
  blank: /[ \t]/,
  punct: /[!-/:-@[-`{-~]/,
  xdigit: /[0-9A-Fa-f]/,
  print: /[ -~]/,
  graph: /[!-~]/,
  cntrl: /\p{Cc}/u,
};

/** `[…]` from `start`. Null: no closing bracket, so the bracket is a plain character. */
function bracket(
  text: string,
  start: number,
): { test: (char: string) => boolean; end: number } | null {
  let i = start + 1;
  const negated = /[!^]/.test(text.charAt(i));
  if (negated) i++;
  const tests: ((char: string) => boolean)[] = [];
  for (let first = true; ; first = false) {
    if (i >= text.length) return null;
    if (text.charAt(i) === ']' && !first) break;
    const named = /^\[:(\w+):\]/.exec(text.slice(i, i + 12));
    if (named !== null) {
      const set = CLASSES[named[1] ?? ''];
      tests.push((char) => set?.test(char) === true);
      i += named[0].length;
      continue;
    }
    const low = text.charAt(i) === '\\' ? text.charAt(++i) : text.charAt(i);
    i++;
    let high = low;
    if (text.charAt(i) === '-' && i + 1 < text.length && text.charAt(i + 1) !== ']') {
      i += text.charAt(i + 1) === '\\' ? 2 : 1;
      high = text.charAt(i++);
    }
    tests.push((char) => char >= low && char <= high);
  }
  return { test: (char) => tests.some((test) => test(char)) !== negated, end: i + 1 };
}

/** The only text a pattern matches, other than none. Null: it matches several. */
export function literalOf(pattern: Pattern): string | null {
  let text = '';
  for (const token of pattern) {
    if (token.type !== 'char') return null;
    text += token.char;
  }
  return text === '' ? null : text;
}

/** How many characters every match of a pattern has. Null: it depends. */
export function widthOf(pattern: Pattern): number | null {
  return pattern.some(({ type }) => type === 'star' || type === 'group') ? null : pattern.length;
}

/** For each position of the text: 1 when the pattern can end there, having begun at one of `from`. */
function reach(tokens: readonly Token[], text: string, from: Uint8Array): Uint8Array {
  let now = from;
  for (const token of tokens) {
    const next = new Uint8Array(text.length + 1);
    if (token.type === 'star') {
      for (let i = 0, on = 0; i <= text.length; i++) {
        on |= now[i] ?? 0;
        next[i] = on;
      }
    } else if (token.type === 'group') {
      groupReach(token, text, now, next);
    } else {
      for (let i = 0; i < text.length; i++) {
        if (now[i] === 1 && matchesChar(token, text.charAt(i))) next[i + 1] = 1;
      }
    }
    now = next;
  }
  return now;
}

function matchesChar(token: Token, char: string): boolean {
  if (token.type === 'char') return token.char === char;
  return token.type === 'class' ? token.test(char) : true;
}

function groupReach(
  group: Extract<Token, { type: 'group' }>,
  text: string,
  now: Uint8Array,
  next: Uint8Array,
): void {
  const merge = (into: Uint8Array, more: Uint8Array) => {
    let grew = false;
    for (let i = 0; i < into.length; i++) {
      if (more[i] === 1 && into[i] !== 1) {
        into[i] = 1;
        grew = true;
      }
    }
    return grew;
  };
  if (group.operator === '!') {
    for (let start = 0; start <= text.length; start++) {
      if (now[start] !== 1) continue;
      const hit = new Uint8Array(text.length + 1);
      for (const branch of group.branches) merge(hit, reach(branch, text, only(start, text)));
      for (let end = start; end <= text.length; end++) if (hit[end] !== 1) next[end] = 1;
    }
    return;
  }
  if (group.operator === '?' || group.operator === '*') merge(next, now);
  let round = now;
  do {
    const ends = new Uint8Array(text.length + 1);
    for (const branch of group.branches) merge(ends, reach(branch, text, round));
    if (!merge(next, ends)) break;
    round = ends;
  } while (group.operator === '*' || group.operator === '+');
}

function only(position: number, text: string): Uint8Array {
  const mask = new Uint8Array(text.length + 1);
  mask[position] = 1;
  return mask;
}

/** True when the pattern matches the whole text. */
export function matches(pattern: Pattern, text: string): boolean {
  return reach(pattern, text, only(0, text))[text.length] === 1;
}

/** Where a match that begins at `start` may end, ascending. */
export function matchEnds(pattern: Pattern, text: string, start: number): number[] {
  const mask = reach(pattern, text, only(start, text));
  const ends: number[] = [];
  for (let i = start; i <= text.length; i++) if (mask[i] === 1) ends.push(i);
  return ends;
}

/** Where a match that ends with the text may begin, ascending. */
export function matchStarts(pattern: Pattern, text: string): number[] {
  const mirror = (tokens: readonly Token[]): Token[] =>
    tokens
      .map((token) =>
        token.type === 'group' ? { ...token, branches: token.branches.map(mirror) } : token,
      )
      .reverse();
  const backwards = text.split('').reverse().join('');
  return matchEnds(mirror(pattern), backwards, 0)
    .map((end) => text.length - end)
    .reverse();
}
