import type { YamlNode } from '../../text/yaml.ts';

/** Values that a text may grow to when its aliases are written out. */
const mostValues = 200_000;

export type Plain = string | undefined | Plain[] | { [key: string]: Plain };

/**
 * The tree as plain values: texts, lists, mappings; undefined where nothing is written. Null when aliases make it too large.
 * Names such as `__proto__` become ordinary keys.
 */
export function plainOf(root: YamlNode): { value: Plain } | null {
  const made = new Map<YamlNode, { value: Plain; size: number }>();
  const make = (node: YamlNode): { value: Plain; size: number } => {
    const known = made.get(node);
    if (known !== undefined) return known;
    let size = 1;
    const inside = (child: YamlNode): Plain => {
      const one = make(child);
      size += one.size;
      return one.value;
    };
    const value =
      node.kind === 'scalar'
        ? node.empty
          ? undefined
          : node.text
        : node.kind === 'list'
          ? node.items.map(inside)
          : Object.fromEntries(node.entries.map((entry) => [entry.key.text, inside(entry.value)]));
    const result = { value, size };
    made.set(node, result);
    return result;
  };
  const { value, size } = make(root);
  return size > mostValues ? null : { value };
}
