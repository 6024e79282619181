import type { Path } from '../diagnostics.ts';
import { isRecord } from '../iam/record.ts';
import { editText } from './textEdit.ts';
import type { PolicyEdit } from './types.ts';

/**
 * The document with one edit made. The document given stays as it is (documents are cached by identity), and parts that
 * the edit does not touch are shared. Objects on the way that are missing are made. An edit that fits nothing (an index
 * beyond the end, a path into a text) changes nothing. A document that is JSON text gives JSON text again.
 */
export function applyEdit(document: unknown, edit: PolicyEdit): unknown {
  if (typeof document === 'string') return editText(document, [edit]);
  return edit.op === 'set' ? put(document, edit.path, edit.value) : take(document, edit.path);
}

/** The document with all edits made, in their order. */
export function applyEdits(document: unknown, edits: readonly PolicyEdit[]): unknown {
  return edits.reduce(applyEdit, document);
}

function put(target: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    if (!Array.isArray(target) || !fits(step, target.length + 1)) return target;
    if (step === target.length && rest.some(isIndex)) return target;
    const copy: unknown[] = [...target];
    copy[step] = put(target[step], rest, value);
    return copy;
  }
  if (target !== undefined && !isRecord(target)) return target;
  const known = target !== undefined && Object.hasOwn(target, step) ? target[step] : undefined;
  // Only objects are made on the way, so there is nothing an index could point into.
  if (known === undefined && rest.some(isIndex)) return target;
  return { ...target, [step]: put(known, rest, value) };
}

function take(target: unknown, path: Path): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return undefined;
  if (Array.isArray(target)) {
    if (typeof step !== 'number' || !fits(step, target.length)) return target;
    if (rest.length === 0) return target.filter((_, index) => index !== step);
    return target.map((item: unknown, index) => (index === step ? take(item, rest) : item));
  }
  if (!isRecord(target) || typeof step !== 'string' || !Object.hasOwn(target, step)) return target;
  const { [step]: inner, ...others } = target;
  return rest.length === 0 ? others : { ...target, [step]: take(inner, rest) };
}

/** What stands at the path; undefined: nothing. */
export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => {
    if (Array.isArray(at)) return typeof step === 'number' ? at[step] : undefined;
    return isRecord(at) && typeof step === 'string' && Object.hasOwn(at, step)
      ? at[step]
      : undefined;
  }, document);
}

const isIndex = (step: string | number): boolean => typeof step === 'number';
const fits = (index: number, length: number): boolean =>
  Number.isInteger(index) && index >= 0 && index < length;

/** Letters that an edit adds and takes away: what differs between the old and the new JSON of the place it changes. */
export function costOf(document: unknown, edit: PolicyEdit): number {
  const before = json(valueAt(document, edit.path));
  const after = edit.op === 'set' ? json(edit.value) : '';
  const limit = Math.min(before.length, after.length);
  let start = 0;
  while (start < limit && before[start] === after[start]) start++;
  let end = 0;
  while (end < limit - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return before.length + after.length - 2 * (start + end);
}

const json = (value: unknown): string => (value === undefined ? '' : (JSON.stringify(value) ?? ''));
