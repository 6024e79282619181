import type { BuildLog } from './buildLogs.ts';

/** What the list shows, one number each: a row's place in the log, or for the head of section n the number -n-1. */
export type Item = number;
export const headOf = (section: number): Item => -section - 1;
export const sectionOf = (item: Item): number => -item - 1;

interface Shown {
  /** How many rows of the log. */
  count: number;
  folded: ReadonlySet<number>;
  /** With those that never reached CloudWatch. */
  lost: boolean;
}

/** Heads of sections and the rows of those that are open, from top to bottom. */
export function itemsOf(log: BuildLog, { count, folded, lost }: Shown): Item[] {
  const items: Item[] = [];
  for (const [place, { first, end }] of log.sections.entries()) {
    if (first >= count) break;
    const rows: Item[] = [];
    for (let index = first; index < Math.min(end, count); index++)
      if (lost || log.rows[index]?.delivered) rows.push(index);
    if (rows.length === 0) continue;
    items.push(headOf(place));
    if (!folded.has(place)) for (const row of rows) items.push(row);
  }
  return items;
}

/** Where the list shows an item, or the last one before it; -1: nowhere. */
export function placeOf(items: readonly Item[], log: BuildLog, index: number): number {
  const row = log.rows[index];
  if (row === undefined) return -1;
  const direct = items.indexOf(index);
  return direct >= 0 ? direct : items.indexOf(headOf(row.section));
}
