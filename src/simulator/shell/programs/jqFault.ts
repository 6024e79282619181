/** What jq's parser says of a text that is no JSON, and where; null: nothing. */
type Token = '[' | '{' | ':' | ',' | ']' | '}';

/** One level of brackets, and what has been read of it. */
interface Level {
  kind: '[' | '{';
  /** What was read last: a key, a value where a key should be, its colon, a value, a comma or the bracket. */
  last: 'open' | 'key' | 'loose' | 'colon' | 'value' | 'comma';
}

const WORDS = new Set(['true', 'false', 'null', 'nan']);
const NUMBER = /^[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,9})?$/;

class Reader {
  readonly #levels: Level[] = [];

  /** A whole value at the present place. */
  value(isString: boolean): string | null {
    const level = this.#levels.at(-1);
    if (level === undefined) return null;
    if (level.last === 'value' || level.last === 'key' || level.last === 'loose')
      return 'Expected separator between values';
    const key = level.kind === '{' && level.last !== 'colon';
    if (key && !isString) level.last = 'loose';
    else level.last = key ? 'key' : 'value';
    return null;
  }

  token(token: Token): string | null {
    const level = this.#levels.at(-1);
    if (token === '[' || token === '{') {
      if (level?.last === 'value' || level?.last === 'key')
        return 'Expected separator between values';
      this.#levels.push({ kind: token, last: 'open' });
      return null;
    }
    if (token === ':') {
      if (level === undefined || level.last === 'open' || level.last === 'comma')
        return "Expected string key before ':'";
      if (level.kind === '[') return "':' should be in an object";
      if (level.last === 'key') level.last = 'colon';
      else
        return level.last === 'value' || level.last === 'loose'
          ? 'Object keys must be strings'
          : "Expected string key before ':'";
      return null;
    }
    if (token === ',') {
      if (level === undefined) return "Expected value before ','";
      if (level.last === 'key' || level.last === 'loose')
        return 'Objects must consist of key:value pairs';
      if (level.last !== 'value') return "Expected value before ','";
      level.last = 'comma';
      return null;
    }
    return this.#close(token, level);
  }

  #close(token: ']' | '}', level: Level | undefined): string | null {
    if (level === undefined || (token === ']' && level.kind === '{') || level.last === 'colon')
      return `Unmatched '${token}'`;
    if (token === '}' && level.kind === '[')
      return level.last === 'value' ? 'Objects must consist of key:value pairs' : "Unmatched '}'";
    if (token === ']' && level.last === 'comma') return 'Expected another array element';
    if (token === '}' && level.last === 'comma') return 'Expected another key-value pair';
    if (level.last === 'key' || level.last === 'loose')
      return 'Objects must consist of key:value pairs';
    this.#levels.pop();
    return this.value(false);
  }

  get open(): boolean {
    return this.#levels.length > 0;
  }
}

function literalFault(text: string): string | null {
  if (text === '' || WORDS.has(text) || NUMBER.test(text)) return null;
  return /^[tfn]/.test(text) ? 'Invalid literal' : 'Invalid numeric literal';
}

/**
 * The fault that jq's parser finds in a text: `Invalid numeric literal at line 2, column 0`. A word is looked at when what
 * follows it is read, so that the place is behind it. Null: the text is JSON, or its fault is another (observed with jq 1.6).
 */
export function jqFault(text: string): string | null {
  const reader = new Reader();
  let [line, column, word, quoted, escaped] = [1, 0, '', false, false];
  for (const char of text) {
    column++;
    if (char === '\n') [line, column] = [line + 1, 0];
    const at = ` at line ${line}, column ${column}`;
    if (quoted) {
      if (!escaped && char === '"') {
        quoted = false;
        const fault = reader.value(true);
        if (fault !== null) return fault + at;
      }
      escaped = !escaped && char === '\\';
      continue;
    }
    if (!/[\s[\]{}:,"]/.test(char)) {
      word += char;
      continue;
    }
    const fault = literalFault(word) ?? (word === '' ? null : reader.value(false));
    word = '';
    if (fault !== null) return fault + at;
    if (char === '"') quoted = true;
    else if (/[[\]{}:,]/.test(char)) {
      const wrong = reader.token(char as Token);
      if (wrong !== null) return wrong + at;
    }
  }
  const end = ` at EOF at line ${line}, column ${column}`;
  if (quoted) return `Unfinished string${end}`;
  const fault = literalFault(word) ?? (word === '' ? null : reader.value(false));
  if (fault !== null) return fault + end;
  return reader.open ? `Unfinished JSON term${end}` : null;
}
