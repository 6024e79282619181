import { useMemo } from 'react';
import type { Range, SourceRef } from '../../simulator/diagnostics.ts';
import { rangeOfPath, type SimEvent } from '../../simulator/read.ts';
import type { StudioDocument } from '../session/documents.ts';
import type { LineMark } from './code/marks.ts';
import type { Failure } from './failures.ts';

/**
 * Where a source stands in a text. JSON is looked up by path, so that any layout of it will do; other texts have the
 * range that the run recorded.
 */
export function rangeIn(
  document: Pick<StudioDocument, 'language'>,
  text: string,
  source: Omit<SourceRef, 'document'>,
): Range | undefined {
  return document.language === 'json' ? rangeOfPath(text, source.path) : source.range;
}

/** The marks of one document: failures of the last run, and what the playhead points to. */
export function useMarks(
  document: StudioDocument,
  failures: readonly Failure[],
  now: SimEvent | undefined,
): readonly LineMark[] {
  const { id, language, text } = document;
  const failed = useMemo(
    () =>
      failures
        .filter(({ source }) => source.document === id)
        .flatMap(({ source, text: message }): LineMark[] => {
          const range = rangeIn({ language }, text, source);
          return range === undefined ? [] : [{ range, kind: 'failed', message }];
        }),
    [failures, id, language, text],
  );
  return useMemo(() => {
    const here = (now?.sources ?? []).filter((source) => source.document === id);
    const current = here.flatMap((source): LineMark[] => {
      const range = rangeIn({ language }, text, source);
      return range === undefined ? [] : [{ range, kind: 'now', message: 'The playhead is here.' }];
    });
    return [...failed, ...current];
  }, [failed, now, id, language, text]);
}
