import { useEffect, useEffectEvent } from 'react';
import { usePlayerState } from '../../player/context.tsx';
import type { EventOf, Recording } from '../../simulator/read.ts';
import { useSession, useSessionStore } from '../session/context.tsx';
import type { SessionState } from '../session/types.ts';
import { callAt } from './causes.ts';
import { decidingStatement, documentOf } from './places.ts';

/** The refused call at an event: its own, or the one that it comes from. */
function refusedAt(recording: Recording, seq: number): EventOf<'api.call'> | null {
  const call = callAt(recording, seq);
  return call !== null && call.call.decision.result !== 'Allowed' ? call : null;
}

/** Opens the statement because of which a call was refused, without a change of pane. Does nothing for other events. */
export function lightStatement(state: SessionState, recording: Recording, seq: number): void {
  const event = refusedAt(recording, seq);
  const statement = event && decidingStatement(event);
  const document = statement && documentOf(statement, event.call, state.documents);
  if (document) state.show(document, { path: statement.path }, true);
}

/**
 * Keeps the statement lit that decided at the playhead, while policies are in view: not under the hands of somebody who
 * edits, and not while a run plays.
 */
export function useLight(recording: Recording, seq: number): void {
  const session = useSessionStore();
  const playing = usePlayerState((state) => state.playing);
  const refused = refusedAt(recording, seq)?.seq;
  const inView = useSession(({ documents, current }) =>
    documents.some(({ id, group }) => id === current && (group === 'policy' || group === 'trust')),
  );
  const light = useEffectEvent((target: number) => {
    const { activeElement } = document;
    const typing = activeElement?.closest('.editor-host') != null;
    const state = session.getState();
    if (inView && !typing && state.drafts[state.current] === undefined)
      lightStatement(state, recording, target);
  });
  useEffect(() => {
    if (refused !== undefined && !playing) light(refused);
  }, [refused, playing]);
}
