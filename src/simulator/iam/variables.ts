import type { GlobToken } from './match.ts';
import { globTokens } from './match.ts';

/**
 * Policy variables: `${key}`, `${key, 'default'}` and the escapes `${*}`, `${?}`, `${$}`.
 * Source: IAM policy elements: Variables and tags. With Version 2008-10-17 the text is literal.
 */
export interface Variable {
  /** In lower case: names of keys ignore case. */
  variable: string;
  fallback?: string;
}
export type Template = readonly (GlobToken | Variable)[];

/** What variables are looked up in: keys in lower case; several values only for multivalued keys. */
export type ContextValues = ReadonlyMap<string, readonly string[]>;

const ESCAPED = new Set(['*', '?', '$']);

/** Splits a text at its variables and wildcards. An unclosed `${` is plain text. */
export function parseTemplate(text: string): Template {
  const parts: (GlobToken | Variable)[] = [];
  let from = 0;
  for (;;) {
    const open = text.indexOf('${', from);
    const close = open < 0 ? -1 : text.indexOf('}', open);
    const end = close < 0 ? text.length : open;
    if (end > from) for (const token of globTokens(text.slice(from, end))) parts.push(token);
    if (close < 0) return parts;
    const inner = text.slice(open + 2, close);
    parts.push(ESCAPED.has(inner) ? { literal: inner } : variable(inner));
    from = close + 1;
  }
}

function variable(inner: string): Variable {
  const comma = inner.indexOf(", '");
  if (comma < 0 || !inner.endsWith("'") || inner.length < comma + 4) {
    return { variable: inner.toLowerCase() };
  }
  return {
    variable: inner.slice(0, comma).toLowerCase(),
    fallback: inner.slice(comma + 3, -1),
  };
}

export function isVariable(part: GlobToken | Variable): part is Variable {
  return typeof part === 'object' && 'variable' in part;
}

/** The tokens of a template without variables, else null. */
export function staticTokens(template: Template): readonly GlobToken[] | null {
  return template.some(isVariable) ? null : resolveTemplate(template, NO_VALUES);
}
const NO_VALUES: ContextValues = new Map();

/**
 * The tokens of a template with its variables filled in, or null when one has no value and no default.
 * Filled-in text is literal: a `*` in a tag's value is no wildcard. Multivalued keys give no value.
 */
export function resolveTemplate(
  template: Template,
  context: ContextValues,
): readonly GlobToken[] | null {
  const tokens: GlobToken[] = [];
  for (const part of template) {
    if (!isVariable(part)) tokens.push(part);
    else {
      const values = context.get(part.variable);
      const value = values?.length === 1 && values[0] !== '' ? values[0] : part.fallback;
      if (value === undefined) return null;
      tokens.push({ literal: value });
    }
  }
  return tokens;
}

/** The text of tokens in places where `*` and `?` are ordinary characters. */
export function plainText(tokens: readonly GlobToken[]): string {
  let text = '';
  for (const token of tokens) {
    text += token === 'run' ? '*' : token === 'one' ? '?' : token.literal;
  }
  return text;
}
