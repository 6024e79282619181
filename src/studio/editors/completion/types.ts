import type { Scenario } from '../../../simulator/read.ts';
import type { DocumentKind, Vocabulary } from '../../../worker/protocol.ts';

/** What a policy's text is completed from. */
export interface CompletionSource {
  kind: DocumentKind;
  scenario: Scenario;
  /** Words of one service, by its prefix; empty ones where it is not known. */
  words(prefix: string): Promise<Vocabulary>;
}

export interface Suggestion {
  /** The JSON that is put in, with its quotes. */
  insert: string;
  label: string;
  /** What it is, in a few words. */
  detail: string;
  sort: 'element' | 'value' | 'action' | 'service';
  /** More is to be chosen after it: offer again. */
  goesOn: boolean;
}
export interface Completion {
  /** Offsets of the text that is replaced. */
  start: number;
  end: number;
  items: Suggestion[];
}
