import { useMemo, useRef } from 'react';
import type { Recording, World } from '../../simulator/read.ts';
import { logRows } from './logRows.ts';
import { useCapped } from './useCapped.tsx';
import { useFollow } from './useFollow.ts';
import './logs.css';

interface LogsProps {
  recording: Recording;
  world: World;
  /** The event at the playhead. */
  seq: number;
  onJump(seq: number): void;
}

/** The build's log as CloudWatch shows it, up to the playhead. */
export function Logs({ recording, world, seq, onJump }: LogsProps) {
  const build = world.builds.at(-1);
  const lines = build === undefined ? undefined : world.logs[build.id];
  const rows = useMemo(() => logRows(recording, lines ?? []), [recording, lines]);
  const { shown, more } = useCapped(rows);
  const list = useRef<HTMLOListElement>(null);
  useFollow(list, seq, rows.length);
  if (build === undefined)
    return <p className="empty">No build has started yet, so there is no log.</p>;
  const { groupName, streamName } = build.logs;
  return (
    <div className="logs">
      <p className="logs-place mono">{groupName ? `${groupName} · ${streamName}` : build.id}</p>
      {rows.length === 0 && <p className="empty">CloudWatch has no line of this build yet.</p>}
      {more}
      <ol ref={list} className="log" aria-label={`Log of build ${build.id}`}>
        {shown.map((row) => (
          <li
            key={row.id}
            data-origin={row.origin}
            data-failed={row.failed}
            aria-current={row.seq === seq}
          >
            <button type="button" onClick={() => onJump(row.seq)}>
              {row.failed && <span className="visually-hidden">failed: </span>}
              {row.text === '' ? ' ' : row.text}
            </button>
            {row.assumed && (
              <span className="assumed" title={row.assumed}>
                assumed: {row.assumed}
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
