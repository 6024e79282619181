import { useNarration } from '../player/context.tsx';

/** What happens, in one line under the picture, where the explanation is a pane of its own. */
export function Caption({ onMore }: { onMore(): void }) {
  const { title } = useNarration();
  return (
    <button type="button" className="caption" onClick={onMore}>
      <span className="caption-title">{title}</span>
      <span className="caption-more">Why?</span>
    </button>
  );
}
