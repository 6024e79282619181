import type * as z from 'zod';
import type { Diagnostic, Path, Range } from '../diagnostics.ts';
import { parseJson } from '../iam/json.ts';
import { jsonValue, nodeAt } from '../iam/jsonTree.ts';
import { lineIndex } from './lines.ts';

/** A JSON text read against a schema, with the places of everything in it. */
export interface JsonReading<T> {
  value?: T;
  diagnostics: Diagnostic[];
  rangeOf(path: Path): Range;
}

/** Longer texts are no pipelines. Characters. */
const longest = 1_000_000;

/** @param unwrap from what people paste (the output of a CLI command) to the path of the object itself. */
export function readJson<T>(
  text: string,
  schema: z.ZodType<T>,
  code: string,
  unwrap: (value: unknown) => Path,
): JsonReading<T> {
  const lines = lineIndex(text);
  if (text.length > longest) {
    const range = lines.range(0, 1);
    const message = 'This text is too long.';
    return {
      diagnostics: [{ severity: 'error', code, message, path: [], range }],
      rangeOf: () => range,
    };
  }
  const document = parseJson(text);
  const rangeOf = (path: Path): Range => {
    for (let length = path.length; length >= 0; length--) {
      const found = nodeAt(document.root, path.slice(0, length));
      if (found !== undefined) return lines.range(found.node.start, found.node.end);
    }
    return lines.range(0, 1);
  };
  const diagnostics: Diagnostic[] = document.errors.map((error) => ({
    severity: 'error',
    code,
    message: error.message,
    path: [],
    range: lines.range(error.start, error.end),
  }));
  if (document.root === undefined || diagnostics.length > 0) return { diagnostics, rangeOf };

  const whole = jsonValue(document.root);
  const base = unwrap(whole);
  const target = base.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined,
    whole,
  );
  const parsed = schema.safeParse(target);
  if (parsed.success) {
    return { value: parsed.data, diagnostics, rangeOf: (path) => rangeOf([...base, ...path]) };
  }
  for (const issue of parsed.error.issues.slice(0, 30)) {
    const path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? '' : step))];
    diagnostics.push({
      severity: 'error',
      code,
      message: issue.message,
      path,
      range: rangeOf(path),
    });
  }
  return { diagnostics, rangeOf };
}
