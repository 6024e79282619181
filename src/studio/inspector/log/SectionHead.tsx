import { memo } from 'react';
import { healthOf } from '../../../player/health.ts';
import { duration, plural } from '../../../player/words.ts';
import type { BuildPhase } from '../../../simulator/read.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { StatusPill } from '../../../ui/StatusPill.tsx';
import type { LogSection } from './buildLogs.ts';

interface SectionHeadProps {
  section: LogSection;
  /** Its record at the playhead; undefined: it has not begun. */
  phase: BuildPhase | undefined;
  /** Exit code of the command that failed in it, once it has. */
  exitCode: number | undefined;
  folded: boolean;
  active: boolean;
  id: string;
  place: number;
}

/** The head of a phase in the log: how it went, how long it took; opens and closes its lines. */
export const SectionHead = memo(function SectionHead(props: SectionHeadProps) {
  const { section, phase, exitCode, folded, active, id, place } = props;
  const status = phase?.phaseStatus ?? (phase ? 'COMPLETED' : 'NOT YET');
  const health = phase === undefined || phase.phaseStatus === undefined ? 'idle' : healthOf(status);
  const took = phase?.endedAt === undefined ? null : duration(phase.endedAt - phase.startedAt);
  return (
    <tr
      id={id}
      className="log-head"
      tabIndex={-1}
      aria-level={1}
      aria-rowindex={place + 1}
      aria-expanded={!folded}
      aria-selected={active}
      data-place={place}
      data-folded={folded}
    >
      <td className="log-head-cell">
        <Icon name="down" size={12} />
        <b>{section.phase}</b>
        <StatusPill health={health} text={status.replace('_', ' ')} />
        {exitCode !== undefined && <span className="log-exit">exit {exitCode}</span>}
        <span className="log-took">
          {folded && plural(section.end - section.first, 'line')}
          {folded && took !== null && ' · '}
          {took}
        </span>
      </td>
    </tr>
  );
});
