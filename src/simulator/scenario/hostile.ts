import type { Path, Problem } from '../diagnostics.ts';

/** Deeper than any scenario, shallow enough for every recursive reader. */
const deepest = 60;
const mostValues = 100_000;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** What makes a value unfit to be looked at any further: depth, size, or names that reach for prototypes. */
export function hostility(input: unknown): Problem | null {
  const stack: { value: unknown; path: Path }[] = [{ value: input, path: [] }];
  for (let seen = 0; stack.length > 0; seen++) {
    const { value, path } = stack.pop() ?? { value: null, path: [] };
    if (typeof value !== 'object' || value === null) continue;
    if (path.length > deepest) return { path, message: 'This is nested too deeply.' };
    if (seen > mostValues) return { path: [], message: 'This is too large for a scenario.' };
    for (const key of Object.keys(value)) {
      if (forbidden.has(key) && !Array.isArray(value)) {
        return { path: [...path, key], message: `The name “${key}” is not allowed.` };
      }
      const step = Array.isArray(value) ? Number(key) : key;
      stack.push({ value: Reflect.get(value, key), path: [...path, step] });
    }
  }
  return null;
}
