import { useMemo, useState } from 'react';
import type { BuildView } from '../builds/view.ts';
import type { BuildLog } from './buildLogs.ts';
import { patternOf, rowsWith } from './search.ts';

export interface Search {
  query: string;
  matchCase: boolean;
  pattern: RegExp | null;
  /** Rows that have it, of those that are shown. */
  matches: number[];
  /** Place of the one where the search stands; -1: none. */
  at: number;
  found: { row: number } | null;
  look(query: string, matchCase: boolean): void;
  /** To the next or the previous one, round and round. */
  step(direction: 1 | -1): void;
}

/** The search in a log. @param count rows that are shown */
export function useSearch(
  log: BuildLog,
  count: number,
  view: BuildView,
  change: (change: Partial<BuildView>) => void,
): Search {
  const { query, matchCase, lost } = view;
  const [found, setFound] = useState<{ row: number } | null>(null);
  const pattern = useMemo(() => patternOf(query, matchCase), [query, matchCase]);
  const all = useMemo(() => rowsWith(log.rows, pattern), [log, pattern]);
  const shown = (row: number) => row < count && (lost || log.rows[row]?.delivered === true);
  const matches = all.filter(shown);
  const at = found === null ? -1 : matches.indexOf(found.row);

  const goTo = (row: number | undefined) => {
    setFound(row === undefined ? null : { row });
    const section = log.rows[row ?? -1]?.section;
    if (section === undefined) return;
    const folded = new Set(view.folded);
    folded.delete(section);
    change({ follow: false, folded });
  };
  return {
    query,
    matchCase,
    pattern,
    matches,
    at,
    found: at < 0 ? null : found,
    look: (words, exact) => {
      const hits = rowsWith(log.rows, patternOf(words, exact)).filter(shown);
      change({ query: words, matchCase: exact });
      goTo(hits.find((row) => row >= (found?.row ?? 0)) ?? hits[0]);
    },
    step: (direction) => {
      const from = at < 0 && direction === 1 ? -1 : Math.max(0, at);
      goTo(matches[(from + direction + matches.length) % matches.length]);
    },
  };
}
