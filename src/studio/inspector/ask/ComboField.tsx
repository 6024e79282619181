import { useId } from 'react';
import type { Choice } from '../../session/arns.ts';

interface ComboFieldProps {
  label: string;
  /** Shown while the field is empty. */
  hint: string;
  value: string;
  /** What can be chosen; anything else can be typed. */
  choices: readonly Choice[];
  onChange(value: string): void;
}

/** A text field that offers values: the browser's own combobox. */
export function ComboField({ label, hint, value, choices, onChange }: ComboFieldProps) {
  const field = useId();
  const list = useId();
  return (
    <div className="field">
      <label htmlFor={field}>{label}</label>
      <input
        id={field}
        list={list}
        value={value}
        placeholder={hint}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={list}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.what}
          </option>
        ))}
      </datalist>
    </div>
  );
}
