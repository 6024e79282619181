import { useId, useState } from 'react';
import { Button, IconButton } from '../../../ui/Button.tsx';
import type { Term } from '../../../worker/protocol.ts';
import type { ContextRow } from './question.ts';

interface ContextRowsProps {
  rows: readonly ContextRow[];
  /** Condition keys to choose from; anything else can be typed. */
  keys: readonly Term[];
  onChange(rows: ContextRow[]): void;
}

/** Rows that are in view at once; more of them wait behind their number. */
const few = 2;

/** The circumstances of a request: keys that conditions compare. */
export function ContextRows({ rows, keys, onChange }: ContextRowsProps) {
  const list = useId();
  const [open, setOpen] = useState(rows.length <= few);
  const set = (id: number, part: Partial<ContextRow>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const add = () => {
    setOpen(true);
    const id = Math.max(0, ...rows.map((row) => row.id)) + 1;
    onChange([...rows, { id, key: '', value: '' }]);
  };
  return (
    <fieldset className="ask-context">
      <legend className="field-label">Context keys</legend>
      {rows.length === 0 && (
        <p className="faint">None beyond those that follow from the principal.</p>
      )}
      {rows.length > 0 && (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            {rows.length === 1 ? '1 key' : `${rows.length} keys`}: {namesOf(rows)}
          </summary>
          {rows.map(({ id, key, value }, index) => (
            <div key={id} className="ask-row">
              <input
                aria-label={`Key ${index + 1}`}
                placeholder="aws:SourceIp"
                list={list}
                value={key}
                spellCheck={false}
                onChange={(event) => set(id, { key: event.currentTarget.value })}
              />
              <input
                aria-label={`Value ${index + 1}`}
                placeholder="value"
                value={value}
                spellCheck={false}
                onChange={(event) => set(id, { value: event.currentTarget.value })}
              />
              <IconButton
                icon="cross"
                label={`Remove key ${index + 1}${key === '' ? '' : `, ${key}`}`}
                onClick={() => onChange(rows.filter((row) => row.id !== id))}
              />
            </div>
          ))}
        </details>
      )}
      <datalist id={list}>
        {keys.map(({ name, detail }) => (
          <option key={name} value={name}>
            {detail}
          </option>
        ))}
      </datalist>
      <Button small onClick={add}>
        Add a key
      </Button>
    </fieldset>
  );
}

function namesOf(rows: readonly ContextRow[]): string {
  const names = [...new Set(rows.map(({ key }) => key).filter((key) => key !== ''))];
  return names.slice(0, few).join(', ') + (names.length > few ? ' …' : '');
}
