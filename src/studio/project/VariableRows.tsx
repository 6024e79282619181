import { useEffect, useId, useRef } from 'react';
import type { Diagnostic, Path } from '../../simulator/read.ts';
import type { Scenario } from '../../simulator/scenario/types.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Says } from './Says.tsx';
import type { ProjectValues } from './useProject.ts';

interface VariableRowsProps {
  project: ProjectValues;
  scenario: Scenario;
  diagnosticsAt(path: Path): readonly Diagnostic[];
}

/** Where a value comes from, and what is written for it. */
const types: Record<string, { hint: string; names(scenario: Scenario): string[] }> = {
  PLAINTEXT: { hint: 'value', names: () => [] },
  PARAMETER_STORE: {
    hint: '/path/of/parameter',
    names: ({ resources }) => Object.keys(resources?.parameters ?? {}),
  },
  SECRETS_MANAGER: {
    hint: 'secret-id:json-key:version-stage:version-id',
    names: ({ resources }) => Object.keys(resources?.secrets ?? {}),
  },
};
const place: Path = ['environment', 'environmentVariables'];
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The environment variables that the project sets. */
export function VariableRows({ project, scenario, diagnosticsAt }: VariableRowsProps) {
  const { get, change, busy } = project;
  const written = get(place);
  const list: readonly unknown[] = Array.isArray(written) ? written : [];
  const rows = useRef<HTMLFieldSetElement>(null);
  const added = useRef<number | null>(null);
  const count = list.length;
  // Who adds a variable wants to name it next.
  useEffect(() => {
    if (added.current === null || count <= added.current) return;
    const name = rows.current?.querySelectorAll<HTMLInputElement>('.variable-name')[added.current];
    added.current = null;
    name?.focus();
    name?.select();
  });
  const add = () => {
    if (busy) return;
    added.current = count;
    const row = { name: 'NAME', value: '', type: 'PLAINTEXT' };
    change(
      Array.isArray(written)
        ? { path: [...place, count], value: row }
        : { path: place, value: [row] },
    );
  };
  return (
    <fieldset ref={rows} className="setting-variables">
      <legend className="field-label">Environment variables</legend>
      {[...list.keys()].map((index) => (
        <VariableRow
          key={index}
          number={index + 1}
          path={[...place, index]}
          project={project}
          scenario={scenario}
          diagnostics={diagnosticsAt([...place, index])}
        />
      ))}
      <Button small aria-disabled={busy} onClick={add}>
        Add a variable
      </Button>
    </fieldset>
  );
}

interface VariableRowProps extends Omit<VariableRowsProps, 'diagnosticsAt'> {
  number: number;
  path: Path;
  diagnostics: readonly Diagnostic[];
}

function VariableRow({ number, path, project, scenario, diagnostics }: VariableRowProps) {
  const { get, change } = project;
  const list = useId();
  const says = useId();
  const part = (key: string) => textOf(get([...path, key]));
  const set = (key: string, value: string) => change({ path: [...path, key], value });
  const type = part('type') || 'PLAINTEXT';
  const known = Object.hasOwn(types, type) ? types[type] : undefined;
  const names = known?.names(scenario) ?? [];
  const name = part('name') || `variable ${number}`;
  return (
    <fieldset className="variable-row" aria-describedby={says}>
      <legend className="visually-hidden">{name}</legend>
      <input
        aria-label="Name"
        className="variable-name"
        value={part('name')}
        placeholder="NAME"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => set('name', event.currentTarget.value)}
      />
      <select
        aria-label="Type"
        value={type}
        onChange={(event) => set('type', event.currentTarget.value)}
      >
        {known === undefined && <option value={type}>{type}</option>}
        {Object.keys(types).map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
      <IconButton
        icon="cross"
        label={`Remove ${name}`}
        onClick={() => change({ path, value: undefined })}
      />
      <input
        aria-label="Value"
        className="variable-value"
        list={names.length > 0 ? list : undefined}
        value={part('value')}
        placeholder={known?.hint}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => set('value', event.currentTarget.value)}
      />
      <datalist id={list}>
        {names.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <Says id={says} diagnostics={diagnostics} />
    </fieldset>
  );
}
