import { lazy, Suspense, useState } from 'react';
import type { Recording } from '../../simulator/read.ts';
import { Button } from '../../ui/Button.tsx';
import { commandRuns, type RunOfCommand } from '../inspector/causes.ts';
import { nameOf, outcomeFor, withOutcome } from './script.ts';
import { useOutcomes } from './useOutcomes.ts';
import './outcomes.css';

const ScriptDialog = lazy(async () => ({
  default: (await import('./ScriptDialog.tsx')).ScriptDialog,
}));

interface ScriptButtonProps {
  recording: Recording;
  run: RunOfCommand;
  /** Where several commands have such a button, each is told by its command. */
  named?: boolean;
}

/** Opens the dialog that says what a command shall come to. */
export function ScriptButton({ recording, run, named = false }: ScriptButtonProps) {
  const { outcomes, put, busy } = useOutcomes();
  const [open, setOpen] = useState(false);
  const { started, ended } = run;
  const { text, key: about } = started;
  const given = outcomeFor(outcomes, text);
  const failed = ended !== null && ended.exitCode !== 0;
  const label = given !== undefined ? 'Change…' : failed ? 'Change its outcome…' : 'Make it fail…';
  const runs = commandRuns(recording).filter((each) => each.started.text === text).length;
  return (
    <>
      <Button
        small
        {...(named && { 'aria-label': `${label} ${nameOf(text)}` })}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      {open && (
        <Suspense>
          <ScriptDialog
            command={given?.command ?? text}
            runs={runs}
            {...(given !== undefined && { given })}
            busy={busy}
            onScript={(outcome) =>
              put(withOutcome(outcomes, outcome), {
                done: `${nameOf(text)} ${outcome.exitCode === 0 ? 'succeeds' : 'fails'} now`,
                about,
              })
            }
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** The sign of a command whose outcome the scenario gives. */
export function Scripted() {
  return <span className="pill scripted">scripted</span>;
}
