import { useCallback, useId, useMemo, useState } from 'react';
import type { Recording } from '../../../simulator/read.ts';
import { rolesOf } from '../../session/arns.ts';
import { useSession, useSessionStore } from '../../session/context.tsx';
import { useAnswer } from '../useAnswer.ts';
import { Excess } from './Excess.tsx';
import { Smallest } from './Smallest.tsx';
import { Used } from './Used.tsx';
import './privilege.css';

/** The smallest policy that the run needed of each role, and what the role has beyond it. */
export function Privilege({ recording }: { recording: Recording }) {
  const session = useSessionStore();
  const scenario = useSession((state) => state.scenario);
  const roles = useMemo(() => rolesOf(scenario), [scenario]);
  const [wanted, setWanted] = useState('');
  const choice = useId();
  const role = roles.find(({ label }) => label === wanted)?.label ?? firstUsed(recording, roles);
  const ask = useCallback(
    () => session.getState().client.leastPrivilege(recording.scenario, recording, role ?? ''),
    [session, recording, role],
  );
  const answer = useAnswer(role === undefined ? null : ask);
  if (role === undefined)
    return (
      <p className="empty">This scenario has no roles, so there is nothing to make smaller.</p>
    );
  return (
    <div className="privilege">
      <p className="soft">
        What the last run really used of a role. A policy that grants just this would have let the
        same run through.
      </p>
      <div className="field">
        <label htmlFor={choice}>Role</label>
        <select id={choice} value={role} onChange={(event) => setWanted(event.currentTarget.value)}>
          {roles.map(({ label }) => (
            <option key={label}>{label}</option>
          ))}
        </select>
      </div>
      {answer === null && <p className="soft">Reading what the run used…</p>}
      {answer?.ok === false && <p className="soft">{answer.failure.message}</p>}
      {answer?.ok && (
        <>
          <Smallest key={role} advice={answer.value} />
          <Excess excess={answer.value.excess} />
          <Used used={answer.value.used} />
        </>
      )}
    </div>
  );
}

/** The role that most of the calls were made with: the one worth looking at first. */
function firstUsed({ events }: Recording, roles: readonly { label: string }[]): string | undefined {
  const calls = new Map<string, number>();
  for (const event of events)
    if (event.type === 'api.call' && event.call.caller.type === 'AssumedRole') {
      const { role } = event.call.caller;
      calls.set(role, (calls.get(role) ?? 0) + 1);
    }
  const known = roles.map(({ label }) => label);
  return [...known].sort((a, b) => (calls.get(b) ?? 0) - (calls.get(a) ?? 0))[0];
}
