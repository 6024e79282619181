/** A JSON object whose members are looked at with care: only its own ones count. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member; names like `__proto__` or `constructor` are never inherited. */
export function own(record: JsonRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** One value or a list of them, as the policy language allows almost everywhere. */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/**
 * The texts of a one-or-many element; numbers and booleans as their text, all else dropped. A list of texts is given
 * back itself, so not to be changed.
 */
export function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value) && value.every(isString)) return value;
  return asList(value).filter(isScalar).map(String);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** What a condition may compare with. */
export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
