import { useMemo } from 'react';
import type { Recording, World } from '../../simulator/read.ts';
import { LogList } from './LogList.tsx';
import { logRows } from './logRows.ts';
import { useCapped } from './useCapped.tsx';
import './logs.css';

interface LogsProps {
  recording: Recording;
  world: World;
  /** The event at the playhead. */
  seq: number;
  onLook(seq: number): void;
}

/** The build's log as CloudWatch shows it, up to the playhead. */
export function Logs({ recording, world, seq, onLook }: LogsProps) {
  const build = world.builds.at(-1);
  const lines = build === undefined ? undefined : world.logs[build.id];
  const rows = useMemo(() => logRows(recording, lines ?? []), [recording, lines]);
  const { shown, more } = useCapped(rows);
  if (build === undefined)
    return <p className="empty">No build has started yet, so there is no log.</p>;
  const { groupName, streamName } = build.logs;
  return (
    <div className="logs">
      <p className="logs-place mono">{groupName ? `${groupName} · ${streamName}` : build.id}</p>
      {rows.length === 0 && <p className="empty">CloudWatch has no line of this build yet.</p>}
      {more}
      <LogList label={`Log of build ${build.id}`} rows={shown} seq={seq} onLook={onLook} />
    </div>
  );
}
