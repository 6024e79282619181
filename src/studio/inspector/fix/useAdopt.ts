import { useState } from 'react';
import { usePlayer } from '../../../player/context.tsx';
import { useSessionStore } from '../../session/context.tsx';
import type { DocumentId } from '../../session/documents.ts';
import { outcomeOf } from './outcome.ts';

/** What is said when it is done. */
interface Words {
  /** `Add s3:PutObject to Site` */
  done: string;
  /** Key of the event that it is about: it stays the one that is talked about. */
  about?: string;
  /** What is put back is not offered to be put back once more. */
  final?: boolean;
}

/** Puts texts in force (an empty one takes its document away), runs again, and says what came of it. */
export function useAdopt() {
  const session = useSessionStore();
  const player = usePlayer();
  const [busy, setBusy] = useState(false);
  const adopt = async (
    texts: readonly (readonly [DocumentId, string])[],
    { done, about, final = false }: Words,
  ): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const { adopt: put, tell } = session.getState();
    const kept = Object.fromEntries(texts.filter(([, text]) => text !== ''));
    const before = await put(
      kept,
      texts.filter(([, text]) => text === '').map(([id]) => id),
    );
    setBusy(false);
    const { run, refused } = session.getState();
    if (before === null || typeof run === 'object') {
      const refusal = texts.map(([id]) => refused[id]?.message).find((each) => each !== undefined);
      const why = typeof run === 'object' ? run.error : (refusal ?? '');
      tell({ ok: false, title: done, text: `This could not be saved. ${why}` });
      return;
    }
    const { recording, focusOn } = player.getState();
    const same = recording.events.find(({ key }) => key === about);
    if (same !== undefined) focusOn(same.seq);
    tell({
      ok: true,
      title: done,
      text: outcomeOf(recording, final ? undefined : about),
      ...(about !== undefined && { about }),
      ...(!final && { undo: before }),
    });
  };
  return { adopt, busy };
}
