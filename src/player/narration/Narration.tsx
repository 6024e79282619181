import { useFocus, useNarration, usePlayer, usePlayerState } from '../context.tsx';
import { stepIndex, stepsOf } from '../steps.ts';
import { clock } from '../words.ts';
import { momentHealth, phaseOf } from './moment.ts';
import './narration.css';

/** What happened, in words: one line, the reason, and what AWS itself says. */
export function Narration() {
  const { title, body, message } = useNarration();
  return (
    <section className="narration" aria-label="What happens">
      <Place />
      <h2>{title}</h2>
      <p>{body}</p>
      {message !== undefined && (
        <figure className="literal">
          <figcaption>AWS says</figcaption>
          <blockquote className="mono">{message}</blockquote>
        </figure>
      )}
    </section>
  );
}

/** Which step this is, when, and in which phase; and the way back when another event is looked at. */
function Place() {
  const player = usePlayer();
  const seq = useFocus();
  const recording = usePlayerState((state) => state.recording);
  const steps = usePlayerState((state) => stepsOf(state.recording, state.grain));
  const away = usePlayerState(
    (state) => state.focus !== null && state.focus !== state.position - 1,
  );
  const index = stepIndex(steps, seq + 1);
  const at = recording.events[seq]?.at ?? 0;
  const phase = phaseOf(recording, seq);
  return (
    <p className="narration-place">
      <span className="pill" data-health={momentHealth(recording, seq)}>
        {index === 0 ? 'Ready' : `Step ${index} of ${steps.length - 1}`}
      </span>
      <span className="narration-when">
        {clock(at)}
        {phase !== null && ` · ${phase}`}
      </span>
      {away && (
        <>
          <button
            type="button"
            className="btn small"
            onClick={() => player.getState().seek(seq + 1)}
          >
            Go there
          </button>
          <button
            type="button"
            className="btn small"
            onClick={() => player.getState().focusOn(null)}
          >
            Back to the playhead
          </button>
        </>
      )}
    </p>
  );
}

/** Says each step to those who do not see it. */
export function Announcer() {
  const { title } = useNarration();
  return (
    <p className="visually-hidden" aria-live="polite">
      {title}
    </p>
  );
}
