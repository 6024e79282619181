import { type ReactNode, useState } from 'react';

const page = 300;

/** The last rows of a long list, and a button for earlier ones: a list of thousands would slow every step. */
export function useCapped<T>(rows: readonly T[]): { shown: readonly T[]; more: ReactNode } {
  const [pages, setPages] = useState(1);
  const hidden = Math.max(0, rows.length - pages * page);
  const more =
    hidden === 0 ? null : (
      <button type="button" className="link more" onClick={() => setPages(pages + 1)}>
        Show {Math.min(page, hidden)} of {hidden} earlier rows
      </button>
    );
  return { shown: rows.slice(hidden), more };
}
