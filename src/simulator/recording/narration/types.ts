import type { EventOf, EventType } from '../events.ts';
import type { TermId } from '../worldTypes.ts';

/** An event in words, before causes and sources are added. */
export interface Text {
  title: string;
  /** At most three short sentences. */
  body: string;
  /** The literal AWS message. */
  message?: string;
  terms?: TermId[];
}
export type Texts = { [T in EventType]: (event: EventOf<T>) => Text };
