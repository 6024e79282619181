import { type Range, rangeOfPath, type SourceRef } from '../../simulator/read.ts';
import type { StudioDocument } from './documents.ts';

/**
 * Where a source stands in a text. JSON is looked up by path, so that any layout of it will do; other texts have the
 * range that the run recorded.
 */
export function rangeIn(
  language: StudioDocument['language'],
  text: string,
  source: Pick<SourceRef, 'path' | 'range'>,
): Range | undefined {
  return language === 'json' ? rangeOfPath(text, source.path) : source.range;
}
