import { byBytes } from '../../support/files.ts';
import type { Entry } from './entries.ts';
import type { TransferOptions } from './options.ts';

/** What `sync` does with one name. */
export type Step = { type: 'transfer' | 'delete'; entry: Entry };

type Direction = 'upload' | 'download' | 'copy';

function differs(
  source: Entry,
  target: Entry,
  direction: Direction,
  options: Pick<TransferOptions, 'sizeOnly' | 'exactTimestamps'>,
): boolean {
  if (source.bytes !== target.bytes) return true;
  if (options.sizeOnly) return false;
  if (direction !== 'download') return target.modified < source.modified;
  // A download keeps the object's time: only a local file that is newer than the object counts as changed.
  return options.exactTimestamps
    ? target.modified !== source.modified
    : target.modified > source.modified;
}

/**
 * Compares both sides by name, size and time (AWS CLI Command Reference, "s3 sync"): what is missing or changed is
 * transferred; what only the destination has is deleted when `--delete` is given. In the order of names.
 */
export function compare(
  sources: readonly Entry[],
  targets: readonly Entry[],
  direction: Direction,
  options: Pick<TransferOptions, 'sizeOnly' | 'exactTimestamps' | 'delete'>,
): Step[] {
  const sourceOf = new Map(sources.map((entry) => [entry.name, entry]));
  const targetOf = new Map(targets.map((entry) => [entry.name, entry]));
  const names = [...new Set([...sourceOf.keys(), ...targetOf.keys()])].sort(byBytes);
  return names.flatMap((name): Step[] => {
    const source = sourceOf.get(name);
    const target = targetOf.get(name);
    if (source === undefined) {
      return target !== undefined && options.delete ? [{ type: 'delete', entry: target }] : [];
    }
    return target === undefined || differs(source, target, direction, options)
      ? [{ type: 'transfer', entry: source }]
      : [];
  });
}
