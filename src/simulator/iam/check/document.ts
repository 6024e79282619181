import type { Path } from '../../diagnostics.ts';
import type { JsonRecord } from '../record.ts';
import { asList, isRecord, own } from '../record.ts';
import type { Report } from './finding.ts';

/** A statement with its place in the document. */
export interface PlacedStatement {
  record: JsonRecord;
  path: Path;
}

/** A document as the checks see it. */
export interface CheckedDocument {
  record: JsonRecord;
  /** Those that are objects; whether others are there too is for the shape check to say. */
  statements: readonly PlacedStatement[];
}

export function checkedDocument(record: JsonRecord): CheckedDocument {
  const statement = own(record, 'Statement');
  const statements: PlacedStatement[] = [];
  for (const [index, item] of asList(statement).entries()) {
    const path: Path = Array.isArray(statement) ? ['Statement', index] : ['Statement'];
    if (isRecord(item)) statements.push({ record: item, path });
  }
  return { record, statements };
}

/** One look at a document; what it finds goes to `report`. */
export type Check = (document: CheckedDocument, report: Report) => void;
export type StatementCheck = (statement: PlacedStatement, report: Report) => void;

export function forEachStatement(check: StatementCheck): Check {
  return ({ statements }, report) => {
    for (const statement of statements) check(statement, report);
  };
}

/** Visits the texts of an element that is one string or a list of them. The path is made only when asked for. */
export function eachText(
  { record, path }: PlacedStatement,
  names: readonly string[],
  visit: (text: string, path: () => Path) => void,
): void {
  for (const name of names) {
    const value = own(record, name);
    if (typeof value === 'string') visit(value, () => [...path, name]);
    if (!Array.isArray(value)) continue;
    for (let index = 0; index < value.length; index++) {
      const text: unknown = value[index];
      if (typeof text === 'string') visit(text, () => [...path, name, index]);
    }
  }
}

export const ACTIONS = ['Action', 'NotAction'] as const;
export const RESOURCES = ['Resource', 'NotResource'] as const;

/** True when one of the elements holds at least one text. */
export function hasText(statement: PlacedStatement, names: readonly string[]): boolean {
  return names.some((name) => {
    const value = own(statement.record, name);
    return typeof value === 'string' || (Array.isArray(value) && value.length > 0);
  });
}

export function hasOwn(record: JsonRecord, ...names: string[]): boolean {
  return names.some((name) => Object.hasOwn(record, name));
}
