import { type KeyboardEvent, type MouseEvent, useId, useRef, useState } from 'react';
import type { LogRow } from './logRows.ts';
import { keepInView, useFollow } from './useFollow.ts';

interface LogListProps {
  label: string;
  rows: readonly LogRow[];
  /** The event at the playhead. */
  seq: number;
  onLook(seq: number): void;
}

/** Where each key leads from the line at `at`. */
const moves: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_at, last) => last,
};

/** Lines of a log as one tab stop: arrow keys go from line to line, Enter and a click lead to the line's event. */
export function LogList({ label, rows, seq, onLook }: LogListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const prefix = useId();
  useFollow(list, seq, rows.length);
  const atPlayhead = rows.findLastIndex((row) => row.seq <= seq);
  const known = rows.findIndex(({ id }) => id === chosen);
  const active = known < 0 ? Math.max(0, atPlayhead) : known;

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active];
    if (event.key === 'Enter' && row !== undefined) onLook(row.seq);
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    const next = move === undefined ? undefined : rows[move(active, rows.length - 1)];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next.id);
    keepInView(list.current?.querySelector(`[data-row="${next.id}"]`) ?? null);
  };
  const onClick = (event: MouseEvent) => {
    const { target } = event;
    const id =
      target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null;
    const row = rows.find((candidate) => candidate.id === id);
    // Whoever selects text wants to copy it.
    if (row === undefined || getSelection()?.isCollapsed === false) return;
    setChosen(row.id);
    onLook(row.seq);
  };
  return (
    <div
      ref={list}
      className="log"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={rows[active] && `${prefix}${rows[active].id}`}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {rows.map((row, index) => (
        <div
          key={row.id}
          id={`${prefix}${row.id}`}
          role="option"
          tabIndex={-1}
          data-row={row.id}
          data-origin={row.origin}
          data-failed={row.failed}
          data-active={index === active}
          aria-selected={row.seq === seq}
          aria-current={row.seq === seq}
        >
          {row.failed && <span className="visually-hidden">failed: </span>}
          {row.text.trim() === '' ? <span className="visually-hidden">empty line</span> : row.text}
          {row.assumed && <span className="assumed">assumed: {row.assumed}</span>}
        </div>
      ))}
    </div>
  );
}
