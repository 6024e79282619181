import { useMemo, useRef, useState } from 'react';
import type { Path } from '../../simulator/read.ts';
import { useSession, useSessionStore } from '../session/context.tsx';
import type { DocumentId } from '../session/documents.ts';
import { textOf } from '../session/store.ts';
import { type Change, editFor, projectIn, samePath, valueAt } from './values.ts';

/** A project's values and the way to change them. */
export interface ProjectValues {
  /** Of a path in the project; a change that is on its way counts already. */
  get(path: Path): unknown;
  change(...changes: Change[]): void;
  /** Where the project lies in the text. */
  base: Path;
  /** Changes are on their way. */
  busy: boolean;
  /** Why the last change could not be made; empty where it could. */
  problem: string;
}

/**
 * Changes go into the JSON text one after the other, each as an edit of that place alone: what was typed around it stays.
 * @returns null when the text is no JSON object
 */
export function useProject(id: DocumentId): ProjectValues | null {
  const session = useSessionStore();
  const text = useSession((state) => textOf(state, id));
  const read = useMemo(() => projectIn(text), [text]);
  const [waiting, setWaiting] = useState<readonly Change[]>([]);
  const queue = useRef<Change[]>([]);
  const busy = useRef(false);
  const [problem, setProblem] = useState('');

  const work = async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    for (let next = queue.current.shift(); next !== undefined; next = queue.current.shift()) {
      const before = textOf(session.getState(), id);
      const edit = editFor(before, next);
      const { client, edit: type } = session.getState();
      const answer = edit === null ? null : await client.editText(before, [edit]);
      // Somebody changed the text meanwhile: once more, from what it is now.
      if (textOf(session.getState(), id) !== before) queue.current.unshift(next);
      else if (answer?.ok) type(id, answer.value);
      setProblem(answer?.ok === false ? answer.failure.message : '');
    }
    busy.current = false;
    setWaiting([]);
  };

  if (read === null) return null;
  const { project, base } = read;
  return {
    base,
    busy: waiting.length > 0,
    problem,
    get: (path) => {
      const change = waiting.findLast((each) => samePath(each.path, [...base, ...path]));
      return change === undefined ? valueAt(project, path) : change.value;
    },
    change: (...changes) => {
      const placed = changes.map(({ path, value }) => ({ path: [...base, ...path], value }));
      queue.current.push(...placed);
      setWaiting((before) => [...before, ...placed]);
      void work();
    },
  };
}
