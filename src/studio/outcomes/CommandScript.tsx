import { lazy, type ReactNode, Suspense, useState } from 'react';
import { globFor, type Recording } from '../../simulator/read.ts';
import { Button } from '../../ui/Button.tsx';
import { commandRuns, type RunOfCommand } from '../inspector/causes.ts';
import { inWords, outcomeFor, withOutcome, without } from './script.ts';
import { useOutcomes } from './useOutcomes.ts';
import './outcomes.css';

const ScriptDialog = lazy(async () => ({
  default: (await import('./ScriptDialog.tsx')).ScriptDialog,
}));

interface CommandScriptProps {
  recording: Recording;
  run: RunOfCommand;
  /** Other things to do with the command, in the same row. */
  children?: ReactNode;
}

const firstLine = (text: string): string => {
  const [line = '', ...rest] = text.trim().split('\n');
  return rest.length > 0 || line.length > 60 ? `${line.slice(0, 60)}…` : line;
};

/** What can be made of a command: let it fail, let it succeed, or take back what it was made to do. */
export function CommandScript({ recording, run, children }: CommandScriptProps) {
  const { outcomes, put, busy } = useOutcomes();
  const [open, setOpen] = useState(false);
  const { started, ended } = run;
  const { text, key: about } = started;
  const name = firstLine(text);
  const given = outcomeFor(outcomes, text);
  const failed = ended !== null && ended.exitCode !== 0;
  const guessed = failed && ended.fidelity === 'assumed';
  const runs = commandRuns(recording).filter((each) => each.started.text === text).length;
  return (
    <div className="command-script">
      {given !== undefined && (
        <p>
          <Scripted /> The simulator does not run this command: {inWords(given)}.
        </p>
      )}
      {given === undefined && ended?.fidelity === 'scripted' && (
        <p>
          <Scripted /> A command inside of it has a scripted outcome.
        </p>
      )}
      {guessed && (
        <p className="soft">
          Its result is assumed: the simulator cannot know what this tool would do with your code.
        </p>
      )}
      <div className="command-ways">
        {children}
        {guessed && given === undefined && (
          <Button
            small
            aria-disabled={busy}
            onClick={() =>
              void put(withOutcome(outcomes, { command: globFor(text), exitCode: 0 }), {
                done: `${name} succeeds now`,
                about,
              })
            }
          >
            Make it succeed
          </Button>
        )}
        <Button small onClick={() => setOpen(true)}>
          {given === undefined ? (failed ? 'Change its outcome…' : 'Make it fail…') : 'Change…'}
        </Button>
        {given !== undefined && (
          <Button
            small
            aria-disabled={busy}
            onClick={() =>
              void put(without(outcomes, given), { done: `${name} runs by itself again`, about })
            }
          >
            Let it run
          </Button>
        )}
      </div>
      {open && (
        <Suspense>
          <ScriptDialog
            command={given?.command ?? text}
            runs={runs}
            {...(given !== undefined && { given })}
            busy={busy}
            onScript={(outcome) =>
              put(withOutcome(outcomes, outcome), {
                done: `${name} ${outcome.exitCode === 0 ? 'succeeds' : 'fails'} now`,
                about,
              })
            }
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** The sign of a command whose outcome the scenario gives. */
export function Scripted() {
  return <span className="pill scripted">scripted</span>;
}
