import type { Path } from '../simulator/diagnostics.ts';

/** One change of a JSON value: `[path, value]` sets, `[path]` removes. */
export type PatchStep = [path: Path, value: unknown] | [path: Path];

type Container = Record<string | number, unknown>;

/** Changes that lead from `a` to `b`. Lists are replaced whole when their lengths differ. */
export function diffJson(a: unknown, b: unknown): PatchStep[] {
  const steps: PatchStep[] = [];
  const walk = (from: unknown, to: unknown, path: Path): void => {
    if (Object.is(from, to)) return;
    if (!isContainer(from) || !isContainer(to) || !sameKind(from, to)) {
      steps.push([path, to]);
      return;
    }
    const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
    for (const key of keys) {
      const step = [...path, Array.isArray(to) ? Number(key) : key];
      if (!Object.hasOwn(to, key) || to[key] === undefined) {
        if (from[key] !== undefined) steps.push([step]);
      } else {
        walk(Object.hasOwn(from, key) ? from[key] : undefined, to[key], step);
      }
    }
  };
  walk(a, b, []);
  return steps;
}

/**
 * `base` with the changes made; the base stays as it was.
 * @returns null when a step does not fit: a missing parent, an index that leaves a hole, a key of the prototype.
 */
export function applyPatch(base: unknown, steps: readonly PatchStep[]): { value: unknown } | null {
  let value: unknown = structuredClone(base);
  for (const step of steps) {
    const [path] = step;
    const last = path.at(-1);
    if (last === undefined) {
      if (step.length === 1) return null;
      value = structuredClone(step[1]);
      continue;
    }
    const parent = parentOf(value, path);
    if (parent === null || !fits(parent, last)) return null;
    if (step.length === 2) parent[last] = structuredClone(step[1]);
    else if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
  }
  return { value };
}

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null;

function sameKind(a: Container, b: Container): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length;
  return Array.isArray(a) === Array.isArray(b);
}

function parentOf(root: unknown, path: Path): Container | null {
  let at = root;
  for (const key of path.slice(0, -1)) {
    if (!isContainer(at) || !Object.hasOwn(at, key)) return null;
    at = at[key];
  }
  return isContainer(at) ? at : null;
}

function fits(parent: Container, key: string | number): boolean {
  if (!Array.isArray(parent)) return key !== '__proto__';
  return Number.isInteger(key) && Number(key) >= 0 && Number(key) <= parent.length;
}
