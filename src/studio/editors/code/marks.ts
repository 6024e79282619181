import type { Range } from '../../../simulator/diagnostics.ts';

/** What is worth seeing beside the text itself, apart from the parsers' findings. */
export interface LineMark {
  range: Range;
  /** `failed`: the last run failed here · `now`: the playhead is here · `shown`: the learner asked to see it. */
  kind: 'failed' | 'now' | 'shown';
  message: string;
}
