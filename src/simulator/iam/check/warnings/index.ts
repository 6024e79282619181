import type { Path } from '../../../diagnostics.ts';
import type { PolicyKind } from '../../types.ts';
import type { CheckedDocument } from '../document.ts';
import type { Finding } from '../finding.ts';
import { arnWarnings, hasOddArn } from './arns.ts';
import { conditionKeyWarnings } from './conditionKeys.ts';
import { conditionValueWarnings } from './conditionValues.ts';
import { documentWarnings } from './documentWarnings.ts';
import { emptyWarnings } from './empties.ts';
import { passRoleWarnings } from './passRole.ts';
import { pitfallWarnings } from './pitfalls.ts';
import { principalWarnings } from './principals.ts';
import { redundancyWarnings } from './redundancy.ts';
import { variableWarnings } from './variables.ts';
import type { DocumentView, StatementView } from './view.ts';
import { documentView } from './view.ts';
import type { DocumentWarning, Hit, StatementWarning } from './warning.ts';
import { findingOf } from './warning.ts';

/** Warnings about the same thing, and whether a statement has it at all. */
interface Group {
  table: readonly StatementWarning[];
  concerns(statement: StatementView, document: DocumentView): boolean;
}

const GROUPS: readonly Group[] = [
  { table: passRoleWarnings, concerns: ({ allows, resources }) => allows && resources.length > 0 },
  { table: principalWarnings, concerns: ({ principals }) => principals.length > 0 },
  { table: pitfallWarnings, concerns: ({ resources }) => resources.length > 0 },
  { table: arnWarnings, concerns: hasOddArn },
  { table: variableWarnings, concerns: (_, { hasVariables }) => hasVariables },
  { table: conditionKeyWarnings, concerns: ({ conditions }) => conditions.length > 0 },
  { table: conditionValueWarnings, concerns: ({ conditions }) => conditions.length > 0 },
  { table: redundancyWarnings, concerns: () => true },
  { table: emptyWarnings, concerns: () => true },
];

/** The table: everything that is worth a word although the service saves the policy. */
export const statementWarnings: readonly StatementWarning[] = GROUPS.flatMap(({ table }) => table);
export { documentWarnings };

function only<T extends DocumentWarning | StatementWarning>(
  table: readonly T[],
  kind: PolicyKind,
): readonly T[] {
  return table.filter(({ kinds }) => kinds?.includes(kind) ?? true);
}

const groupsFor = (kind: PolicyKind): readonly Group[] =>
  GROUPS.map((group) => ({ ...group, table: only(group.table, kind) }));
const FOR_STATEMENTS: Record<PolicyKind, readonly Group[]> = {
  identity: groupsFor('identity'),
  trust: groupsFor('trust'),
  resource: groupsFor('resource'),
};

/**
 * Advice about a document that the service would save: first what is about the document, then statement by statement.
 * Ends after the statement in which there are `limit` findings, and after 1,000 statements: no service takes more. Time
 * is linear in the length of the text.
 */
export function warningsOf(
  document: CheckedDocument,
  kind: PolicyKind,
  text: string,
  limit: number,
): Finding[] {
  const findings: Finding[] = [];
  const view = documentView(document, kind, text);
  // One function for all of them: 10,000 statements times forty entries are many.
  let current: DocumentWarning | StatementWarning | undefined;
  let base: Path = [];
  const fire = (hit: Hit): void => {
    if (current) findings.push(findingOf(current, hit, base));
  };
  for (const entry of only(documentWarnings, kind)) {
    current = entry;
    entry.fires(view, fire);
  }
  for (const statement of view.statements) {
    if (findings.length >= limit) break;
    base = statement.source.path;
    for (const { table, concerns } of FOR_STATEMENTS[kind]) {
      if (!concerns(statement, view)) continue;
      for (const entry of table) {
        current = entry;
        entry.fires(statement, fire);
      }
    }
  }
  return findings.slice(0, limit);
}
