import type { JsonNode } from './jsonTree.ts';
import { markDuplicates } from './jsonTree.ts';

/** Half-open range of offsets, and what is wrong there. */
export interface JsonError {
  message: string;
  start: number;
  end: number;
  fix?: { title: string; start: number; end: number; newText: string };
}

export interface JsonDocument {
  root?: JsonNode;
  /** At most `MAX_ERRORS`, in order of the text. Empty: the text is JSON (duplicate keys apart). */
  errors: JsonError[];
  /** Some object of it has a name twice. */
  duplicates: boolean;
}

/** No policy nests deeper than six levels; the limit only keeps hostile text from exhausting the stack. */
const MAX_DEPTH = 64;
const MAX_ERRORS = 20;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[^\s{}[\],:"]+/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * A JSON parser that keeps positions and goes on after mistakes, for editors and for the checks IAM makes on saving.
 * Never throws; time and memory are linear in the length of the text.
 * Source of the grammar: RFC 8259; that duplicate keys are mistakes: IAM JSON policy elements reference.
 */
export function parseJson(text: string): JsonDocument {
  return new Parser(text).document();
}

/** What makes a string more than its text: a backslash or a control character. */
const SPECIAL = /[^ !#-[\]-\uffff]/;

/** A character that stands for itself in a string: no quote, backslash or control character, nor the text's end. */
function isPlain(code: number): boolean {
  return code >= 0x20 && code !== 0x22 && code !== 0x5c;
}

type ArrayNode = Extract<JsonNode, { kind: 'array' }>;
type ObjectNode = Extract<JsonNode, { kind: 'object' }>;

class Parser {
  private readonly text: string;
  private readonly errors: JsonError[] = [];
  private at = 0;
  private duplicates = false;

  constructor(text: string) {
    this.text = text;
  }

  document(): JsonDocument {
    const root = this.value(0);
    this.space();
    if (root && this.at < this.text.length) {
      this.fail('Text after the end of the document.', this.at, this.text.length);
    }
    const { errors, duplicates } = this;
    return root ? { root, errors, duplicates } : { errors, duplicates };
  }

  private fail(message: string, start: number, end: number, fix?: JsonError['fix']): void {
    if (this.errors.length >= MAX_ERRORS) return;
    this.errors.push({ message, start, end: Math.max(end, start), ...(fix ? { fix } : {}) });
  }

  /** Skips white space, and comments with an error: policies have none. */
  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) this.at++;
      else if (code === 0x2f && /[/*]/.test(this.text[this.at + 1] ?? '')) this.comment();
      else return;
    }
  }

  private comment(): void {
    const start = this.at;
    const close = this.text[start + 1] === '*' ? '*/' : '\n';
    const end = this.text.indexOf(close, start + 2);
    this.at = end < 0 ? this.text.length : end + close.length;
    this.fail('JSON has no comments.', start, this.at, {
      title: 'Remove the comment',
      start,
      end: this.at,
      newText: '',
    });
  }

  private value(depth: number): JsonNode | undefined {
    this.space();
    const char = this.text[this.at];
    if (char === undefined) {
      this.fail('The text ends where a value should stand.', this.at, this.at);
      return undefined;
    }
    if (char === '{' || char === '[') {
      if (depth >= MAX_DEPTH) {
        this.fail(`Nested deeper than ${MAX_DEPTH} levels.`, this.at, this.at + 1);
        this.at = this.text.length;
        return undefined;
      }
      return char === '{' ? this.object(depth) : this.array(depth);
    }
    if (char === '"') {
      const start = this.at;
      return { kind: 'scalar', value: this.string(), start, end: this.at };
    }
    return this.word();
  }

  private word(): JsonNode | undefined {
    const start = this.at;
    NUMBER.lastIndex = start;
    const digits = NUMBER.exec(this.text)?.[0];
    WORD.lastIndex = start;
    const word = WORD.exec(this.text)?.[0];
    if (word === undefined) {
      this.fail('A value should stand here.', start, start + 1);
      return undefined;
    }
    this.at = start + word.length;
    if (digits === word) return { kind: 'scalar', value: Number(word), start, end: this.at };
    const literal = LITERALS.get(word);
    if (literal !== undefined) return { kind: 'scalar', value: literal, start, end: this.at };
    const bare = word.replace(/^'|'$/g, '');
    this.fail('Text must stand in double quotes.', start, this.at, {
      title: 'Put it in double quotes',
      start,
      end: this.at,
      newText: JSON.stringify(bare),
    });
    return { kind: 'scalar', value: bare, start, end: this.at };
  }

  /** At the opening quote. A line's end closes an unclosed string. */
  private string(): string {
    // Almost every string ends at the next quote and has nothing to unescape.
    const close = this.text.indexOf('"', this.at + 1);
    const plain = close < 0 ? '\\' : this.text.slice(this.at + 1, close);
    if (SPECIAL.test(plain)) return this.specialString();
    this.at = close + 1;
    return plain;
  }

  private specialString(): string {
    const start = this.at++;
    let value = '';
    for (;;) {
      const from = this.at;
      while (isPlain(this.text.charCodeAt(this.at))) this.at++;
      value += this.text.slice(from, this.at);
      const char = this.text[this.at];
      if (char === '"') {
        this.at++;
        return value;
      }
      if (char === undefined || char === '\n' || char === '\r') {
        this.fail('The closing quote is missing.', start, this.at);
        return value;
      }
      value += char === '\\' ? this.escape() : this.control(char);
    }
  }

  private control(char: string): string {
    this.fail('A control character must be written as an escape.', this.at, this.at + 1);
    this.at++;
    return char;
  }

  private escape(): string {
    const start = this.at;
    const char = this.text[start + 1] ?? '';
    const hex = this.text.slice(start + 2, start + 6);
    if (char === 'u' && /^[0-9a-fA-F]{4}$/.test(hex)) {
      this.at = start + 6;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const known = Object.hasOwn(ESCAPES, char) ? ESCAPES[char] : undefined;
    this.at = start + (known === undefined ? 1 : 2);
    if (known === undefined) this.fail('Unknown escape in a string.', start, start + 2);
    return known ?? '\\';
  }

  private array(depth: number): JsonNode {
    const node: ArrayNode = { kind: 'array', items: [], start: this.at, end: this.at };
    this.list(']', node, depth);
    node.end = this.at;
    return node;
  }

  private object(depth: number): JsonNode {
    const node: ObjectNode = { kind: 'object', members: [], start: this.at, end: this.at };
    this.list('}', node, depth);
    node.end = this.at;
    if (node.members.length > 1 && markDuplicates(node.members)) this.duplicates = true;
    return node;
  }

  private element(node: ArrayNode | ObjectNode, depth: number): void {
    if (node.kind === 'array') {
      const item = this.value(depth + 1);
      if (item) node.items.push(item);
      return;
    }
    const keyStart = this.at;
    const key = this.key();
    if (key === undefined) return;
    const keyEnd = this.at;
    this.space();
    if (this.text[this.at] === ':') this.at++;
    else this.fail('A colon is missing after the name.', keyStart, keyEnd);
    const value = this.value(depth + 1);
    if (value) node.members.push({ key, keyStart, keyEnd, value, duplicate: false });
  }

  private key(): string | undefined {
    if (this.text[this.at] === '"') return this.string();
    const node = this.word();
    return node?.kind === 'scalar' ? String(node.value) : undefined;
  }

  /** Elements with commas between them, from the opening bracket to past the closing one. */
  private list(close: ']' | '}', node: ArrayNode | ObjectNode, depth: number): void {
    const open = this.at++;
    let comma: number | undefined;
    let first = true;
    for (;;) {
      this.space();
      const char = this.text[this.at];
      if (char === undefined) {
        this.fail(`The closing ${close} is missing.`, open, open + 1);
        return;
      }
      if (char === close) {
        if (comma !== undefined) this.extraComma(comma);
        this.at++;
        return;
      }
      if (char === ']' || char === '}') {
        this.fail(`Expected ${close} here.`, this.at, this.at + 1);
        this.at++;
        return;
      }
      if (char === ',') {
        if (comma !== undefined || first) this.extraComma(this.at);
        comma = this.at++;
        continue;
      }
      const before = this.at;
      if (!first && comma === undefined) {
        const fix = { title: 'Insert the comma', start: before, end: before, newText: ', ' };
        this.fail('A comma is missing before this.', before, before + 1, fix);
      }
      first = false;
      comma = undefined;
      this.element(node, depth);
      if (this.at === before) this.at++;
    }
  }

  private extraComma(at: number): void {
    const fix = { title: 'Remove the comma', start: at, end: at + 1, newText: '' };
    this.fail('There is a comma too many.', at, at + 1, fix);
  }
}
