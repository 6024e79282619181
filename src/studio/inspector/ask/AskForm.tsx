import { useCallback, useMemo } from 'react';
import { Button } from '../../../ui/Button.tsx';
import type { Vocabulary } from '../../../worker/protocol.ts';
import { principalsOf, resourcesOf } from '../../session/arns.ts';
import { useSession, useSessionStore } from '../../session/context.tsx';
import { useAnswer } from '../useAnswer.ts';
import { ComboField } from './ComboField.tsx';
import { ContextRows } from './ContextRows.tsx';
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
  const missing = draft.principal.trim() === '' || draft.action.trim() === '';
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
      <ContextRows
        rows={draft.rows}
        keys={words.keys}
        onChange={(rows) => onChange({ ...draft, rows })}
      />
      <Button primary type="submit" aria-disabled={missing || busy} className="fix-button">
        {busy ? 'IAM decides…' : 'Ask IAM'}
      </Button>
    </form>
  );
}
