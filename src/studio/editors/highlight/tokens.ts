/** Colouring of one line at a time, for the plain view and for the editor alike. */

export type TokenKind = 'key' | 'string' | 'number' | 'keyword' | 'comment' | 'plain';
export interface Token {
  /** Offset in the line. */
  start: number;
  kind: TokenKind;
}
/** What a line hands to the next one: indentation of the key whose block text (`|`, `>`) goes on, or null. */
export type LineState = number | null;
export interface LineTokens {
  tokens: Token[];
  state: LineState;
}
export type Tokenizer = (line: string, state: LineState) => LineTokens;

/** Longer lines stay uncoloured beyond this many characters. */
const lineLimit = 2_000;

const number = /^[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const keyword = /^(?:true|false|null|yes|no|on|off|~)$/i;
const scalarKind = (text: string, otherwise: TokenKind): TokenKind =>
  number.test(text) ? 'number' : keyword.test(text) ? 'keyword' : otherwise;

const yamlKey = /^(?:"[^"]*"|'[^']*'|[^\s#"'[\]{},&*!|>%@`-][^:#]*|-[^\s:#][^:#]*):(?=\s|$)/;

/** Keys, scalars, comments and block texts; enough of YAML for buildspecs. */
export const tokenizeYaml: Tokenizer = (line, state) => {
  const text = line.slice(0, lineLimit);
  const indent = text.length - text.trimStart().length;
  if (state !== null && (text.trim() === '' || indent > state))
    return { tokens: [{ start: 0, kind: 'plain' }], state };

  const tokens: Token[] = [{ start: 0, kind: 'plain' }];
  let at = indent;
  let dashes = 0;
  for (; /^-(?:\s|$)/.test(text.slice(at)); dashes += 1) {
    at += 1;
    at += text.slice(at).length - text.slice(at).trimStart().length;
  }
  const key = yamlKey.exec(text.slice(at))?.[0];
  const parent = key !== undefined && dashes > 0 ? at : indent;
  if (key !== undefined) {
    tokens.push({ start: at, kind: 'key' }, { start: at + key.length - 1, kind: 'plain' });
    at += key.length;
  }
  const { tokens: rest, block } = scalar(text, at, key === undefined ? 'plain' : 'string');
  return { tokens: [...tokens, ...rest], state: block ? parent : null };
};

function scalar(text: string, from: number, plain: TokenKind): { tokens: Token[]; block: boolean } {
  const tokens: Token[] = [];
  let at = from;
  let start = -1;
  let block = false;
  const end = (to: number) => {
    if (start < 0) return;
    const word = text.slice(start, to).trim();
    block = /^[|>][-+\d]*$/.test(word);
    tokens.push({ start, kind: block ? 'plain' : scalarKind(word, plain) });
    start = -1;
  };
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '#' && (at === 0 || /\s/.test(text.charAt(at - 1)))) {
      end(at);
      tokens.push({ start: at, kind: 'comment' });
      return { tokens, block };
    }
    if (start < 0 && (char === '"' || char === "'")) {
      const close = text.indexOf(char, at + 1);
      tokens.push({ start: at, kind: 'string' });
      at = close < 0 ? text.length : close + 1;
      tokens.push({ start: at, kind: 'plain' });
    } else {
      if (start < 0 && !/[\s[\]{},]/.test(char)) start = at;
      at += 1;
    }
  }
  end(at);
  return { tokens, block };
}

const jsonPart = /"(?:[^"\\]|\\.)*"?(\s*:)?|-?\d[\d.eE+-]*|true|false|null/g;

export const tokenizeJson: Tokenizer = (line) => {
  const tokens: Token[] = [{ start: 0, kind: 'plain' }];
  for (const part of line.slice(0, lineLimit).matchAll(jsonPart)) {
    const [text, colon] = part;
    const quoted = text.startsWith('"');
    const kind = colon !== undefined ? 'key' : quoted ? 'string' : scalarKind(text, 'plain');
    tokens.push({ start: part.index, kind });
    tokens.push({ start: part.index + text.length - (colon?.length ?? 0), kind: 'plain' });
  }
  return { tokens, state: null };
};

const tokenizePlain: Tokenizer = () => ({ tokens: [{ start: 0, kind: 'plain' }], state: null });

export const tokenizers = {
  yaml: tokenizeYaml,
  json: tokenizeJson,
  plaintext: tokenizePlain,
} satisfies Record<string, Tokenizer>;
export type Language = keyof typeof tokenizers;

export interface Piece {
  /** Offset in the line. */
  start: number;
  kind: TokenKind;
  text: string;
}
export interface Line {
  /** From 1. */
  number: number;
  pieces: Piece[];
}

/** A whole text, line by line, as coloured pieces. */
export function highlight(text: string, language: Language): Line[] {
  let state: LineState = null;
  return text.split(/\r?\n/).map((line, index) => {
    const step: LineTokens = tokenizers[language](line, state);
    state = step.state;
    const pieces = step.tokens.map(({ start, kind }, i) => ({
      start,
      kind,
      text: line.slice(start, step.tokens[i + 1]?.start ?? line.length),
    }));
    return { number: index + 1, pieces: pieces.filter((piece) => piece.text !== '') };
  });
}
