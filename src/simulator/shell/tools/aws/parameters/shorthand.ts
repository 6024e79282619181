/**
 * The CLI's shorthand for structures: `Key=a,Values=b,c`, `Tags=[{Key=a,Value=b}]`, quotes around what holds commas (AWS CLI
 * User Guide, "Using shorthand syntax in the AWS CLI"). Bounded: linear in the text, and as deep as `deepest`.
 */
export type Shorthand = string | Shorthand[] | { [key: string]: Shorthand };

/** Says what stood where something else was expected, in the CLI's words. */
export class ShorthandError extends Error {
  constructor(text: string, at: number, expected: string) {
    const column = at - (text.lastIndexOf('\n', at - 1) + 1);
    const received = text[at] ?? 'EOF';
    super(
      `Expected: '${expected}', received: '${received}' for input:\n${text}\n${' '.repeat(column)}^`,
    );
  }
}

const deepest = 32;

interface Reader {
  text: string;
  at: number;
  depth: number;
}

export function parseShorthand(text: string): { [key: string]: Shorthand } {
  const reader: Reader = { text, at: 0, depth: 0 };
  const pairs: [string, Shorthand][] = [readPair(reader, readValues)];
  while (reader.at < text.length) {
    expect(reader, ',');
    pairs.push(readPair(reader, readValues));
  }
  return Object.fromEntries(pairs);
}

function skip(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at++;
}

function expect(reader: Reader, token: string): void {
  skip(reader);
  if (reader.text[reader.at] !== token) throw new ShorthandError(reader.text, reader.at, token);
  reader.at++;
  skip(reader);
}

function readPair(reader: Reader, value: (reader: Reader) => Shorthand): [string, Shorthand] {
  const key = /[A-Za-z0-9_.#/:-]*/y;
  key.lastIndex = reader.at;
  const name = key.exec(reader.text)?.[0] ?? '';
  reader.at += name.length;
  expect(reader, '=');
  return [name, value(reader)];
}

/** After `key=` at the top: a list without brackets goes on until the next `key=`. */
function readValues(reader: Reader): Shorthand {
  const { text } = reader;
  if (text[reader.at] === '[' || text[reader.at] === '{') return readNested(reader);
  const first = readText(reader, '');
  const values = [first];
  while (
    text[reader.at] === ',' &&
    !/^,\s*[A-Za-z0-9_.#/:-]+\s*=/.test(text.slice(reader.at, reader.at + 300))
  ) {
    reader.at++;
    skip(reader);
    values.push(readText(reader, ''));
  }
  return values.length === 1 ? first : values;
}

function readNested(reader: Reader): Shorthand {
  if (reader.depth >= deepest) throw new ShorthandError(reader.text, reader.at, 'value');
  reader.depth++;
  const open = reader.text[reader.at];
  const value =
    open === '['
      ? readAll(reader, ']', readNested)
      : open === '{'
        ? Object.fromEntries(readAll(reader, '}', (each) => readPair(each, readNested)))
        : readText(reader, ']}');
  reader.depth--;
  return value;
}

function readAll<T>(reader: Reader, close: string, one: (reader: Reader) => T): T[] {
  const all: T[] = [];
  reader.at++;
  skip(reader);
  while (reader.text[reader.at] !== close) {
    all.push(one(reader));
    skip(reader);
    if (reader.text[reader.at] !== close) expect(reader, ',');
  }
  reader.at++;
  skip(reader);
  return all;
}

/** One word; quotes keep commas, a backslash keeps a comma. */
function readText(reader: Reader, ends: string): string {
  const { text } = reader;
  const quote = text[reader.at];
  if (quote === '"' || quote === "'") return readQuoted(reader, quote);
  let value = '';
  while (reader.at < text.length) {
    const letter = text[reader.at] ?? '';
    if (letter === ',' || ends.includes(letter)) break;
    const escaped = letter === '\\' && text[reader.at + 1] === ',';
    value += escaped ? ',' : letter;
    reader.at += escaped ? 2 : 1;
  }
  return value.trimEnd();
}

function readQuoted(reader: Reader, quote: string): string {
  const { text } = reader;
  let value = '';
  for (reader.at++; reader.at < text.length; reader.at++) {
    const letter = text[reader.at] ?? '';
    if (letter === quote) {
      reader.at++;
      skip(reader);
      return value;
    }
    const next = text[reader.at + 1];
    if (letter === '\\' && (next === quote || next === '\\')) reader.at++;
    value += text[reader.at] ?? '';
  }
  throw new ShorthandError(text, text.length, quote);
}
