import { useMemo } from 'react';
import type { Range, SourceRef } from '../../simulator/read.ts';
import type { StudioDocument } from '../session/documents.ts';
import { rangeIn } from '../session/rangeIn.ts';
import type { LineMark } from './code/marks.ts';
import type { Failure } from './failures.ts';

/**
 * The marks of one document: failures of the last run, and what the playhead points to.
 * @param text as it is in the editor; recorded ranges hold only for the text that was run
 */
export function useMarks(
  document: StudioDocument,
  text: string,
  failures: readonly Failure[],
  now: readonly SourceRef[],
  shown: Range | null,
): readonly LineMark[] {
  const { id, language } = document;
  const ran = document.text;
  return useMemo(() => {
    const failed = failures.map(({ source, text: message }) => ({
      source,
      message,
      kind: 'failed' as const,
    }));
    const current = now
      .filter((source) => source.document === id)
      .map((source) => ({ source, message: 'The playhead is here.', kind: 'now' as const }));
    const asked: LineMark[] =
      shown === null ? [] : [{ range: shown, kind: 'shown', message: 'Shown' }];
    if (language !== 'json' && text !== ran) return asked;
    const placed = [...current, ...failed].flatMap(({ source, ...mark }): LineMark[] => {
      const range = rangeIn(language, text, source);
      return range === undefined ? [] : [{ ...mark, range }];
    });
    return [...asked, ...placed];
  }, [failures, now, id, language, text, ran, shown]);
}
