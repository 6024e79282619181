import { useRef } from 'react';
import { useClock } from '../player/clock.ts';
import { usePlayerState } from '../player/context.tsx';
import { useHotkeys } from '../player/hotkeys.ts';
import { Announcer, Narration } from '../player/narration/Narration.tsx';
import { Picture } from '../player/picture/Picture.tsx';
import { Transport } from '../player/transport/Transport.tsx';
import './embed.css';

interface EmbedProps {
  /** Why something else is shown than was asked for; may be empty. */
  message: string;
  /** Address of the studio with the same state. */
  studio: string;
}

/** The player alone: picture, words and transport. */
export function Embed({ message, studio }: EmbedProps) {
  const frame = useRef<HTMLElement>(null);
  const name = usePlayerState((state) => state.recording.scenario.name);
  useClock(frame);
  useHotkeys();
  return (
    <main ref={frame} className="embed" aria-label={`Pipeglass: ${name}`}>
      {message !== '' && (
        <p className="embed-message" role="status">
          {message}
        </p>
      )}
      <div className="embed-picture">
        <Picture />
      </div>
      <aside className="embed-words" aria-label="What happens at the playhead">
        <Narration />
        <p className="embed-more">
          <b>{name}</b>
          <a href={studio} target="_blank" rel="noopener">
            Open in Pipeglass
          </a>
        </p>
      </aside>
      <footer className="embed-transport">
        <Transport />
      </footer>
      <Announcer />
    </main>
  );
}
