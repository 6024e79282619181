import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useOverflow } from './useOverflow.ts';
import './tabs.css';

export interface Tab<T extends string> {
  id: T;
  label: ReactNode;
  /** Said after the label by screen readers, seen as a dot. */
  badge?: { text: string; kind: 'bad' | 'busy' };
}
interface TabStripProps<T extends string> {
  /** Name of the whole strip. */
  label: string;
  /** Ids of tabs and panels are made from it: `<prefix>-tab-<id>`, `<prefix>-panel`. */
  prefix: string;
  tabs: readonly Tab<T>[];
  current: T;
  onChange(id: T): void;
}

/** Where each key leads from the tab at `at`. */
const moves: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** Tabs as the ARIA Authoring Practices describe them: one tab stop, arrow keys choose. */
export function TabStrip<T extends string>(props: TabStripProps<T>) {
  const { label, prefix, tabs, current, onChange } = props;
  const strip = useRef<HTMLDivElement>(null);
  useOverflow(strip, current);
  const onKeyDown = (event: KeyboardEvent) => {
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    const at = tabs.findIndex(({ id }) => id === current);
    const next = move === undefined ? undefined : tabs[move(at, tabs.length)];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(next.id);
    strip.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div ref={strip} className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ id, label: text, badge }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`${prefix}-tab-${id}`}
          data-tab={id}
          className="tab"
          aria-selected={id === current}
          aria-controls={`${prefix}-panel`}
          tabIndex={id === current ? 0 : -1}
          onClick={() => onChange(id)}
        >
          {text}
          {badge && (
            <>
              <i className="tab-dot" data-kind={badge.kind} aria-hidden="true" />
              <span className="visually-hidden">, {badge.text}</span>
            </>
          )}
        </button>
      ))}
    </div>
  );
}

/** What belongs to the chosen tab. */
export function TabPanel(props: { prefix: string; current: string; children: ReactNode }) {
  const { prefix, current, children } = props;
  return (
    <div
      className="tab-panel"
      role="tabpanel"
      id={`${prefix}-panel`}
      aria-labelledby={`${prefix}-tab-${current}`}
    >
      {children}
    </div>
  );
}
