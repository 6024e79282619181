import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ScriptedOutcome } from '../../simulator/read.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ScriptFields } from './ScriptFields.tsx';
import { outcomeFrom, presets, type Script, scriptOf } from './script.ts';
import './outcomes.css';

interface ScriptDialogProps {
  /** As it is written in the buildspec, or the glob of an outcome that is in force. */
  command: string;
  /** How often it runs in this recording. */
  runs: number;
  /** The outcome that is in force for it. */
  given?: ScriptedOutcome;
  busy: boolean;
  /** @returns true when it is in force, and the dialog may go */
  onScript(outcome: ScriptedOutcome): Promise<boolean>;
  onClose(): void;
}

const start: Script = { exitCode: '1', stderr: '', seconds: '0', files: [] };

/** What a command shall come to, whatever it does: exit code, message, time, files. */
export function ScriptDialog(props: ScriptDialogProps) {
  const { command, runs, given, busy, onScript, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [script, setScript] = useState<Script>(given === undefined ? start : scriptOf(given));
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const fails = script.exitCode.trim() !== '0';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!busy && (await onScript(outcomeFrom(command, script, given)))) onClose();
  };
  return (
    <dialog
      ref={dialog}
      className="script"
      aria-labelledby="script-title"
      onClose={onClose}
      onCancel={onClose}
    >
      <form onSubmit={(event) => void submit(event)}>
        <header>
          <h2 id="script-title">{fails ? 'Make it fail' : 'Make it succeed'}</h2>
          <IconButton icon="cross" label="Close" onClick={onClose} />
        </header>
        <p className="script-command mono">$ {command}</p>
        <p className="soft">
          The simulator does not run the command then, but plays what you write here.
          {runs > 1 && ` It runs ${runs} times in this recording: each time with this outcome.`}
        </p>
        <fieldset className="script-presets">
          <legend className="visually-hidden">Common failures</legend>
          {presets.map(({ label, script: preset }) => (
            <Button key={label} small onClick={() => setScript({ ...start, ...preset })}>
              {label}
            </Button>
          ))}
        </fieldset>
        <ScriptFields script={script} onChange={setScript} />
        <footer>
          <Button onClick={onClose}>Cancel</Button>
          <Button primary type="submit" aria-disabled={busy}>
            {busy ? 'Runs again…' : `${fails ? 'Make it fail' : 'Make it succeed'} & run`}
          </Button>
        </footer>
      </form>
    </dialog>
  );
}
