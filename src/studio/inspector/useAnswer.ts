import { useEffect, useState } from 'react';
import type { Answer } from '../../worker/client.ts';

/** Time in which a question may change before it is asked, ms: key strokes and steps come in a row. */
const settles = 150;

/**
 * The worker's answer to a question; null while there is none.
 * @param ask the same function for the same question (`useCallback`); null asks nothing
 */
export function useAnswer<T>(ask: (() => Promise<Answer<T>>) | null): Answer<T> | null {
  const [given, setGiven] = useState<{ ask: unknown; answer: Answer<T> } | null>(null);
  useEffect(() => {
    if (ask === null) return;
    let gone = false;
    const timer = setTimeout(async () => {
      const answer = await ask();
      if (!gone) setGiven({ ask, answer });
    }, settles);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [ask]);
  return given !== null && given.ask === ask ? given.answer : null;
}
