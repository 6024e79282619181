import { type KeyboardEvent, memo, type PointerEvent, useEffect, useRef } from 'react';
import type { Recording } from '../../simulator/read.ts';
import { useNarration, usePlayer, usePlayerState } from '../context.tsx';
import { durationOf, timeAt } from '../places.ts';
import { stepIndex, stepsOf } from '../steps.ts';
import { type Timescale, timescaleOf } from '../timescale.ts';
import { clock } from '../words.ts';
import { type Bar, type Track, tracksOf } from './tracks.ts';
import './timeline.css';

const percent = (scale: Timescale, time: number): number =>
  scale.total === 0 ? 0 : (scale.toScreen(time) / scale.total) * 100;

/** Bars and ticks of a run under a playhead that can be dragged. What is still to come is drawn as outlines. */
export function Timeline() {
  const player = usePlayer();
  const recording = usePlayerState((state) => state.recording);
  const lane = useRef<HTMLDivElement>(null);
  useProgress(lane);

  const seekTo = (clientX: number) => {
    const rect = lane.current?.getBoundingClientRect();
    if (rect === undefined || rect.width === 0) return;
    const scale = timescaleOf(recording);
    player.getState().seekTime(scale.toTime(((clientX - rect.left) / rect.width) * scale.total));
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    player.getState().pause();
    seekTo(event.clientX);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture?.(event.pointerId)) seekTo(event.clientX);
  };
  const tracks = tracksOf(recording);
  return (
    <div className="timeline">
      <div className="timeline-names" aria-hidden="true">
        {tracks.map(({ name, rows }) => (
          <span key={name} className={`track-name rows-${Math.min(3, Math.max(1, rows.length))}`}>
            {name}
          </span>
        ))}
      </div>
      <div
        ref={lane}
        className="timeline-lane"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
      >
        <Tracks recording={recording} layer="ahead" />
        <div className="timeline-past">
          <Tracks recording={recording} layer="past" />
        </div>
        <Breakpoints />
        <div className="playhead-slide">
          <Playhead />
        </div>
      </div>
    </div>
  );
}

/**
 * Moves the playhead and the end of the past, frame by frame and without React: by transforms alone, so that nothing is laid
 * out or painted anew. What shows the past is pushed to the left and its content back again.
 */
function useProgress(lane: { current: HTMLDivElement | null }): void {
  const player = usePlayer();
  useEffect(() => {
    const parts = ['.playhead-slide', '.timeline-past', '.tracks-past'].map((name) =>
      lane.current?.querySelector<HTMLElement>(name),
    );
    let last = Number.NaN;
    const write = () => {
      const { recording, time } = player.getState();
      const at = percent(timescaleOf(recording), time);
      if (at === last) return;
      last = at;
      const [playhead, past, tracks] = parts;
      if (playhead) playhead.style.transform = `translateX(${at}%)`;
      if (past) past.style.transform = `translateX(${at - 100}%)`;
      if (tracks) tracks.style.transform = `translateX(${100 - at}%)`;
    };
    write();
    return player.subscribe(write);
  }, [player, lane]);
}

type Layer = 'ahead' | 'past';

/** Both layers hold the same; the one of the past is seen up to the playhead only. */
const Tracks = memo(function Tracks(props: { recording: Recording; layer: Layer }) {
  const { recording, layer } = props;
  const scale = timescaleOf(recording);
  const at = (time: number) => `${percent(scale, time)}%`;
  return (
    <div className={`tracks tracks-${layer}`} aria-hidden="true">
      {tracksOf(recording).map(({ name, rows, ticks }: Track) => (
        <div key={name} className={`track rows-${Math.min(3, Math.max(1, rows.length))}`}>
          {rows
            .slice(0, 3)
            .map((row, i) =>
              row.map((bar) => (
                <BarSpan key={bar.id} bar={bar} row={i} scale={scale} layer={layer} />
              )),
            )}
          {ticks.map((tick) => (
            <span
              key={tick.seq}
              className="tick"
              data-tone={tick.tone}
              title={`${tick.title} · ${clock(tick.at)}`}
              style={{ left: at(tick.at) }}
            />
          ))}
        </div>
      ))}
    </div>
  );
});

interface BarProps {
  bar: Bar;
  row: number;
  scale: Timescale;
  layer: Layer;
}

/** How it went is told only when it is over. */
function BarSpan({ bar, row, scale, layer }: BarProps) {
  const over = usePlayerState((state) => layer === 'ahead' || state.time >= bar.end);
  const start = percent(scale, bar.start);
  const width = percent(scale, bar.end) - start;
  return (
    <span
      className={`bar row-${row}`}
      data-tone={over ? bar.tone : bar.running}
      title={over ? `${bar.title} · ${clock(bar.start)}` : bar.label}
      style={{ left: `${start}%`, width: `max(3px, calc(${width}% - 2px))` }}
    >
      {bar.label}
    </span>
  );
}

function Breakpoints() {
  const recording = usePlayerState((state) => state.recording);
  const keys = usePlayerState((state) => state.breakpoints);
  const scale = timescaleOf(recording);
  return recording.events
    .filter(({ key }) => keys.includes(key))
    .map(({ key, at }) => (
      <span
        key={key}
        className="breakpoint"
        title={`Breakpoint · ${clock(at)}`}
        style={{ left: `${percent(scale, at)}%` }}
      />
    ));
}

/** Keys of the playhead beside those of the whole page: a stage at a time. */
const jumps: Record<string, 1 | -1> = { PageUp: 1, PageDown: -1 };

function Playhead() {
  const player = usePlayer();
  const { title } = useNarration();
  const total = usePlayerState((state) => durationOf(state.recording));
  const at = usePlayerState((state) => timeAt(state.recording, state.position));
  const onKeyDown = (event: KeyboardEvent) => {
    const by = Object.hasOwn(jumps, event.key) ? jumps[event.key] : undefined;
    if (by === undefined) return;
    event.preventDefault();
    const { recording, position, seek } = player.getState();
    const stages = stepsOf(recording, 'stage');
    seek(stages[stepIndex(stages, position) + by] ?? (by === 1 ? recording.events.length : 0));
  };
  return (
    <div
      className="playhead"
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.round(total)}
      aria-valuenow={Math.round(at)}
      aria-valuetext={`${title} at ${clock(at)}`}
      onKeyDown={onKeyDown}
    />
  );
}
