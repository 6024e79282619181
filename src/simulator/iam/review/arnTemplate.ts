import type { ResourceFacts } from '../knowledge/types.ts';
import type { GlobToken, Pattern } from '../match.ts';
import { compilePattern, matches } from '../match.ts';

/** A resource type's ARN as six patterns; placeholders are wildcards. */
export interface ArnTemplate {
  parts: readonly Pattern[];
  /** The literal text before the first placeholder of the last part: `role/`. */
  head: string;
  region: 'required' | 'empty';
  account: 'required' | 'empty';
}

const PLACEHOLDER = /\$\{[^}]*\}/;
const templates = new WeakMap<ResourceFacts, ArnTemplate>();

export function templateOf(resource: ResourceFacts): ArnTemplate {
  const known = templates.get(resource);
  if (known) return known;
  const pieces = resource.arn.split(':');
  const texts = [...pieces.slice(0, 5), pieces.slice(5).join(':')];
  const name = texts[5] ?? '';
  const made: ArnTemplate = {
    parts: texts.map(patternOf),
    head: name.split(PLACEHOLDER, 1)[0] ?? '',
    region: texts[3] === '' ? 'empty' : 'required',
    account: texts[4] === '' ? 'empty' : 'required',
  };
  templates.set(resource, made);
  return made;
}

function patternOf(text: string): Pattern {
  const tokens: GlobToken[] = [];
  for (const [index, literal] of text.split(PLACEHOLDER).entries()) {
    if (index > 0) tokens.push('run');
    if (literal !== '') tokens.push({ literal });
  }
  return compilePattern(tokens);
}

/**
 * True when some ARN of the type may match what a policy writes. Errs on the side of yes: a wildcard in the policy's
 * last part meets the literal beginning of the template, and nothing more is compared behind it.
 */
export function mayApply(resource: ResourceFacts, written: readonly string[]): boolean {
  const { parts, head } = templateOf(resource);
  for (let index = 0; index < 5; index++) {
    if (index === 1) continue;
    const text = written[index] ?? '*';
    if (/[*?$]/.test(text)) continue;
    if (!matches(parts[index] ?? '', text)) return false;
    // A placeholder stands for something.
    if (text === '' && parts[index] !== '') return false;
  }
  const name = written.slice(5).join(':');
  if (written.length < 6) return true;
  const open = name.search(/[*?$]/);
  if (open < 0) return matches(parts[5] ?? '', name);
  const start = name.slice(0, open);
  return start.length >= head.length ? start.startsWith(head) : head.startsWith(start);
}
