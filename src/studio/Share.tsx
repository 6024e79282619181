import { usePlayerState } from '../player/context.tsx';
import { scenarios } from '../scenarios/index.ts';
import { useSession } from './session/context.tsx';
import { ShareDialog } from './share/ShareDialog.tsx';

/** The share dialog for what is on the screen now. */
export function Share({ onClose }: { onClose(): void }) {
  const recording = usePlayerState((state) => state.recording);
  const position = usePlayerState((state) => state.position);
  const grain = usePlayerState((state) => state.grain);
  const { scenario, base, drafts } = useSession((state) => state);
  const builtIn = scenarios.some(({ id }) => id === base.id);
  return (
    <ShareDialog
      situation={{ scenario, base: builtIn ? base : null, recording, position, grain }}
      unsaved={Object.keys(drafts).length > 0}
      onClose={onClose}
    />
  );
}
