/** A project as the form sees it: values by path in a JSON text, and the edits that change them. */

import type { PolicyEdit } from '../../simulator/advice/types.ts';
import type { Path } from '../../simulator/read.ts';
import { isObject, readObject } from '../session/json.ts';

/** The value at a path; undefined where there is none. Only what a value itself has counts. */
export function valueAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      isObject(value) && Object.hasOwn(value, step)
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    whole,
  );
}

/**
 * The project in a text, and where in it: `batch-get-projects` wraps it in a list.
 * @returns null when the text is no JSON object
 */
export function projectIn(text: string): { project: object; base: Path } | null {
  const whole = readObject(text);
  if (whole === null) return null;
  for (const base of [['projects', 0], ['project'], ['projects']] satisfies Path[]) {
    const project = valueAt(whole, base);
    if (isObject(project) && !Array.isArray(project)) return { project, base };
  }
  return { project: whole, base: [] };
}

/** One change, on its way or made: `value` undefined takes it away. */
export interface Change {
  path: Path;
  value: unknown;
}

/** Objects that must stay though they are empty. */
const kept = new Set(['source', 'artifacts', 'environment']);

/**
 * The edit that a change is in a text: what is taken away takes the object around it along, where that held nothing else.
 * @param path from the root of the text
 */
export function editFor(text: string, { path, value }: Change): PolicyEdit | null {
  const whole = readObject(text);
  if (value !== undefined) return { op: 'set', document: '', path, value };
  if (valueAt(whole, path) === undefined) return null;
  let gone = path;
  for (;;) {
    const outer = gone.slice(0, -1);
    const around = valueAt(whole, outer);
    const alone = isObject(around) && !Array.isArray(around) && Object.keys(around).length === 1;
    if (outer.length === 0 || !alone || kept.has(String(outer.at(-1)))) break;
    gone = outer;
  }
  return { op: 'remove', document: '', path: gone };
}

export const samePath = (a: Path, b: Path): boolean => a.join('\n') === b.join('\n');

/** Does `path` lead to `place` or into it? */
export const isWithin = (path: Path, place: Path): boolean =>
  samePath(path.slice(0, place.length), place);
