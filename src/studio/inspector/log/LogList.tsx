import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useState,
} from 'react';
import type { Build } from '../../../simulator/read.ts';
import { isoTime } from '../builds/times.ts';
import type { BuildView } from '../builds/view.ts';
import { type BuildLog, rowsAt, textAt } from './buildLogs.ts';
import { type Item, placeOf, sectionOf } from './items.ts';
import { LogLine } from './LogLine.tsx';
import { SectionHead } from './SectionHead.tsx';
import { useEstimate } from './useMetrics.ts';
import { useReveal } from './useReveal.ts';
import { useWindow } from './useWindow.ts';

/** ARIA in HTML lets a table be a treegrid: its rows open and close. */
const treegrid = { role: 'treegrid', 'aria-readonly': true, tabIndex: 0 } as const;

interface LogListProps {
  list: RefObject<HTMLTableElement | null>;
  log: BuildLog;
  build: Build;
  items: readonly Item[];
  /** Events that have happened at the playhead. */
  position: number;
  /** The event at the playhead. */
  seq: number;
  /** The learner has chosen that event; else the log is followed to its end. */
  chosen: boolean;
  /** ISO 8601, as in the scenario. */
  startTime: string | undefined;
  pattern: RegExp | null;
  /** Where the search stands; a new object each time it goes somewhere. */
  found: { row: number } | null;
  view: BuildView;
  onChange(change: Partial<BuildView>): void;
  onJump(seq: number): void;
}

/** Where each key leads from the row at `at`. */
const moves: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  PageDown: (at, last) => Math.min(last, at + 20),
  PageUp: (at) => Math.max(0, at - 20),
  Home: () => 0,
  End: (_at, last) => last,
};

/** The log as one tab stop: arrow keys go from line to line, Enter and a click lead to the line's moment. */
export function LogList(props: LogListProps) {
  const { list, log, build, items, position, seq, startTime, pattern, found, view } = props;
  const prefix = useId();
  const [marked, setMarked] = useState<Item | null>(null);
  const estimate = useEstimate(list, log, view);
  const last = rowsAt(log, props.chosen ? Math.min(seq + 1, position) : position) - 1;
  const target = placeOf(items, log, last);
  const { first, end, above, below, offsets } = useWindow({
    scroller: list,
    items,
    anchor: view.follow ? target : -1,
    estimate,
  });
  const reveal = useReveal({
    scroller: list,
    offsets,
    target,
    follow: view.follow,
    onFollow: (follow) => props.onChange({ follow }),
  });
  const showFound = useEffectEvent((row: number) => reveal(placeOf(items, log, row)));
  useEffect(() => {
    if (found !== null) showFound(found.row);
  }, [found]);
  const known = marked === null ? -1 : items.indexOf(marked);
  const active = known >= 0 ? known : Math.max(0, target);

  const fold = (section: number, closed: boolean) => {
    const folded = new Set(view.folded);
    if (closed) folded.add(section);
    else folded.delete(section);
    props.onChange({ folded });
  };
  const act = (item: Item) => {
    setMarked(item);
    const row = log.rows[item];
    if (row === undefined) fold(sectionOf(item), !view.folded.has(sectionOf(item)));
    else {
      props.onChange({ later: true });
      props.onJump(row.seq);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const item = items[active];
    if (item === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    const next = move?.(active, items.length - 1);
    const opens = event.key === 'ArrowRight' || event.key === 'ArrowLeft';
    if (event.key === 'Enter') act(item);
    // On a line these two keys stay the player's: a step on, a step back.
    else if (opens && item < 0) fold(sectionOf(item), event.key === 'ArrowLeft');
    else if (next !== undefined) {
      setMarked(items[next] ?? null);
      props.onChange({ follow: next === target });
      reveal(next);
    } else return;
    event.preventDefault();
  };
  const onClick = ({ target: clicked }: MouseEvent) => {
    const row = clicked instanceof Element ? clicked.closest<HTMLElement>('[data-place]') : null;
    const item = row === null ? undefined : items[Number(row.dataset.place)];
    // Whoever selects text wants to copy it.
    if (item !== undefined && getSelection()?.isCollapsed !== false) act(item);
  };

  const onCopy = (event: ClipboardEvent) => {
    const row = log.rows[items[active] ?? -1];
    if (row === undefined || getSelection()?.isCollapsed === false) return;
    event.clipboardData.setData('text/plain', textAt(row, position));
    event.preventDefault();
  };
  const rows: ReactNode[] = [];
  for (let place = first; place < end; place++) {
    const item = items[place] ?? 0;
    const common = { id: `${prefix}${item}`, place, active: place === active };
    const row = log.rows[item];
    if (row === undefined) {
      const section = log.sections[sectionOf(item)];
      if (section === undefined) continue;
      const { failure, phaseIndex } = section;
      rows.push(
        <SectionHead
          key={item}
          {...common}
          section={section}
          phase={build.phases[phaseIndex]}
          exitCode={failure && failure.seq < position ? failure.exitCode : undefined}
          folded={view.folded.has(sectionOf(item))}
        />,
      );
      continue;
    }
    const later = row.seq >= position;
    rows.push(
      <LogLine
        key={item}
        {...common}
        row={row}
        text={later ? row.text : textAt(row, position)}
        time={view.time ? isoTime(startTime, row.at) : null}
        pattern={pattern}
        current={row.seq === seq}
        found={item === found?.row}
        later={later}
      />,
    );
  }
  const current = {
    'aria-activedescendant':
      active >= first && active < end ? `${prefix}${items[active]}` : undefined,
  };
  return (
    <table
      ref={list}
      className="log"
      {...treegrid}
      {...current}
      aria-label={`Log of build ${build.id}`}
      aria-rowcount={items.length}
      aria-colcount={view.time ? 2 : 1}
      data-wrap={view.wrap}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onCopy={onCopy}
    >
      <tbody className="log-rows" style={{ paddingTop: above, paddingBottom: below }}>
        {rows}
      </tbody>
    </table>
  );
}
