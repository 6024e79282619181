import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildspecJsonSchema, schemaPath } from '../../../src/build/buildspecSchema.ts';

interface Schema {
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
}

/** Paths of the keys that say nothing of themselves. */
function silent(schema: Schema, path: string): string[] {
  const inside = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => [
    ...(value.description === undefined ? [`${path}/${key}`] : []),
    ...silent(value, `${path}/${key}`),
  ]);
  const { additionalProperties: each, items, anyOf = [] } = schema;
  const others = [items, ...anyOf, typeof each === 'object' ? each : undefined];
  return [
    ...inside,
    ...others.flatMap((other) => (other === undefined ? [] : silent(other, `${path}/*`))),
  ];
}

describe('the schema of buildspecs', () => {
  const schema = JSON.parse(readFileSync(schemaPath, 'utf8')) as Schema;

  it('is rendered as it stands', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(buildspecJsonSchema())));
  });

  it('explains every key', () => {
    expect(silent(schema, '')).toEqual([]);
    expect(Object.keys(schema.properties ?? {})).toHaveLength(10);
  });

  it('offers the words of keys that take one of a few', () => {
    const text = JSON.stringify(schema);
    for (const word of ['"RETRY"', '"CUCUMBERJSON"', '"restore"', '"bash"', '"0.2"']) {
      expect(text).toContain(word);
    }
  });
});
