import type { Assignment, Word } from '../core/ast.ts';
import type { Process } from '../core/process.ts';
import { elementKey, elements, subscripted } from '../expand/parameter.ts';
import { evaluateText, expandQuoted, expandText, expandWords } from '../expand/word.ts';

/** An assignment with its value expanded. */
export interface Assigned {
  name: string;
  append: boolean;
  value: string;
  /** `a=(…)` */
  array: ReadonlyMap<string, string> | null;
}

/** Expands the right-hand side of `NAME=value`, `NAME+=value`, `NAME=(…)`. */
export async function expandAssignment(proc: Process, node: Assignment): Promise<Assigned> {
  const { name, append } = node;
  if (node.array === null) {
    return { name, append, value: await expandText(proc, node.value), array: null };
  }
  const old = append ? elements(proc, name) : new Map<string, string>();
  return { name, append, value: '', array: await arrayElements(proc, name, node.array, old) };
}

/** Elements of `(a b [k]=v …)`. */
export async function arrayElements(
  proc: Process,
  name: string,
  words: readonly Word[],
  start: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const out = new Map(start);
  let next = Math.max(-1, ...[...out.keys()].map((key) => Number(key) || 0)) + 1;
  for (const word of words) {
    const keyed = keyedElement(word);
    if (keyed !== null) {
      const key = elementKey(proc, name, await expandQuoted(proc, keyed.key));
      out.set(key, await expandText(proc, keyed.value));
      next = (Number(key) || 0) + 1;
      continue;
    }
    for (const text of await expandWords(proc, [word])) out.set(String(next++), text);
  }
  return out;
}

/** `[key]=value` as the grammar gives it: a pattern `[key]` and a literal that begins with `=`. */
function keyedElement(word: Word): { key: string; value: Word } | null {
  const [first, second] = word.parts;
  if (first?.type !== 'Glob' || !/^\[.*\]$/s.test(first.pattern)) return null;
  if (second?.type !== 'Literal' || !second.value.startsWith('=')) return null;
  const rest = { ...second, value: second.value.slice(1) };
  return {
    key: first.pattern.slice(1, -1),
    value: { ...word, parts: [rest, ...word.parts.slice(2)] },
  };
}

/** Makes an assignment. Throws `ReadonlyVariable`. */
export async function assign(proc: Process, assigned: Assigned): Promise<void> {
  const { vars } = proc;
  if (assigned.array !== null) {
    vars.setElements(assigned.name, assigned.array);
    return;
  }
  const place = subscripted(assigned.name);
  const name = place?.name ?? assigned.name;
  const key =
    place === null ? null : elementKey(proc, name, await expandQuoted(proc, place.subscript));
  const old = key === null ? (vars.value(name) ?? '') : (elements(proc, name).get(key) ?? '');
  const { value } = assigned;
  const text = vars.get(name)?.integer
    ? String(await evaluateText(proc, assigned.append ? `${old || 0}+(${value})` : value))
    : (assigned.append ? old : '') + value;
  if (key === null) vars.set(name, text);
  else vars.setElement(name, key, text);
}
