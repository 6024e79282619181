import { useNarration } from '../player/context.tsx';
import { StatusPill } from '../ui/StatusPill.tsx';
import { useRunStatus } from './useRunStatus.ts';

/** How the run stands and what happens, in a line or two under the picture, where the explanation is a pane of its own. */
export function Caption({ onMore }: { onMore(): void }) {
  const { title } = useNarration();
  const status = useRunStatus();
  return (
    <button type="button" className="caption" onClick={onMore}>
      <span className="caption-text">
        <StatusPill {...status} />
        <span className="caption-title">{title}</span>
      </span>
      <span className="caption-more">Why?</span>
    </button>
  );
}
