type Token = { kind: 'star' | 'any' } | { kind: 'set'; negated: boolean; text: string } | string;

function tokens(pattern: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern[at] ?? '';
    // As in Python's fnmatch, a `]` right after the opening bracket (or its `!`) belongs to the set.
    const close =
      letter === '[' ? pattern.indexOf(']', at + (pattern[at + 1] === '!' ? 3 : 2)) : -1;
    if (letter === '*') found.push({ kind: 'star' });
    else if (letter === '?') found.push({ kind: 'any' });
    else if (close !== -1) {
      const negated = pattern[at + 1] === '!';
      found.push({ kind: 'set', negated, text: pattern.slice(at + (negated ? 2 : 1), close) });
      at = close;
    } else found.push(letter);
  }
  return found;
}

function inSet(set: string, letter: string): boolean {
  for (let at = 0; at < set.length; at++) {
    const low = set[at] ?? '';
    if (set[at + 1] === '-' && at + 2 < set.length) {
      if (low <= letter && letter <= (set[at + 2] ?? '')) return true;
      at += 2;
    } else if (low === letter) return true;
  }
  return false;
}

function matchesOne(token: Token | undefined, letter: string): boolean {
  if (token === undefined) return false;
  if (typeof token === 'string') return token === letter;
  if (token.kind === 'set') return inSet(token.text, letter) !== token.negated;
  return token.kind === 'any';
}

/** Python's `fnmatch`: `*` also crosses slashes. Takes at most pattern × text steps. */
export function fnmatch(text: string, pattern: string): boolean {
  const wanted = tokens(pattern);
  let at = 0;
  let token = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const current = wanted[token];
    if (typeof current === 'object' && current.kind === 'star') {
      star = token++;
      resume = at;
    } else if (matchesOne(current, text[at] ?? '')) {
      token++;
      at++;
    } else if (star !== -1) {
      token = star + 1;
      at = ++resume;
    } else return false;
  }
  return wanted.slice(token).every((each) => typeof each === 'object' && each.kind === 'star');
}
