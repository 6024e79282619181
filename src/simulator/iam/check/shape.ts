import type { Path } from '../../diagnostics.ts';
import { readOperator } from '../conditions/operators.ts';
import type { JsonRecord } from '../record.ts';
import { asList, isRecord, isScalar, own } from '../record.ts';
import type { Check, ElementName, PlacedStatement, StatementCheck } from './document.ts';
import { ELEMENTS } from './document.ts';
import type { Report } from './finding.ts';
import { mending, replaceKey } from './finding.ts';

export const SYNTAX = 'Syntax errors in policy.';

/**
 * The grammar all kinds of document share: known elements, right types.
 * Source: Grammar of the IAM JSON policy language; the order of checks follows open-source IAM emulators.
 */
export const checkShape: Check = ({ record, statements }, report) => {
  for (const name of Object.keys(record)) {
    if (!DOCUMENT_ELEMENTS.has(name)) unknownMember(name, [], DOCUMENT_ELEMENTS, report);
  }
  for (const name of ['Version', 'Id']) textOnly(own(record, name), name, [], report);
  const list = own(record, 'Statement');
  for (const [index, item] of (Array.isArray(list) ? list : []).entries()) {
    if (!isRecord(item)) wrong('A statement must be an object.', ['Statement', index], report);
  }
  for (const statement of statements) checkStatement(statement, report);
};

const DOCUMENT_ELEMENTS = new Set(['Version', 'Id', 'Statement']);

const checkStatement: StatementCheck = (statement, report) => {
  const { path, Sid, Effect, Condition } = statement;
  if (statement.unknown.length > 0) {
    for (const name of statement.unknown) unknownMember(name, path, ELEMENTS, report);
  }
  textOnly(Sid, 'Sid', path, report);
  if (Effect !== undefined && typeof Effect !== 'string') {
    wrong('Effect must be "Allow" or "Deny".', [...path, 'Effect'], report);
  }
  textsOnly(statement.Action, 'Action', path, report);
  textsOnly(statement.NotAction, 'NotAction', path, report);
  textsOnly(statement.Resource, 'Resource', path, report);
  textsOnly(statement.NotResource, 'NotResource', path, report);
  eitherOr(statement, 'Principal', 'NotPrincipal', report);
  eitherOr(statement, 'Action', 'NotAction', report);
  eitherOr(statement, 'Resource', 'NotResource', report);
  if (Condition !== undefined) checkConditions(Condition, [...path, 'Condition'], report);
};

function eitherOr(
  statement: PlacedStatement,
  name: ElementName,
  not: ElementName,
  report: Report,
): void {
  if (statement[not] === undefined || statement[name] === undefined) return;
  const hint = `A statement has ${name} or ${not}, never both.`;
  report({ message: SYNTAX, hint, path: [...statement.path, not], mark: 'key' });
}

function wrong(hint: string, path: Path, report: Report): void {
  report({ message: SYNTAX, hint, path });
}

function unknownMember(name: string, path: Path, known: ReadonlySet<string>, report: Report): void {
  const meant = [...known].find((other) => other.toLowerCase() === name.toLowerCase());
  const hint = meant
    ? `Names of elements mind upper and lower case: it is ${meant}.`
    : `The policy language has no element ${name.slice(0, 60)} here.`;
  const mend = meant ? replaceKey(meant) : undefined;
  report({ message: SYNTAX, hint, path: [...path, name], mark: 'key', ...mending(mend) });
}

function textOnly(value: unknown, name: string, path: Path, report: Report): void {
  if (value === undefined || typeof value === 'string') return;
  wrong(`${name} must be a text.`, [...path, name], report);
}

function textsOnly(value: unknown, name: string, path: Path, report: Report): void {
  if (value === undefined || typeof value === 'string') return;
  const hint = `${name} takes a text or a list of texts.`;
  if (!Array.isArray(value)) {
    wrong(hint, [...path, name], report);
    return;
  }
  for (let index = 0; index < value.length; index++) {
    if (typeof value[index] !== 'string') wrong(hint, [...path, name, index], report);
  }
}

function checkConditions(block: unknown, path: Path, report: Report): void {
  if (!isRecord(block)) {
    wrong('Condition must be an object.', path, report);
    return;
  }
  for (const name of Object.keys(block)) {
    checkOperator(name, own(block, name), [...path, name], report);
  }
}

function checkOperator(name: string, keys: unknown, path: Path, report: Report): void {
  if (!isRecord(keys)) {
    wrong('An operator takes an object of keys and values.', path, report);
    return;
  }
  const names = Object.keys(keys);
  if (names.length > 0 && !readOperator(name)) {
    const hint = `There is no condition operator ${name.slice(0, 60)}.`;
    report({ message: SYNTAX, hint, path, mark: 'key' });
  }
  for (const key of names) {
    if (asList(own(keys, key)).every(isScalar)) continue;
    wrong('Values of a condition are texts, numbers or booleans.', [...path, key], report);
  }
}

/** Neither of the two versions of the language; none at all is another matter. */
export function isUnknownVersion(record: JsonRecord): boolean {
  const version = own(record, 'Version');
  return typeof version === 'string' && version !== '2012-10-17' && version !== '2008-10-17';
}

/** No Statement, an empty list of them, or something that is neither. */
export function lacksStatements(record: JsonRecord): boolean {
  const statement = own(record, 'Statement');
  return Array.isArray(statement) ? statement.length === 0 : !isRecord(statement);
}
