import { Icon, type IconName } from '../ui/Icon.tsx';
import type { Pane } from './usePanes.ts';

const entries: readonly { pane: Pane; label: string; icon: IconName }[] = [
  { pane: 'picture', label: 'Picture', icon: 'picture' },
  { pane: 'edit', label: 'Edit', icon: 'edit' },
  { pane: 'why', label: 'Why', icon: 'why' },
  { pane: 'log', label: 'Log', icon: 'log' },
];

/** Where there is room for one pane only: which one. */
export function BottomBar({ pane, onShow }: { pane: Pane; onShow(pane: Pane): void }) {
  return (
    <nav className="bottom-bar" aria-label="Panes">
      {entries.map(({ pane: each, label, icon }) => (
        <button
          key={each}
          type="button"
          aria-current={each === pane ? 'true' : undefined}
          onClick={() => onShow(each)}
        >
          <Icon name={icon} size={18} />
          {label}
        </button>
      ))}
    </nav>
  );
}
