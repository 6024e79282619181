import type { GlobToken, Pattern } from './match.ts';
import { compilePattern, globTokens, matches } from './match.ts';
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

/** A pattern for ARNs. */
export interface ArnPattern {
  /** `*`: also covers requests that name no resource. */
  everything: boolean;
  /** Six, each a pattern of its own or a template that waits for the request; none: it matches no ARN. */
  parts: readonly (Pattern | Template)[];
}

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

const EVERYTHING: ArnPattern = { everything: true, parts: [] };
const NOTHING: ArnPattern = { everything: false, parts: [] };
const ANYTHING = compilePattern(['run']);

/**
 * Each of the six parts is a pattern of its own: a wildcard never reaches over the first five colons.
 * Source: IAM JSON policy elements: Resource; short forms as observed with a public evaluator (unverified).
 */
export function compileArn(text: string, variables: VariableParts, padding: Padding): ArnPattern {
  if (text === '*') return EVERYTHING;
  const templates =
    variables !== 'none' && text.includes('${')
      ? splitTemplate(parseTemplate(text))
      : splitColons(text).map(globTokens);
  if (templates.length < 6 && !PADS[padding](text)) return NOTHING;
  const parts: (Pattern | Template)[] = [];
  for (const [index, template] of templates.entries()) {
    const tokens = staticTokens(template);
    if (!tokens && variables === 'last' && index < 5) return NOTHING;
    parts.push(tokens ? compilePattern(tokens) : template);
  }
  while (parts.length < 6) parts.push(ANYTHING);
  return { everything: false, parts };
}

export type ArnMatch = 'match' | 'differs' | 'variable-without-value';

/**
 * Compares a pattern with the six parts of an ARN (undefined: the request names no resource).
 * A variable without value makes the pattern match nothing.
 */
export function matchArn(
  pattern: ArnPattern,
  arn: readonly string[] | undefined,
  context: () => ContextValues,
): ArnMatch {
  if (pattern.everything) return 'match';
  if (!arn || pattern.parts.length === 0) return 'differs';
  for (let index = 0; index < 6; index++) {
    const part = pattern.parts[index] ?? '';
    const text = arn[index] ?? '';
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
  return compilePattern(globTokens(text.toLowerCase()));
}
