import type { Params } from '../../types.ts';

/** A DynamoDB item: attribute values by name (`{ id: { S: '1' } }`). */
export type Item = Record<string, unknown>;

export const asItem = (value: unknown): Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Item) : {};

export const own = (item: Item, name: string): unknown =>
  Object.hasOwn(item, name) ? item[name] : undefined;

export const sameValue = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** `#name` stands for a name that the call gives beside the expression. */
const named = (params: Params, name: string): string =>
  name.startsWith('#') ? String(own(asItem(params.ExpressionAttributeNames), name) ?? name) : name;
const valued = (params: Params, name: string): unknown =>
  own(asItem(params.ExpressionAttributeValues), name);

/** What an expression asks, as a list of simple terms; null for anything that is not simulated. */
export type Test = (item: Item | undefined) => boolean;

const equality = /^\s*([#\w.-]+)\s*=\s*(:\w+)\s*$/;
const existence = /^\s*attribute_(not_)?exists\s*\(\s*([#\w.-]+)\s*\)\s*$/;

/**
 * Reads a condition of equalities, `attribute_exists` and `attribute_not_exists` joined by AND (Amazon DynamoDB Developer
 * Guide, "Condition and filter expressions"). Null: it has more in it.
 */
export function readCondition(params: Params, expression: string): Test | null {
  const tests: Test[] = [];
  for (const term of expression.slice(0, 4096).split(/\sAND\s/i)) {
    const [, left = '', right = ''] = equality.exec(term) ?? [];
    const [, not, attribute = ''] = existence.exec(term) ?? [];
    if (left !== '') {
      const name = named(params, left);
      const value = valued(params, right);
      tests.push((item) => item !== undefined && sameValue(own(item, name), value));
    } else if (attribute !== '') {
      const name = named(params, attribute);
      tests.push((item) => (own(item ?? {}, name) === undefined) === (not !== undefined));
    } else return null;
  }
  return (item) => tests.every((test) => test(item));
}

const assignment = /^\s*([#\w.-]+)\s*=\s*(:\w+)\s*$/;

/** Applies `SET name = :value, …`; null for an expression that does more. */
export function applyUpdate(params: Params, expression: string, item: Item): Item | null {
  const [, assignments] = /^\s*SET\s(.*)$/is.exec(expression.slice(0, 4096)) ?? [];
  if (assignments === undefined) return null;
  const entries = new Map(Object.entries(item));
  for (const each of assignments.split(',')) {
    const [, name, value = ''] = assignment.exec(each) ?? [];
    if (name === undefined) return null;
    entries.set(named(params, name), valued(params, value));
  }
  return Object.fromEntries(entries);
}
