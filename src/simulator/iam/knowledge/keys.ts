import globalKeys from './data/globalKeys.json' with { type: 'json' };
import type { KeyFacts } from './types.ts';

/** Finds a condition key by its name as a policy writes it: case does not count, placeholders stand for any text. */
export type KeyFinder = (name: string) => KeyFacts | undefined;

/** In lists of AWS a placeholder is written in three ways. */
const PLACEHOLDER = /\$\{[^}]*\}|<[^>]*>|tag-key$/;

export function keyFinder(keys: readonly KeyFacts[]): KeyFinder {
  const exact = new Map<string, KeyFacts>();
  const open: { head: string; tail: string; key: KeyFacts }[] = [];
  for (const key of keys) {
    const name = key.name.toLowerCase();
    const [head = '', tail] = name.split(PLACEHOLDER, 2);
    if (tail === undefined) exact.set(name, key);
    else open.push({ head, tail, key });
  }
  return (written) => {
    const name = written.toLowerCase();
    const found = exact.get(name);
    if (found) return found;
    return open.find(
      ({ head, tail }) =>
        name.length > head.length + tail.length && name.startsWith(head) && name.endsWith(tail),
    )?.key;
  };
}

/** All keys that every service may give. Source: AWS global condition context keys. */
export const GLOBAL_KEYS: readonly KeyFacts[] = Object.entries(globalKeys).map(([name, type]) => ({
  name,
  type,
}));

const findGlobal = keyFinder(GLOBAL_KEYS);
const known = new Map<string, KeyFacts | undefined>();
const MAX_KNOWN = 1000;

/** The global condition key of that name, such as `aws:SourceArn` or `aws:RequestTag/team`. */
export function globalKey(name: string): KeyFacts | undefined {
  if (known.has(name)) return known.get(name);
  const found = findGlobal(name);
  if (known.size < MAX_KNOWN) known.set(name, found);
  return found;
}
