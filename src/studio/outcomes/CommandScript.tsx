import type { ReactNode } from 'react';
import { globFor, type Recording } from '../../simulator/read.ts';
import { Button } from '../../ui/Button.tsx';
import type { RunOfCommand } from '../inspector/causes.ts';
import { ScriptButton, Scripted } from './ScriptButton.tsx';
import { inWords, nameOf, outcomeFor, withOutcome, without } from './script.ts';
import { useOutcomes } from './useOutcomes.ts';

interface CommandScriptProps {
  recording: Recording;
  run: RunOfCommand;
  /** Other things to do with the command, in the same row. */
  children?: ReactNode;
}

/** What can be made of a command: let it fail, let it succeed, or take back what it was made to do. */
export function CommandScript({ recording, run, children }: CommandScriptProps) {
  const { outcomes, put, busy } = useOutcomes();
  const { started, ended } = run;
  const { text, key: about } = started;
  const given = outcomeFor(outcomes, text);
  const guessed = given === undefined && ended?.fidelity === 'assumed' && ended.exitCode !== 0;
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
        {guessed && (
          <Button
            small
            aria-disabled={busy}
            onClick={() =>
              void put(withOutcome(outcomes, { command: globFor(text), exitCode: 0 }), {
                done: `${nameOf(text)} succeeds now`,
                about,
              })
            }
          >
            Make it succeed
          </Button>
        )}
        <ScriptButton recording={recording} run={run} />
        {given !== undefined && (
          <Button
            small
            aria-disabled={busy}
            onClick={() =>
              void put(without(outcomes, given), {
                done: `${nameOf(text)} runs by itself again`,
                about,
              })
            }
          >
            Let it run
          </Button>
        )}
      </div>
    </div>
  );
}
