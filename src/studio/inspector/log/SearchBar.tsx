import { type KeyboardEvent, type RefObject, useId } from 'react';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import type { Search } from './useSearch.ts';

interface SearchBarProps {
  field: RefObject<HTMLInputElement | null>;
  search: Search;
  /** Back to the lines. */
  onLeave(): void;
}

/** Looks for words in the log: how many lines have them, and the ways from one to the next. */
export function SearchBar({ field, search, onLeave }: SearchBarProps) {
  const { query, matchCase, matches, at, step, look } = search;
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      look('', matchCase);
      onLeave();
    } else return;
    event.preventDefault();
  };
  const place = at < 0 ? '' : `${at + 1} of `;
  const count = matches.length === 0 ? 'no line' : `${place}${matches.length}`;
  return (
    <search className="log-search">
      <div className="log-search-field">
        <label htmlFor={id}>
          <Icon name="search" size={14} />
          <span className="visually-hidden">Search this log</span>
        </label>
        <input
          ref={field}
          id={id}
          type="text"
          placeholder="Search this log"
          autoComplete="off"
          spellCheck={false}
          aria-keyshortcuts="/ Control+F"
          value={query}
          onChange={({ target }) => look(target.value, matchCase)}
          onKeyDown={onKeyDown}
        />
        <span className="log-count" role="status" aria-label="Lines found">
          {query !== '' && count}
        </span>
      </div>
      <Button
        small
        className="log-case"
        aria-label="Match case"
        title="Match case"
        aria-pressed={matchCase}
        onClick={() => look(query, !matchCase)}
      >
        Aa
      </Button>
      <IconButton
        small
        icon="up"
        label="Previous line found"
        disabled={matches.length === 0}
        onClick={() => step(-1)}
      />
      <IconButton
        small
        icon="down"
        label="Next line found"
        disabled={matches.length === 0}
        onClick={() => step(1)}
      />
    </search>
  );
}
