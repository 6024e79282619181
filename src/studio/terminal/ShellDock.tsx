import { useRef, useState } from 'react';
import { clock } from '../../player/words.ts';
import type { ShellReply } from '../../simulator/read.ts';
import { IconButton } from '../../ui/Button.tsx';
import { useSessionStore } from '../session/context.tsx';
import type { ShellMoment } from '../session/types.ts';
import { Terminal } from './Terminal.tsx';
import './terminal.css';

let opened = 0;

/** The terminal with its head: whose container, which moment. A new moment is a new shell. */
export function ShellDock({ moment }: { moment: ShellMoment }) {
  const session = useSessionStore();
  const [id] = useState(() => `shell-${++opened}`);
  const [scenario] = useState(() => session.getState().scenario);
  const lines = useRef<string[]>([]);
  // Where the learner comes from, before the terminal takes the focus.
  const [caller] = useState(() => document.activeElement);

  const close = () => {
    session.getState().openShell(null);
    if (caller instanceof HTMLElement) caller.focus();
  };
  const run = async (line: string): Promise<ShellReply | { failure: string }> => {
    const place = { id, scenario, seq: moment.seq, lines: lines.current };
    const answer = await session.getState().client.type(place, line);
    if (!answer.ok) return { failure: answer.failure.message };
    if (answer.value.unfinished !== true) lines.current = [...lines.current, line];
    return answer.value;
  };
  const before = moment.command === undefined ? '' : `before ${moment.command}`;
  return (
    <section
      className="shell-dock"
      aria-label={`Shell in the container of ${moment.project}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <header>
        <h2>
          Shell in <span className="mono">{moment.project}</span>
        </h2>
        <p className="shell-moment" title={before}>
          <span className="mono">{clock(moment.at)}</span>
          {before !== '' && (
            <>
              {' '}
              before <code>{moment.command}</code>
            </>
          )}
        </p>
        <p className="shell-promise">A copy: nothing you do here changes the run.</p>
        <IconButton icon="cross" label="Close the shell" onClick={close} />
      </header>
      <Terminal label={`Shell in ${moment.project}; Tab leaves it`} run={run} onExit={close} />
    </section>
  );
}
