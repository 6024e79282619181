import { compileAction } from '../../arn.ts';
import { matches } from '../../match.ts';

const WILDCARD = /[*?]/;

/** True when the text of an Action covers an action; both in lower case. */
export function coversAction(written: string, action: string): boolean {
  const open = written.search(WILDCARD);
  if (open < 0) return written === action;
  return action.startsWith(written.slice(0, open)) && matches(compileAction(written), action);
}
