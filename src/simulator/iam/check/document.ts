import type { Path } from '../../diagnostics.ts';
import type { JsonRecord } from '../record.ts';
import { asList, isRecord, own } from '../record.ts';
import type { Report } from './finding.ts';

/** The elements of a statement, as written; undefined: not there. */
export interface StatementElements {
  Sid: unknown;
  Effect: unknown;
  Principal: unknown;
  NotPrincipal: unknown;
  Action: unknown;
  NotAction: unknown;
  Resource: unknown;
  NotResource: unknown;
  Condition: unknown;
}
export type ElementName = keyof StatementElements;

/** A statement with its place in the document. Elements are read once, for checks and compiler. */
export interface PlacedStatement extends StatementElements {
  path: Path;
  /** Names that are no elements. */
  unknown: readonly string[];
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
  const list = asList(statement);
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    const path: Path = Array.isArray(statement) ? ['Statement', index] : ['Statement'];
    if (isRecord(item)) statements.push(placedStatement(item, path));
  }
  return { record, statements };
}

function placedStatement(record: JsonRecord, path: Path): PlacedStatement {
  let unknown: string[] | undefined;
  const placed: PlacedStatement = {
    path,
    unknown: NO_NAMES,
    Sid: undefined,
    Effect: undefined,
    Principal: undefined,
    NotPrincipal: undefined,
    Action: undefined,
    NotAction: undefined,
    Resource: undefined,
    NotResource: undefined,
    Condition: undefined,
  };
  const names = Object.keys(record);
  for (let index = 0; index < names.length; index++) {
    const name = names[index] ?? '';
    if (isElement(name)) placed[name] = record[name];
    else if (unknown) unknown.push(name);
    else {
      unknown = [name];
      placed.unknown = unknown;
    }
  }
  return placed;
}

const NO_NAMES: readonly string[] = [];

export const ELEMENTS: ReadonlySet<string> = new Set<ElementName>([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

function isElement(name: string): name is ElementName {
  return ELEMENTS.has(name);
}

/** One look at a document; what it finds goes to `report`. */
export type Check = (document: CheckedDocument, report: Report) => void;
export type StatementCheck = (statement: PlacedStatement, report: Report) => void;

export function forEachStatement(check: StatementCheck): Check {
  return ({ statements }, report) => {
    for (const statement of statements) check(statement, report);
  };
}

// What runs for each of 10,000 statements counts with an index: `for … of` makes an object for every step until the
// engine has compiled it.

/** Looks at one text and says what is wrong with it, in the service's words and in plain ones. */
export type Judge = (text: string) => { message: string; hint: string } | null;

/** Judges the texts of elements that are one string or a list of them. */
export function judgeTexts(
  statement: PlacedStatement,
  names: readonly ElementName[],
  judge: Judge,
  report: Report,
): void {
  for (let at = 0; at < names.length; at++) {
    const name = names[at] ?? 'Action';
    const value = statement[name];
    if (typeof value === 'string') {
      const wrong = judge(value);
      if (wrong) report({ ...wrong, path: [...statement.path, name] });
    } else if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        const text: unknown = value[index];
        const wrong = typeof text === 'string' ? judge(text) : null;
        if (wrong) report({ ...wrong, path: [...statement.path, name, index] });
      }
    }
  }
}

export const ACTIONS = ['Action', 'NotAction'] as const;
export const PRINCIPALS = ['Principal', 'NotPrincipal'] as const;
export const RESOURCES = ['Resource', 'NotResource'] as const;

/** The texts of elements that are one string or a list of them. */
export function textsOf(statement: PlacedStatement, names: readonly ElementName[]): string[] {
  return names
    .flatMap((name) => asList(statement[name]))
    .filter((text): text is string => typeof text === 'string');
}

/** True when one of the elements holds at least one value. */
export function hasValue(statement: PlacedStatement, names: readonly ElementName[]): boolean {
  for (let at = 0; at < names.length; at++) {
    const value = statement[names[at] ?? 'Action'];
    if (value !== undefined && (!Array.isArray(value) || value.length > 0)) return true;
  }
  return false;
}
