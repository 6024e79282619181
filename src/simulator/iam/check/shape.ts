import type { Path } from '../../diagnostics.ts';
import { readOperator } from '../conditions/operators.ts';
import type { JsonRecord } from '../record.ts';
import { asList, isRecord, own } from '../record.ts';
import type { Check, PlacedStatement, StatementCheck } from './document.ts';
import { hasOwn } from './document.ts';
import type { Report } from './finding.ts';
import { mending } from './finding.ts';

export const SYNTAX = 'Syntax errors in policy.';

/**
 * The grammar all kinds of document share: known elements, right types.
 * Source: Grammar of the IAM JSON policy language; the order of checks follows open-source IAM emulators.
 */
export const checkShape: Check = ({ record, statements }, report) => {
  unknownMembers(record, [], DOCUMENT_ELEMENTS, report);
  for (const name of ['Version', 'Id']) textOnly(record, name, [], report);
  const list = own(record, 'Statement');
  for (const [index, item] of (Array.isArray(list) ? list : []).entries()) {
    if (!isRecord(item)) wrong('A statement must be an object.', ['Statement', index], report);
  }
  for (const statement of statements) checkStatement(statement, report);
};

const DOCUMENT_ELEMENTS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_ELEMENTS = new Set([
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

const checkStatement: StatementCheck = (statement, report) => {
  const { record, path } = statement;
  unknownMembers(record, path, STATEMENT_ELEMENTS, report);
  textOnly(record, 'Sid', path, report);
  const effect = own(record, 'Effect');
  if (effect !== undefined && typeof effect !== 'string') {
    wrong('Effect must be "Allow" or "Deny".', [...path, 'Effect'], report);
  }
  for (const name of LISTS) textsOnly(record, name, path, report);
  for (const [name, not] of PAIRS) {
    if (!hasOwn(record, name) || !hasOwn(record, not)) continue;
    const hint = `A statement has ${name} or ${not}, never both.`;
    report({ message: SYNTAX, hint, path: [...path, not], mark: 'key' });
  }
  if (hasOwn(record, 'Condition')) checkConditions(statement, report);
};
const LISTS = ['Action', 'NotAction', 'Resource', 'NotResource'];
const PAIRS = [
  ['Principal', 'NotPrincipal'],
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
] as const;

function wrong(hint: string, path: Path, report: Report): void {
  report({ message: SYNTAX, hint, path });
}

function unknownMembers(
  record: JsonRecord,
  path: Path,
  known: ReadonlySet<string>,
  report: Report,
): void {
  for (const name of Object.keys(record)) {
    if (known.has(name)) continue;
    const meant = [...known].find((other) => other.toLowerCase() === name.toLowerCase());
    const hint = meant
      ? `Names of elements mind upper and lower case: it is ${meant}.`
      : `The policy language has no element ${name.slice(0, 60)} here.`;
    const mend =
      meant && !hasOwn(record, meant)
        ? ({ title: `Write ${meant}`, change: 'replaceKey', newText: `"${meant}"` } as const)
        : undefined;
    report({ message: SYNTAX, hint, path: [...path, name], mark: 'key', ...mending(mend) });
  }
}

function textOnly(record: JsonRecord, name: string, path: Path, report: Report): void {
  const value = own(record, name);
  if (value === undefined || typeof value === 'string') return;
  wrong(`${name} must be a text.`, [...path, name], report);
}

function textsOnly(record: JsonRecord, name: string, path: Path, report: Report): void {
  const value = own(record, name);
  if (value === undefined || typeof value === 'string') return;
  const hint = `${name} takes a text or a list of texts.`;
  if (!Array.isArray(value)) {
    wrong(hint, [...path, name], report);
    return;
  }
  for (const [index, item] of value.entries()) {
    if (typeof item !== 'string') wrong(hint, [...path, name, index], report);
  }
}

function checkConditions({ record, path }: PlacedStatement, report: Report): void {
  const block = own(record, 'Condition');
  const at = [...path, 'Condition'];
  if (!isRecord(block)) {
    wrong('Condition must be an object.', at, report);
    return;
  }
  for (const name of Object.keys(block))
    checkOperator(name, own(block, name), [...at, name], report);
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

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
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
