import { useState } from 'react';
import type { Answer } from '../../../worker/client.ts';
import { useAnswer } from '../useAnswer.ts';

/**
 * The worker's answer to a question about a moment; while the next moment is asked about, the last answer stays.
 * @param ask as for `useAnswer`; null: not now, what is there stays
 * @param about what the answers have in common: of another thing nothing stays
 */
export function useLook<T>(
  ask: (() => Promise<Answer<T>>) | null,
  about: unknown,
): { answer: Answer<T> | null; fresh: boolean } {
  const given = useAnswer(ask);
  // A later question took its place: that one's answer is on its way.
  const answer = given?.ok === false && given.failure.code === 'superseded' ? null : given;
  const [kept, setKept] = useState<{ about: unknown; answer: Answer<T> } | null>(null);
  if (answer !== null && answer !== kept?.answer) setKept({ about, answer });
  const last = kept !== null && kept.about === about ? kept.answer : null;
  return { answer: answer ?? last, fresh: answer !== null };
}
