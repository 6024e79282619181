/** A part of a regular expression. `set`: which characters it takes; `edge`: a place between two. */
export type Node =
  | { type: 'set'; takes: (character: string) => boolean }
  | { type: 'edge'; holds: (before: string, after: string) => boolean }
  | { type: 'sequence'; parts: Node[] }
  | { type: 'choice'; parts: Node[] }
  | { type: 'repeat'; part: Node; least: number; most: number };

/** What is wrong with an expression, in words. */
export class ExpressionError extends Error {}

const isWord = (c: string): boolean => /^[A-Za-z0-9_]$/.test(c);
const classes: Readonly<Record<string, (c: string) => boolean>> = {
  d: (c) => c >= '0' && c <= '9',
  w: isWord,
  s: (c) => /^[\t\n\f\r ]$/.test(c),
};
const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' };
const edges: Readonly<Record<string, (before: string, after: string) => boolean>> = {
  b: (before, after) => isWord(before) !== isWord(after),
  B: (before, after) => isWord(before) === isWord(after),
  A: (before) => before === '',
  z: (_before, after) => after === '',
};
const mostRepeats = 1000;

/**
 * Reads an expression in the syntax of RE2, the engine of CodeBuild's agent's language: no look-around, no references back.
 * @throws ExpressionError with a sentence for the learner.
 */
export function readExpression(source: string): Node {
  let text = source;
  const flags = /^\(\?([ims]+)\)/.exec(text)?.[1] ?? '';
  if (flags !== '') text = text.slice(flags.length + 3);
  const ignoreCase = flags.includes('i');
  let at = 0;
  const next = () => text.charAt(at);
  const take = () => text.charAt(at++);

  const named = (letter: string): ((c: string) => boolean) | undefined => {
    const known = classes[letter.toLowerCase()];
    if (known === undefined || !/[dwsDWS]/.test(letter)) return undefined;
    return letter === letter.toLowerCase() ? known : (c) => !known(c);
  };
  const escaped = (): string => {
    const letter = take();
    if (letter === '') throw new ExpressionError('it ends with a lone backslash');
    if (Object.hasOwn(controls, letter)) return controls[letter] ?? letter;
    if (/[A-Za-z0-9]/.test(letter)) throw new ExpressionError(`it has an unknown \\${letter}`);
    return letter;
  };
  const literal = (character: string): Node => ({
    type: 'set',
    takes: ignoreCase ? (c) => c.toLowerCase() === character.toLowerCase() : (c) => c === character,
  });

  function choice(): Node {
    const parts = [sequence()];
    while (next() === '|') {
      at++;
      parts.push(sequence());
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { type: 'choice', parts };
  }
  function sequence(): Node {
    const parts: Node[] = [];
    while (at < text.length && next() !== '|' && next() !== ')') parts.push(repeated());
    return { type: 'sequence', parts };
  }
  function repeated(): Node {
    let part = atom();
    for (;;) {
      const sign = next();
      const counted = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(text.slice(at, at + 12));
      let bounds: [number, number];
      if (sign === '*') bounds = [0, Number.POSITIVE_INFINITY];
      else if (sign === '+') bounds = [1, Number.POSITIVE_INFINITY];
      else if (sign === '?') bounds = [0, 1];
      else if (counted !== null) bounds = boundsOf(counted);
      else return part;
      at += counted?.[0].length ?? 1;
      // Lazy or greedy: for whether it matches at all, the same.
      if (next() === '?') at++;
      part = { type: 'repeat', part, least: bounds[0], most: bounds[1] };
    }
  }
  function boundsOf([, low, comma, high]: RegExpExecArray): [number, number] {
    const least = Number(low);
    const open = comma !== undefined && (high ?? '') === '';
    const most = comma === undefined ? least : open ? Number.POSITIVE_INFINITY : Number(high);
    if (least > mostRepeats || (Number.isFinite(most) && (most > mostRepeats || most < least))) {
      throw new ExpressionError('it repeats too often, or in a range that is upside down');
    }
    return [least, most];
  }
  function atom(): Node {
    const character = take();
    if (character === '(') return group();
    if (character === '[') return { type: 'set', takes: bracket() };
    if (character === '.') {
      const all = flags.includes('s');
      return { type: 'set', takes: (c) => all || c !== '\n' };
    }
    const lines = flags.includes('m');
    if (character === '^') return { type: 'edge', holds: (b) => b === '' || (lines && b === '\n') };
    if (character === '$') {
      return { type: 'edge', holds: (_b, a) => a === '' || (lines && a === '\n') };
    }
    if (/[*+?]/.test(character))
      throw new ExpressionError(`nothing stands before the ${character}`);
    if (character !== '\\') return literal(character);
    const letter = next();
    const takes = named(letter);
    const edge = Object.hasOwn(edges, letter) ? edges[letter] : undefined;
    if (takes === undefined && edge === undefined) return literal(escaped());
    at++;
    return takes === undefined
      ? { type: 'edge', holds: edge ?? (() => false) }
      : { type: 'set', takes };
  }
  function group(): Node {
    if (next() === '?') {
      const opening = /^\?(:|P?<[A-Za-z_]\w*>)/.exec(text.slice(at, at + 60))?.[0];
      if (opening === undefined) {
        throw new ExpressionError('it looks ahead or behind, which RE2 cannot');
      }
      at += opening.length;
    }
    const inner = choice();
    if (take() !== ')') throw new ExpressionError('a ( is not closed');
    return inner;
  }
  function bracket(): (c: string) => boolean {
    const negated = next() === '^';
    if (negated) at++;
    const tests: ((c: string) => boolean)[] = [];
    for (let first = true; first || next() !== ']'; first = false) {
      if (at >= text.length) throw new ExpressionError('a [ is not closed');
      const start = take();
      const many = start === '\\' ? named(next()) : undefined;
      if (many !== undefined) {
        at++;
        tests.push(many);
        continue;
      }
      const from = start === '\\' ? escaped() : start;
      let to = from;
      if (next() === '-' && text.charAt(at + 1) !== ']' && at + 1 < text.length) {
        at++;
        to = take();
        if (to === '\\') to = escaped();
      }
      if (to < from) throw new ExpressionError(`its range ${from}-${to} is upside down`);
      const within = (c: string) => c >= from && c <= to;
      tests.push(ignoreCase ? (c) => within(c.toLowerCase()) || within(c.toUpperCase()) : within);
    }
    at++;
    return (c) => tests.some((test) => test(c)) !== negated;
  }

  const whole = choice();
  if (at < text.length) throw new ExpressionError('a ) closes nothing');
  return whole;
}
