import { Button } from '../../../ui/Button.tsx';
import type { BuildView } from '../builds/view.ts';

interface LogOptionsProps {
  view: BuildView;
  onChange(change: Partial<BuildView>): void;
  /** Number of sections. */
  sections: number;
}

/** What can be switched on and off. */
const switches = [
  { key: 'time', label: 'Time', title: 'The time of each line in a column of its own (UTC)' },
  { key: 'wrap', label: 'Wrap', title: 'Break long lines' },
  { key: 'follow', label: 'Follow', title: 'Keep the line at the playhead in view' },
  { key: 'later', label: 'Later', title: 'Show the lines after the playhead, too' },
] as const;

/** How the log is shown. */
export function LogOptions({ view, onChange, sections }: LogOptionsProps) {
  const folded = view.folded.size >= sections;
  return (
    <div className="log-options" role="toolbar" aria-label="How the log is shown">
      {switches.map(({ key, label, title }) => (
        <Button
          key={key}
          small
          title={title}
          aria-pressed={view[key]}
          onClick={() => onChange({ [key]: !view[key] })}
        >
          {label}
        </Button>
      ))}
      <Button
        small
        onClick={() =>
          onChange({ folded: new Set(folded ? [] : Array.from({ length: sections }, (_, n) => n)) })
        }
      >
        {folded ? 'Open all' : 'Close all'}
      </Button>
    </div>
  );
}
