import { type EventOf, rangeOfPath, type StatementTrace } from '../../../simulator/read.ts';

export interface Fix {
  /** For the button. */
  title: string;
  /** The policy with the change made; everything else in it stays as it was typed. */
  text: string;
}

/**
 * The smallest change of a statement that would allow a refused call: its action beside those that the statement has.
 * @param text of the policy
 * @returns null where that would not be enough: the statement is about something else, or something else decided
 */
export function proposeFix(
  { call }: EventOf<'api.call'>,
  statement: StatementTrace,
  text: string,
): Fix | null {
  const { decision, action } = call;
  const wrong = statement.elements.filter(({ matched }) => !matched);
  const enough =
    decision.result === 'ImplicitlyDenied' &&
    decision.decidedBy === 'identity' &&
    statement.effect === 'Allow' &&
    wrong.every(({ element }) => element === 'Action');
  if (!enough || wrong.length === 0) return null;
  const range = rangeOfPath(text, [...statement.path, 'Action']);
  if (range === undefined) return null;
  const lines = text.split('\n');
  const before = [
    ...lines.slice(0, range.startLine - 1),
    (lines[range.startLine - 1] ?? '').slice(0, range.startColumn - 1),
  ];
  const after = [
    (lines[range.endLine - 1] ?? '').slice(range.endColumn - 1),
    ...lines.slice(range.endLine),
  ];
  const actions = JSON.stringify([...(wrong[0]?.expected ?? []), action]).replaceAll('","', '", "');
  return {
    title: `Add ${action}${statement.sid === undefined ? '' : ` to ${statement.sid}`}`,
    text: `${before.join('\n')}${actions}${after.join('\n')}`,
  };
}
