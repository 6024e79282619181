import type { Path } from '../../diagnostics.ts';
import { under, type YamlNode } from '../../text/yaml.ts';
import type { Findings } from './findings.ts';

/** Reads values out of the tree; what has the wrong shape is reported in words of our own (unverified literals). */
export const yes = (node: YamlNode | undefined): boolean =>
  node?.kind === 'scalar' && /^(yes|true|on)$/i.test(node.text);

export function scalar(
  found: Findings,
  parent: YamlNode | undefined,
  key: string,
  path: Path,
): string | undefined {
  const node = under(parent, key);
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return node.text;
  found.error(node, [...path, key], `Expected ${key} to be a single value.`);
  return undefined;
}

/** A list of texts. One text alone counts as a list of one where the agent allows it (`exclude-paths`). */
export function strings(
  found: Findings,
  parent: YamlNode | undefined,
  key: string,
  path: Path,
  one = false,
): string[] {
  const node = under(parent, key);
  if (node === undefined || (node.kind === 'scalar' && node.empty)) return [];
  if (node.kind === 'scalar' && one) return [node.text];
  if (node.kind !== 'list') {
    found.error(node, [...path, key], `Expected ${key} to be a list: begin each entry with "- ".`);
    return [];
  }
  return node.items.flatMap((item, index) => {
    if (item.kind === 'scalar') return [item.text];
    found.error(item, [...path, key, index], `Expected ${key}[${index}] to be a text.`);
    return [];
  });
}

/** Name → text. Names are free, so the result has no prototype to trip over. */
export function texts(
  found: Findings,
  parent: YamlNode | undefined,
  key: string,
  path: Path,
): Record<string, string> {
  const node = under(parent, key);
  if (node === undefined || (node.kind === 'scalar' && node.empty)) return {};
  if (node.kind !== 'map') {
    found.error(node, [...path, key], `Expected ${key} to be a mapping of names to values.`);
    return {};
  }
  const entries: [string, string][] = [];
  for (const { key: name, value } of node.entries) {
    if (value.kind === 'scalar') entries.push([name.text, value.text]);
    else found.error(value, [...path, key, name.text], `Expected ${name.text} to be a text.`);
  }
  return Object.fromEntries(entries);
}
