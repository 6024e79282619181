/** Small helpers about JSON and tables by name. */

export const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null;

/** A member of a table, if it is the table's own: names come from texts that anyone may write. */
export function own<T>(table: Record<string, T> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The object that a text holds; null for anything else. */
export function readObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
