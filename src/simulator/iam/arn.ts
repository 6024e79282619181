import type { GlobToken, Pattern } from './match.ts';
import { compilePattern, compileText, globTokens, matches } from './match.ts';
import type { ContextValues, Template, Variable } from './variables.ts';
import { isVariable, parseTemplate, resolveTemplate, staticTokens } from './variables.ts';

/** The six parts of an ARN; the last one takes further colons. Undefined: not an ARN. */
export function splitArn(text: string): readonly string[] | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const parts = splitColons(text);
  return parts.length === 6 ? parts : undefined;
}

/** Account in the fifth part, if the ARN names one. */
export function accountOf(arn: string): string | undefined {
  const account = splitArn(arn)?.[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

function splitColons(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let colon = text.indexOf(':'); colon >= 0 && parts.length < 5; ) {
    parts.push(text.slice(start, colon));
    start = colon + 1;
    colon = text.indexOf(':', start);
  }
  parts.push(text.slice(start));
  return parts;
}

/** As `splitColons`; colons in the names of variables do not count. */
function splitTemplate(template: Template): Template[] {
  const parts: (GlobToken | Variable)[][] = [[]];
  for (const part of template) {
    if (typeof part === 'string' || isVariable(part)) {
      parts.at(-1)?.push(part);
      continue;
    }
    const pieces = part.literal.split(':');
    const more = pieces.splice(7 - parts.length);
    if (more.length > 0) pieces.push([pieces.pop() ?? '', ...more].join(':'));
    for (const [index, literal] of pieces.entries()) {
      if (index > 0) parts.push([]);
      if (literal !== '') parts.at(-1)?.push({ literal });
    }
  }
  return parts;
}

/** An ARN of a request: the text, its six parts, and the sixth of them. */
export interface Arn {
  text: string;
  parts: readonly string[];
  name: string;
}

/** Undefined when the text is no ARN, as for requests that name no resource. */
export function readArn(text: string): Arn | undefined {
  const parts = splitArn(text);
  return parts && { text, parts, name: parts[5] ?? '' };
}

/** A pattern for ARNs. */
export type ArnPattern =
  /** `*`: also covers requests that name no resource. */
  | 'everything'
  | 'nothing'
  /** The first five parts are literal: `arn:aws:s3:::` and a pattern for the rest. */
  | { head: string; name: Pattern }
  /** Six, each a pattern of its own or a template that waits for the request. */
  | { parts: readonly (Pattern | Template)[] };

/** How a pattern of fewer than six parts is completed with `*`; see the callers. */
export type Padding = 'always' | 'with-wildcard' | 'at-end' | 'never';

const PADS: Record<Padding, (text: string) => boolean> = {
  always: () => true,
  'with-wildcard': (text) => /[*?]/.test(text),
  'at-end': (text) => text.endsWith('*'),
  never: () => false,
};

/** Which parts may hold variables: of a `Resource` only the last, of a condition value all. */
export type VariableParts = 'last' | 'all' | 'none';

const ANYTHING = compilePattern(['run']);

/**
 * Each of the six parts is a pattern of its own: a wildcard never reaches over the first five colons.
 * Source: IAM JSON policy elements: Resource; short forms as observed with a public evaluator (unverified).
 */
export function compileArn(text: string, variables: VariableParts, padding: Padding): ArnPattern {
  if (text === '*') return 'everything';
  const open = variables !== 'none' && text.includes('${');
  const head = open ? null : literalHead(text);
  if (head !== null) return { head, name: compileText(text.slice(head.length)) };
  const templates = open ? splitTemplate(parseTemplate(text)) : splitColons(text).map(globTokens);
  if (templates.length < 6 && !PADS[padding](text)) return 'nothing';
  const parts: (Pattern | Template)[] = [];
  for (const [index, template] of templates.entries()) {
    const tokens = staticTokens(template);
    if (!tokens && variables === 'last' && index < 5) return 'nothing';
    parts.push(tokens ? compilePattern(tokens) : template);
  }
  while (parts.length < 6) parts.push(ANYTHING);
  return { parts };
}

/** The first five parts with their colons, when there are no wildcards in them. */
function literalHead(text: string): string | null {
  let end = -1;
  for (let colons = 0; colons < 5; colons++) {
    end = text.indexOf(':', end + 1);
    if (end < 0) return null;
  }
  const head = text.slice(0, end + 1);
  return head.includes('*') || head.includes('?') ? null : head;
}

export type ArnMatch = 'match' | 'differs' | 'variable-without-value';

/**
 * Compares a pattern with the six parts of an ARN (undefined: the request names no resource).
 * A variable without value makes the pattern match nothing.
 */
export function matchArn(
  pattern: ArnPattern,
  arn: Arn | undefined,
  context: () => ContextValues,
): ArnMatch {
  if (pattern === 'everything') return 'match';
  if (!arn || pattern === 'nothing') return 'differs';
  if ('head' in pattern) {
    // The head has five colons, so the rest of a text that begins with it is the sixth part.
    const same = arn.text.startsWith(pattern.head) && matches(pattern.name, arn.name);
    return same ? 'match' : 'differs';
  }
  for (let index = 0; index < 6; index++) {
    const part = pattern.parts[index] ?? '';
    const text = arn.parts[index] ?? '';
    if (typeof part === 'string' || 'segments' in part) {
      if (!matches(part, text)) return 'differs';
      continue;
    }
    const tokens = resolveTemplate(part, context());
    if (!tokens) return 'variable-without-value';
    if (!matches(compilePattern(tokens), text)) return 'differs';
  }
  return 'match';
}

/** A pattern for actions, which ignore case: to be compared with an action in lower case. */
export function compileAction(text: string): Pattern {
  return compileText(text.toLowerCase());
}
