import { useCallback, useId, useMemo } from 'react';
import { Button, IconButton } from '../../../ui/Button.tsx';
import type { Vocabulary } from '../../../worker/protocol.ts';
import { principalsOf, resourcesOf } from '../../session/arns.ts';
import { useSession, useSessionStore } from '../../session/context.tsx';
import { useAnswer } from '../useAnswer.ts';
import { ComboField } from './ComboField.tsx';
import type { Draft } from './question.ts';

interface AskFormProps {
  draft: Draft;
  busy: boolean;
  onChange(draft: Draft): void;
  onAsk(): void;
}

const none: Vocabulary = { services: [], actions: [], resources: [], keys: [] };

/** Who, what, on what, and under which circumstances. */
export function AskForm({ draft, busy, onChange, onAsk }: AskFormProps) {
  const session = useSessionStore();
  const scenario = useSession((state) => state.scenario);
  const principals = useMemo(() => principalsOf(scenario), [scenario]);
  const resources = useMemo(
    () => [{ value: '*', what: 'every resource' }, ...resourcesOf(scenario)],
    [scenario],
  );
  const prefix = draft.action.split(':')[0] ?? '';
  const ask = useCallback(() => session.getState().client.vocabulary(prefix), [session, prefix]);
  const answer = useAnswer(ask);
  const words = answer?.ok ? answer.value : none;
  const actions = draft.action.includes(':')
    ? words.actions
    : words.services.map(({ name, detail }) => ({ name: `${name}:`, detail }));
  const keys = useId();
  const missing = draft.principal.trim() === '' || draft.action.trim() === '';
  const setRow = (id: number, part: { key?: string; value?: string }) =>
    onChange({
      ...draft,
      rows: draft.rows.map((row) => (row.id === id ? { ...row, ...part } : row)),
    });
  const addRow = () => {
    const id = Math.max(0, ...draft.rows.map((row) => row.id)) + 1;
    onChange({ ...draft, rows: [...draft.rows, { id, key: '', value: '' }] });
  };
  return (
    <form
      className="ask-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing && !busy) onAsk();
      }}
    >
      <ComboField
        label="Principal"
        hint="a role or a service"
        value={draft.principal}
        choices={principals}
        onChange={(principal) => onChange({ ...draft, principal })}
      />
      <ComboField
        label="Action"
        hint="s3:PutObject"
        value={draft.action}
        choices={actions.map(({ name, detail }) => ({ value: name, what: detail }))}
        onChange={(action) => onChange({ ...draft, action })}
      />
      <ComboField
        label="Resource"
        hint="an ARN, or *"
        value={draft.resource}
        choices={resources}
        onChange={(resource) => onChange({ ...draft, resource })}
      />
      <fieldset className="ask-context">
        <legend className="field-label">Context keys</legend>
        {draft.rows.length === 0 && (
          <p className="faint">None beyond those that follow from the principal.</p>
        )}
        {draft.rows.map(({ id, key, value }, index) => (
          <div key={id} className="ask-row">
            <input
              aria-label={`Key ${index + 1}`}
              placeholder="aws:SourceIp"
              list={keys}
              value={key}
              spellCheck={false}
              onChange={(event) => setRow(id, { key: event.currentTarget.value })}
            />
            <input
              aria-label={`Value ${index + 1}`}
              placeholder="value"
              value={value}
              spellCheck={false}
              onChange={(event) => setRow(id, { value: event.currentTarget.value })}
            />
            <IconButton
              icon="cross"
              label={`Remove key ${index + 1}${key === '' ? '' : `, ${key}`}`}
              onClick={() =>
                onChange({ ...draft, rows: draft.rows.filter((row) => row.id !== id) })
              }
            />
          </div>
        ))}
        <datalist id={keys}>
          {words.keys.map(({ name, detail }) => (
            <option key={name} value={name}>
              {detail}
            </option>
          ))}
        </datalist>
        <Button small onClick={addRow}>
          Add a key
        </Button>
      </fieldset>
      <Button primary type="submit" aria-disabled={missing || busy} className="fix-button">
        {busy ? 'IAM decides…' : 'Ask IAM'}
      </Button>
    </form>
  );
}
