/**
 * Wildcard patterns: `*` any run of characters (also none), `?` exactly one; the pattern covers the whole text.
 * Source: IAM JSON policy elements: Action, Resource.
 */
export type GlobToken = { literal: string } | 'one' | 'run';

/** The tokens of a text in which `*` and `?` are wildcards. */
export function globTokens(text: string): GlobToken[] {
  const tokens: GlobToken[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== STAR && code !== QUESTION) continue;
    if (at > from) tokens.push({ literal: text.slice(from, at) });
    tokens.push(code === STAR ? 'run' : 'one');
    from = at + 1;
  }
  if (from < text.length) tokens.push({ literal: text.slice(from) });
  return tokens;
}
const STAR = 0x2a;
const QUESTION = 0x3f;

/** A stretch of a pattern without `*`: its text, or (when it has a `?`) what `gapped` makes of it. */
type Segment = string | Gapped;
interface Gapped {
  length: number;
  /** Its characters; null for `?`. */
  units: readonly (string | null)[];
  /** For each character, at which places it may stand, `?` included: one bit for each place, 32 to a word. */
  places: ReadonlyMap<number, Int32Array>;
  /** The places of `?`: where all other characters may stand. */
  anywhere: Int32Array;
}

/** A pattern ready for matching; one without wildcards is its text. */
export type Pattern = string | Glob;
export interface Glob {
  /** First segment stands at the start, last one at the end; those between follow each other in order. */
  segments: readonly Segment[];
  /** Of the segments together: no shorter text matches, and the first and the last one do not overlap. */
  minLength: number;
}

/** The pattern of a text in which `*` and `?` are wildcards. */
export function compileText(text: string): Pattern {
  if (text.includes('?')) return compilePattern(globTokens(text));
  return text.includes('*') ? fromSegments(text.split('*')) : text;
}

export function compilePattern(tokens: readonly GlobToken[]): Pattern {
  const segments: Segment[] = [];
  let stretch: Exclude<GlobToken, 'run'>[] = [];
  for (const token of tokens) {
    if (token !== 'run') stretch.push(token);
    else {
      segments.push(segmentOf(stretch));
      stretch = [];
    }
  }
  segments.push(segmentOf(stretch));
  return fromSegments(segments);
}

function fromSegments(segments: readonly Segment[]): Pattern {
  const only = segments[0];
  if (segments.length === 1 && typeof only === 'string') return only;
  let minLength = 0;
  for (let at = 0; at < segments.length; at++) minLength += segments[at]?.length ?? 0;
  return { segments, minLength };
}

function segmentOf(stretch: readonly Exclude<GlobToken, 'run'>[]): Segment {
  const [first] = stretch;
  if (stretch.length === 1 && first && first !== 'one') return first.literal;
  let text = '';
  for (const token of stretch) {
    if (token === 'one') return gapped(stretch);
    text += token.literal;
  }
  return text;
}

function gapped(stretch: readonly Exclude<GlobToken, 'run'>[]): Gapped {
  const units: (string | null)[] = [];
  for (const token of stretch) {
    if (token === 'one') units.push(null);
    else for (let at = 0; at < token.literal.length; at++) units.push(token.literal[at] ?? '');
  }
  const anywhere = new Int32Array(Math.ceil(units.length / 32));
  for (const [index, unit] of units.entries()) if (unit === null) setBit(anywhere, index);
  const places = new Map<number, Int32Array>();
  for (const [index, unit] of units.entries()) {
    if (unit === null) continue;
    const code = unit.charCodeAt(0);
    const bits = places.get(code) ?? anywhere.slice();
    setBit(bits, index);
    places.set(code, bits);
  }
  return { length: units.length, units, places, anywhere };
}

function setBit(words: Int32Array, index: number): void {
  words[index >> 5] = (words[index >> 5] ?? 0) | (1 << (index & 31));
}

/**
 * Leftmost-first matching without backtracking: every segment is looked for once, after the one before it, so that
 * patterns like `*a*a*a*b` cost one pass over the text.
 */
export function matches(pattern: Pattern, text: string): boolean {
  if (typeof pattern === 'string') return pattern === text;
  const { segments, minLength } = pattern;
  if (text.length < minLength) return false;
  const first = segments[0] ?? '';
  if (segments.length === 1) return text.length === first.length && standsAt(first, text, 0);
  const last = segments[segments.length - 1] ?? '';
  const end = text.length - last.length;
  if (!standsAt(first, text, 0) || !standsAt(last, text, end)) return false;
  let at = first.length;
  for (let index = 1; index < segments.length - 1; index++) {
    const segment = segments[index] ?? '';
    const found =
      typeof segment === 'string' ? text.indexOf(segment, at) : find(segment, text, at, end);
    if (found < 0) return false;
    at = found + segment.length;
  }
  return at <= end;
}

function standsAt(segment: Segment, text: string, at: number): boolean {
  if (typeof segment === 'string') return text.startsWith(segment, at);
  for (let index = 0; index < segment.length; index++) {
    const unit = segment.units[index];
    if (unit !== null && unit !== text[at + index]) return false;
  }
  return true;
}

/**
 * First place at or after `from` where the segment stands and ends by `limit`, or -1. All beginnings are followed at
 * the same time, one bit for each (the "shift-and" method), so that no text makes it go back.
 */
function find(segment: Gapped, text: string, from: number, limit: number): number {
  const { length, places, anywhere } = segment;
  const alive = new Int32Array(anywhere.length);
  const done = 1 << ((length - 1) & 31);
  for (let at = from; at < limit; at++) {
    const bits = places.get(text.charCodeAt(at)) ?? anywhere;
    let carry = 1;
    for (let word = 0; word < alive.length; word++) {
      const before = alive[word] ?? 0;
      alive[word] = ((before << 1) | carry) & (bits[word] ?? 0);
      carry = before >>> 31;
    }
    if (((alive[alive.length - 1] ?? 0) & done) !== 0) return at - length + 1;
  }
  return -1;
}
