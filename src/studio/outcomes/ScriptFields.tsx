import { useId } from 'react';
import { Button, IconButton } from '../../ui/Button.tsx';
import type { Script } from './script.ts';

interface ScriptFieldsProps {
  script: Script;
  onChange(script: Script): void;
}

/** Files that one outcome may create. */
const mostFiles = 20;

/** The fields of an outcome. Their bounds are those of the scenario format. */
export function ScriptFields({ script, onChange }: ScriptFieldsProps) {
  const exit = useId();
  const seconds = useId();
  const stderr = useId();
  const { files } = script;
  const nextId = Math.max(-1, ...files.map(({ id }) => id)) + 1;
  const change = (id: number, part: Partial<Script['files'][number]>) =>
    onChange({
      ...script,
      files: files.map((file) => (file.id === id ? { ...file, ...part } : file)),
    });
  return (
    <>
      <div className="script-numbers">
        <div className="field">
          <label htmlFor={exit}>Exit code</label>
          <input
            id={exit}
            type="number"
            required
            min={0}
            max={255}
            step={1}
            value={script.exitCode}
            onChange={(event) => onChange({ ...script, exitCode: event.currentTarget.value })}
          />
        </div>
        <div className="field">
          <label htmlFor={seconds}>After seconds</label>
          <input
            id={seconds}
            type="number"
            required
            min={0}
            max={1e6}
            step="any"
            value={script.seconds}
            onChange={(event) => onChange({ ...script, seconds: event.currentTarget.value })}
          />
        </div>
      </div>
      <div className="field">
        <label htmlFor={stderr}>Message on stderr</label>
        <textarea
          id={stderr}
          rows={2}
          maxLength={10_000}
          spellCheck={false}
          value={script.stderr}
          placeholder="what it prints before it ends"
          onChange={(event) => onChange({ ...script, stderr: event.currentTarget.value })}
        />
      </div>
      {files.map(({ id, path, text }, index) => (
        <fieldset key={id} className="script-file">
          <legend className="field-label">Creates file {files.length > 1 && index + 1}</legend>
          <div className="field">
            <input
              aria-label="Path"
              maxLength={256}
              spellCheck={false}
              value={path}
              placeholder="dist/app.js"
              onChange={(event) => change(id, { path: event.currentTarget.value })}
            />
          </div>
          <IconButton
            icon="cross"
            label={`Create no file ${path}`}
            onClick={() => onChange({ ...script, files: files.filter((file) => file.id !== id) })}
          />
          <div className="field">
            <textarea
              aria-label={`Contents of ${path === '' ? 'the file' : path}`}
              rows={2}
              maxLength={10_000}
              spellCheck={false}
              value={text}
              placeholder="its contents"
              onChange={(event) => change(id, { text: event.currentTarget.value })}
            />
          </div>
        </fieldset>
      ))}
      {files.length < mostFiles && (
        <Button
          small
          onClick={() =>
            onChange({ ...script, files: [...files, { id: nextId, path: '', text: '' }] })
          }
        >
          Creates file…
        </Button>
      )}
    </>
  );
}
