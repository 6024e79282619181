import type { Grain } from '../../simulator/read.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { usePlayer, usePlayerState } from '../context.tsx';
import { durationOf } from '../places.ts';
import { type Speed, speeds } from '../store.ts';
import { timescaleOf } from '../timescale.ts';
import { clock, plural } from '../words.ts';
import { deniedSeqs } from './denied.ts';
import './transport.css';

const grains: readonly { value: Grain; label: string }[] = [
  { value: 'stage', label: 'Stage' },
  { value: 'step', label: 'Step' },
  { value: 'event', label: 'Event' },
];

/** Moves the playhead: buttons, speed, grain, and where it is. */
export function Transport() {
  const player = usePlayer();
  const act = (name: 'first' | 'back' | 'toggle' | 'forward' | 'last') => () =>
    player.getState()[name]();
  const playing = usePlayerState((state) => state.playing);
  const grain = usePlayerState((state) => state.grain);
  const speed = usePlayerState((state) => state.speed);
  return (
    <div className="transport" role="toolbar" aria-label="Transport">
      <IconButton icon="first" label="First step" onClick={act('first')} />
      <IconButton icon="back" label="Step back" onClick={act('back')} />
      <IconButton
        icon={playing ? 'pause' : 'play'}
        label={playing ? 'Pause' : 'Play'}
        primary
        className="transport-play"
        onClick={act('toggle')}
      />
      <IconButton icon="forward" label="Step forward" onClick={act('forward')} />
      <IconButton icon="last" label="Last step" onClick={act('last')} />
      <Time />
      <select
        className="btn small transport-speed"
        aria-label="Speed"
        value={speed}
        onChange={({ currentTarget }) =>
          player.getState().setSpeed((Number(currentTarget.value) || 1) as Speed)
        }
      >
        {speeds.map((value) => (
          <option key={value} value={value}>
            {value}×
          </option>
        ))}
      </select>
      <Segmented
        label="Size of a step"
        options={grains}
        value={grain}
        onChange={player.getState().setGrain}
      />
      <span className="transport-hints faint" aria-hidden="true">
        <kbd>Space</kbd> play · <kbd>←</kbd>
        <kbd>→</kbd> step · <kbd>B</kbd> breakpoint
      </span>
      <span className="spacer" />
      <Denied />
      <Shortened />
    </div>
  );
}

function Time() {
  const time = usePlayerState((state) => clock(state.time));
  const total = usePlayerState((state) => clock(durationOf(state.recording)));
  return (
    <span className="transport-time mono soft">
      {time} <span className="faint">/ {total}</span>
    </span>
  );
}

/** How many calls were refused so far; leads to the next one, and after the last to the first again. */
function Denied() {
  const player = usePlayer();
  const count = usePlayerState(
    ({ recording, position }) => deniedSeqs(recording).filter((seq) => seq < position).length,
  );
  if (count === 0) return null;
  const goOn = () => {
    const { recording, position, seek } = player.getState();
    const known = deniedSeqs(recording).filter((seq) => seq < position);
    const next = known.findLast((seq) => seq < position - 1) ?? known.at(-1);
    if (next !== undefined) seek(next + 1);
  };
  return (
    <button type="button" className="pill" data-health="bad" title="Go to the call" onClick={goOn}>
      <Icon name="dot" size={10} />
      {plural(count, 'denied call')}
    </button>
  );
}

function Shortened() {
  const shortened = usePlayerState(({ recording }) => timescaleOf(recording).shortened);
  if (!shortened) return null;
  return (
    <span
      className="pill"
      data-health="idle"
      title="Waits that teach nothing pass faster. The times shown are the true ones."
    >
      waits shortened
    </span>
  );
}
