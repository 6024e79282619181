import { clock } from '../../../player/words.ts';
import { describe as narrate, type Recording } from '../../../simulator/read.ts';
import { failureText } from '../../editors/failures.ts';
import { useSession, useSessionStore } from '../../session/context.tsx';
import { sourcesAt } from '../causes.ts';
import { linkOf } from '../places.ts';

interface ChainProps {
  recording: Recording;
  seq: number;
  onJump(seq: number): void;
}

/** Links of the chain that are shown at once. */
const shortest = 8;

/** The causes that led here, nearest first; each one is a way back to its moment. */
export function Chain({ recording, seq, onJump }: ChainProps) {
  const { why = [] } = narrate(recording, seq);
  if (why.length === 0) return <p className="empty">Nothing led to this: it began here.</p>;
  const link = (cause: { seq: number; text: string }) => (
    <ChainLink key={cause.seq} recording={recording} cause={cause} onJump={onJump} />
  );
  return (
    <>
      <ol className="chain">{why.slice(0, shortest).map(link)}</ol>
      {why.length > shortest && (
        <details>
          <summary>{why.length - shortest} earlier causes</summary>
          <ol className="chain">{why.slice(shortest).map(link)}</ol>
        </details>
      )}
    </>
  );
}

function ChainLink(props: {
  recording: Recording;
  cause: { seq: number; text: string };
  onJump(seq: number): void;
}) {
  const { recording, cause, onJump } = props;
  const event = recording.events[cause.seq];
  const failed = event !== undefined && failureText(event) !== null;
  return (
    <li data-failed={failed}>
      <button type="button" className="chain-link" onClick={() => onJump(cause.seq)}>
        <span className="chain-time mono">{clock(event?.at ?? 0)}</span>
        <span>
          {failed && <span className="visually-hidden">failed: </span>}
          {cause.text}
        </span>
      </button>
      <SourceLinks recording={recording} seq={cause.seq} />
    </li>
  );
}

/** The lines and statements that an event points to. */
export function SourceLinks({ recording, seq }: { recording: Recording; seq: number }) {
  const documents = useSession((state) => state.documents);
  const session = useSessionStore();
  const links = sourcesAt(recording, seq).flatMap((source) => linkOf(source, documents) ?? []);
  if (links.length === 0) return null;
  return (
    <div className="sources">
      {links.map(({ source, text }) => (
        <button
          key={text}
          type="button"
          className="source-link"
          onClick={() => session.getState().show(source.document, source)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
