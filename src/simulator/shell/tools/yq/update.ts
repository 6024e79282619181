import { evaluate, type Match, splitAt, Unknown } from './expression.ts';

/** Comparisons are no assignments. */
const MARKS: Readonly<Record<string, string>> = { '==': '\u0001', '!=': '\u0002' };

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy with another value at a path; what is missing on the way is made. */
function put(
  root: unknown,
  [key, ...rest]: Match['path'],
  change: (old: unknown) => unknown,
): unknown {
  if (key === undefined) return change(root);
  if (typeof key === 'number') {
    const list: unknown[] = Array.isArray(root) ? [...root] : [];
    const at = key < 0 ? list.length + key : key;
    if (at > list.length + 1_000) throw new Unknown();
    list[at] = put(list[at] ?? null, rest, change);
    return list;
  }
  const entries = new Map(isPlain(root) ? Object.entries(root) : []);
  entries.set(key, put(entries.get(key) ?? null, rest, change));
  return Object.fromEntries(entries);
}

function without(root: unknown, [key, ...rest]: Match['path']): unknown {
  if (Array.isArray(root)) {
    return root.flatMap((each, at) =>
      at !== key ? [each] : rest.length > 0 ? [without(each, rest)] : [],
    );
  }
  if (!isPlain(root)) return root;
  return Object.fromEntries(
    Object.entries(root).flatMap(([name, each]) =>
      name !== key ? [[name, each]] : rest.length > 0 ? [[name, without(each, rest)]] : [],
    ),
  );
}

/** The document after `.a = 1`, `.a += [1]`, `del(.a)`, one after the other; null: the expression changes nothing. */
export function update(
  text: string,
  root: unknown,
  env: Record<string, string>,
): { root: unknown } | null {
  if (text.includes('|=')) throw new Unknown();
  const changes = splitAt(text, '|');
  let document = root;
  for (const part of changes) {
    const deleted = /^del\((.*)\)$/s.exec(part)?.[1];
    if (deleted !== undefined) {
      const matches = evaluate(deleted, [{ path: [], value: document }], env);
      for (const { path } of matches.reverse()) document = without(document, path);
      continue;
    }
    const [target = '', value, ...more] = splitAt(
      part.replace(/[!=]=/g, (each) => MARKS[each] ?? each),
      '=',
    ).map((each) => each.replaceAll('\u0001', '==').replaceAll('\u0002', '!='));
    if (value === undefined) return changes.length === 1 ? null : refuse(changes);
    if (more.length > 0) throw new Unknown();
    const adds = target.endsWith('+');
    const place = [{ path: [], value: document }];
    const [right] = evaluate(value, place, env);
    for (const { path } of evaluate(target.replace(/\+$/, '').trim(), place, env)) {
      document = put(document, path, (old) =>
        adds ? sum(old, right?.value) : (right?.value ?? null),
      );
    }
  }
  return { root: document };
}

/** A pipe with a reading part: simulated only where nothing is assigned. */
function refuse(parts: readonly string[]): null {
  if (
    parts.some(
      (part) => splitAt(part.replace(/[!=]=/g, ''), '=').length > 1 || part.startsWith('del('),
    )
  )
    throw new Unknown();
  return null;
}

function sum(old: unknown, more: unknown): unknown {
  if (Array.isArray(old)) return Array.isArray(more) ? [...old, ...more] : [...old, more];
  if (isPlain(old) && isPlain(more)) return { ...old, ...more };
  if (typeof old === 'number' && typeof more === 'number') return old + more;
  if (typeof old === 'string' && typeof more === 'string') return old + more;
  if (old === null) return more;
  throw new Unknown();
}
