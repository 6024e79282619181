import { type KeyboardEvent, useMemo, useRef } from 'react';
import { usePlayerState } from '../../../player/context.tsx';
import type { Build, Recording, World } from '../../../simulator/read.ts';
import { CommandBar } from '../../outcomes/CommandList.tsx';
import { BuildChooser } from '../builds/BuildChooser.tsx';
import { useBuild } from '../builds/useBuild.ts';
import { useBuildView } from '../builds/view.ts';
import { type BuildLog, buildLogs, rowsAt } from './buildLogs.ts';
import { itemsOf } from './items.ts';
import { LogList } from './LogList.tsx';
import { LogOptions } from './LogOptions.tsx';
import { NoLog } from './NoLog.tsx';
import { SearchBar } from './SearchBar.tsx';
import { TakeAway } from './TakeAway.tsx';
import { useSearch } from './useSearch.ts';
import './log.css';

interface LogsProps {
  recording: Recording;
  world: World;
  /** The event at the playhead. */
  seq: number;
  onJump(seq: number): void;
  onLook(seq: number): void;
}

/** The log of a build as CloudWatch shows it, up to the playhead. */
export function Logs(props: LogsProps) {
  const build = useBuild(props);
  const log = build && buildLogs(props.recording).get(build.id);
  if (build === undefined || log === undefined)
    return <p className="empty">No build has started yet, so there is no log.</p>;
  return <LogPanel key={build.id} {...props} build={build} log={log} />;
}

function LogPanel(props: LogsProps & { build: Build; log: BuildLog }) {
  const { recording, world, seq, onJump, onLook, build, log } = props;
  const [view, change] = useBuildView();
  const chosen = usePlayerState(({ focus }) => focus !== null);
  const { position } = world;
  const written = rowsAt(log, position);
  const count = view.later ? log.rows.length : written;
  const { folded, lost } = view;
  const items = useMemo(() => itemsOf(log, { count, folded, lost }), [log, count, folded, lost]);
  const search = useSearch(log, count, view, change);
  const list = useRef<HTMLTableElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const missing = log.rows.slice(0, written).filter(({ delivered }) => !delivered).length;
  const { groupName, streamName } = build.logs;

  const onKeyDown = (event: KeyboardEvent) => {
    const find = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f';
    const slash = event.key === '/' && event.target !== field.current;
    if (!find && !slash) return;
    event.preventDefault();
    field.current?.focus();
    field.current?.select();
  };
  return (
    <section className="log-panel" aria-label="Log" onKeyDown={onKeyDown}>
      <div className="log-bar">
        <div className="log-place">
          <BuildChooser world={world} />
          <span className="mono" title={groupName && `${groupName} · ${streamName}`}>
            {groupName ? `${groupName} · ${streamName}` : build.id}
          </span>
          <TakeAway log={log} position={position} />
        </div>
        <SearchBar field={field} search={search} onLeave={() => list.current?.focus()} />
        <LogOptions view={view} onChange={change} sections={log.sections.length} />
      </div>
      <NoLog
        world={world}
        build={build}
        lost={missing}
        showing={lost}
        onShow={(showing) => change({ lost: showing })}
        onLook={onLook}
      />
      {items.length === 0 ? (
        <p className="empty">CloudWatch has no line of this build yet.</p>
      ) : (
        <LogList
          list={list}
          log={log}
          build={build}
          items={items}
          position={position}
          seq={seq}
          chosen={chosen}
          startTime={recording.scenario.startTime}
          pattern={search.pattern}
          found={search.found}
          view={view}
          onChange={change}
          onJump={onJump}
        />
      )}
      <CommandBar recording={recording} seq={seq} />
    </section>
  );
}
