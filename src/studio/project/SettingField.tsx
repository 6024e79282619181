import { useId, useState } from 'react';
import type { Diagnostic } from '../../simulator/read.ts';
import type { Scenario } from '../../simulator/scenario/types.ts';
import { Says } from './Says.tsx';
import type { Option, Setting } from './settings.ts';
import { shownValue, writtenValue } from './written.ts';

interface SettingFieldProps {
  setting: Setting;
  value: unknown;
  scenario: Scenario;
  /** What is wrong with it. */
  diagnostics: readonly Diagnostic[];
  onChange(value: unknown): void;
}

const inert = 'Kept as written: simulated runs do not depend on it.';

interface Common {
  id: string;
  'aria-describedby': string;
  'aria-invalid': boolean;
}

/** One setting: its label, its field, what CodeBuild says about it. */
export function SettingField(props: SettingFieldProps) {
  const { setting, value, scenario, diagnostics, onChange } = props;
  const { label, kind } = setting;
  const help = [setting.help, setting.inert && inert].filter(Boolean).join(' ');
  const id = useId();
  const about = useId();
  const common: Common = {
    id,
    'aria-describedby': about,
    'aria-invalid': diagnostics.some(({ severity }) => severity === 'error'),
  };
  const type = (typed: string) => onChange(writtenValue(kind, typed));
  if (kind === 'check')
    return (
      <div className="setting">
        <label>
          <input
            {...common}
            type="checkbox"
            checked={value === true}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          {label}
        </label>
        <Says id={about} help={help} diagnostics={diagnostics} />
      </div>
    );
  const shown = shownValue(kind, value);
  const options = setting.options?.(scenario) ?? [];
  return (
    <div className="setting field">
      <label htmlFor={id}>{label}</label>
      {kind === 'choice' && (
        <Choice
          common={common}
          options={options}
          value={shown}
          unset={setting.unset}
          onType={type}
        />
      )}
      {kind === 'open' && (
        <OpenChoice common={common} label={label} options={options} value={shown} onType={type} />
      )}
      {(kind === 'text' || kind === 'number' || kind === 'list') && (
        <TextField common={common} kind={kind} value={shown} unset={setting.unset} onType={type} />
      )}
      <Says id={about} help={help} diagnostics={diagnostics} />
    </div>
  );
}

interface InputProps {
  common: Common;
  value: string;
  unset?: string | undefined;
  onType(typed: string): void;
}

/** What is being typed stays as it is until the field is left: `a,` is on its way to `a, b`. */
function TextField({ common, kind, value, unset, onType }: InputProps & { kind: string }) {
  const [typed, setTyped] = useState<string | null>(null);
  const shared = {
    ...common,
    value: typed ?? value,
    placeholder: unset,
    spellCheck: false,
    onBlur: () => setTyped(null),
  };
  const change = (text: string) => {
    setTyped(text);
    onType(text);
  };
  if (kind === 'text' && value.includes('\n'))
    return (
      <textarea {...shared} rows={4} onChange={(event) => change(event.currentTarget.value)} />
    );
  return (
    <input
      {...shared}
      autoComplete="off"
      inputMode={kind === 'number' ? 'numeric' : undefined}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

function Choice({ common, options, value, unset, onType }: InputProps & { options: Option[] }) {
  const strange = value !== '' && !options.some((option) => option.value === value);
  return (
    <select {...common} value={value} onChange={(event) => onType(event.currentTarget.value)}>
      <option value="">not set: {unset}</option>
      {strange && <option value={value}>{value}</option>}
      <Options options={options} />
    </select>
  );
}

const other = ' other';

/** A list with a way out: below it a field for any other text. */
function OpenChoice(props: InputProps & { label: string; options: Option[] }) {
  const { common, label, options, value, onType } = props;
  const [free, setFree] = useState(false);
  const listed = !free && options.some((option) => option.value === value);
  return (
    <>
      <select
        {...common}
        value={listed ? value : other}
        onChange={({ currentTarget }) => {
          setFree(currentTarget.value === other);
          if (currentTarget.value !== other) onType(currentTarget.value);
        }}
      >
        <Options options={options} />
        <option value={other}>Another one…</option>
      </select>
      {!listed && (
        <input
          aria-label={`${label}: another one`}
          aria-describedby={common['aria-describedby']}
          value={value}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onType(event.currentTarget.value)}
        />
      )}
    </>
  );
}

/** Under their headings, where they have some. */
function Options({ options }: { options: readonly Option[] }) {
  const groups = [...new Set(options.map(({ group }) => group))];
  return groups.map((group) => {
    const own = options
      .filter((option) => option.group === group)
      .map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ));
    return group === undefined ? (
      own
    ) : (
      <optgroup key={group} label={group}>
        {own}
      </optgroup>
    );
  });
}
