import type { PolicyKind } from '../../types.ts';
import type { CheckedDocument } from '../document.ts';
import type { Finding } from '../finding.ts';
import { arnWarnings } from './arns.ts';
import { conditionKeyWarnings } from './conditionKeys.ts';
import { conditionValueWarnings } from './conditionValues.ts';
import { documentWarnings } from './documentWarnings.ts';
import { emptyWarnings } from './empties.ts';
import { passRoleWarnings } from './passRole.ts';
import { pitfallWarnings } from './pitfalls.ts';
import { principalWarnings } from './principals.ts';
import { redundancyWarnings } from './redundancy.ts';
import { variableWarnings } from './variables.ts';
import { documentView } from './view.ts';
import type { DocumentWarning, StatementWarning } from './warning.ts';
import { findingOf } from './warning.ts';

/** The table: everything that is worth a word although the service saves the policy. */
export const statementWarnings: readonly StatementWarning[] = [
  ...passRoleWarnings,
  ...principalWarnings,
  ...pitfallWarnings,
  ...arnWarnings,
  ...variableWarnings,
  ...conditionKeyWarnings,
  ...conditionValueWarnings,
  ...redundancyWarnings,
  ...emptyWarnings,
];
export { documentWarnings };

const KINDS: readonly PolicyKind[] = ['identity', 'trust', 'resource'];

function tableFor<T extends DocumentWarning | StatementWarning>(
  table: readonly T[],
): Record<PolicyKind, readonly T[]> {
  const [identity = [], trust = [], resource = []] = KINDS.map((kind) =>
    table.filter(({ kinds }) => kinds?.includes(kind) ?? true),
  );
  return { identity, trust, resource };
}
const FOR_STATEMENTS = tableFor(statementWarnings);
const FOR_DOCUMENTS = tableFor(documentWarnings);

/**
 * Advice about a document that the service would save: first what is about the document, then statement by statement.
 * Ends after the statement in which there are `limit` findings. Time is linear in the length of the text.
 */
export function warningsOf(
  document: CheckedDocument,
  kind: PolicyKind,
  text: string,
  limit: number,
): Finding[] {
  const findings: Finding[] = [];
  const view = documentView(document, kind, text);
  for (const entry of FOR_DOCUMENTS[kind]) {
    entry.fires(view, (hit) => findings.push(findingOf(entry, hit, [])));
  }
  for (const statement of view.statements) {
    if (findings.length >= limit) break;
    for (const entry of FOR_STATEMENTS[kind]) {
      entry.fires(statement, (hit) => findings.push(findingOf(entry, hit, statement.source.path)));
    }
  }
  return findings.slice(0, limit);
}
