import type { Path } from '../../diagnostics.ts';
import type { PolicyLayer } from '../../iam/types.ts';
import { documentContent } from '../content.ts';
import { valueAt } from '../policyEdits.ts';
import { documentsOf, type Situation } from '../situation.ts';
import type { PolicyEdit } from '../types.ts';

/** The document of that name in the layer, as it is now. */
export const documentNamed = ({ policies }: Situation, layer: PolicyLayer, name: string): unknown =>
  documentContent(documentsOf(policies, layer).find((one) => one.name === name)?.document);

/** Adds a value to a one-or-many element: a text becomes a list, a list grows, nothing becomes the value. */
export function append(
  document: { name: string; content: unknown },
  path: Path,
  value: unknown,
): PolicyEdit {
  const present = valueAt(document.content, path);
  const edit = { op: 'set', document: document.name } as const;
  if (present === undefined) return { ...edit, path, value };
  return Array.isArray(present)
    ? { ...edit, path: [...path, present.length], value }
    : { ...edit, path, value: [present, value] };
}

/** Takes a value out of a one-or-many element; null when it is not there or is the only one. */
export function takeOut(
  document: { name: string; content: unknown },
  path: Path,
  value: string,
): PolicyEdit | null {
  const present = valueAt(document.content, path);
  if (!Array.isArray(present) || present.length < 2) return null;
  const index = present.findIndex((one) => String(one).toLowerCase() === value.toLowerCase());
  return index < 0 ? null : { op: 'remove', document: document.name, path: [...path, index] };
}
