import type { StatementView } from '../check/warnings/view.ts';
import type { FindingType, Fire } from '../check/warnings/warning.ts';
import type { Knowledge } from '../knowledge/types.ts';

/** A check that needs to know what AWS has. */
export interface ReviewCheck {
  /** As in the table of warnings. */
  issueCode: string;
  title: string;
  findingType: FindingType;
  words: string;
  fires(statement: StatementView, knowledge: Knowledge, fire: Fire): void;
}
