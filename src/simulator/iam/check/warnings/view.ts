import type { Path } from '../../../diagnostics.ts';
import type { OperatorUse } from '../../conditions/operators.ts';
import { readOperator } from '../../conditions/operators.ts';
import { isRecord, isScalar, own } from '../../record.ts';
import type { PolicyKind } from '../../types.ts';
import type { CheckedDocument, ElementName, PlacedStatement } from '../document.ts';

/** One text of a statement, with its place in it. */
export interface Item {
  text: string;
  lower: string;
  at: Path;
}

/** A value of Resource or NotResource. */
export interface ResourceItem extends Item {
  /** Its parts, at most seven; what follows the sixth colon is left out. */
  parts: readonly string[];
}

/** A value of Principal or NotPrincipal. `kind` is empty for a bare `*`. */
export interface PrincipalItem extends Item {
  kind: string;
}

/** An `operator → key → values` entry of the Condition block. */
export interface ConditionItem {
  /** As written. */
  operator: string;
  use: OperatorUse;
  /** Base name in lower case, without qualifier and `IfExists`: `stringequals`. */
  base: string;
  key: Item;
  values: readonly Item[];
  /** Number of keys under the same operator. */
  siblings: number;
}

/** A statement as the warnings look at it. */
export interface StatementView {
  kind: PolicyKind;
  source: PlacedStatement;
  allows: boolean;
  /** Version 2012-10-17: variables are filled in. */
  variables: boolean;
  actions: readonly Item[];
  /** They stand under NotAction. */
  notAction: boolean;
  resources: readonly ResourceItem[];
  notResource: boolean;
  principals: readonly PrincipalItem[];
  notPrincipal: boolean;
  conditions: readonly ConditionItem[];
}

/** A document as the warnings look at it. */
export interface DocumentView {
  kind: PolicyKind;
  document: CheckedDocument;
  statements: readonly StatementView[];
  /** The text, for its length. */
  text: string;
  /** Some text of it may hold a variable. */
  hasVariables: boolean;
}

export function documentView(
  document: CheckedDocument,
  kind: PolicyKind,
  text: string,
): DocumentView {
  const variables = own(document.record, 'Version') === '2012-10-17';
  return {
    kind,
    document,
    text,
    // A dollar sign may also be written as an escape.
    hasVariables: text.includes('${') || text.includes('\\u'),
    statements: document.statements.map((source) => statementView(source, kind, variables)),
  };
}

function statementView(
  source: PlacedStatement,
  kind: PolicyKind,
  variables: boolean,
): StatementView {
  const notAction = source.Action === undefined && source.NotAction !== undefined;
  const notResource = source.Resource === undefined && source.NotResource !== undefined;
  const notPrincipal = source.Principal === undefined && source.NotPrincipal !== undefined;
  return {
    kind,
    source,
    allows: source.Effect === 'Allow',
    variables,
    actions: itemsOf(source, notAction ? 'NotAction' : 'Action'),
    notAction,
    resources: itemsOf(source, notResource ? 'NotResource' : 'Resource').map(resourceItem),
    notResource,
    principals: principalsOf(source, notPrincipal ? 'NotPrincipal' : 'Principal'),
    notPrincipal,
    conditions: conditionsOf(source.Condition),
  };
}

function itemsOf(source: PlacedStatement, name: ElementName): Item[] {
  return items(source[name], [name]);
}

/** Texts, numbers and booleans; all else is for the checks of the shape. */
function items(value: unknown, at: Path): Item[] {
  if (!Array.isArray(value)) return isScalar(value) ? [item(String(value), at)] : [];
  const found: Item[] = [];
  for (let index = 0; index < value.length; index++) {
    const one: unknown = value[index];
    if (isScalar(one)) found.push(item(String(one), [...at, index]));
  }
  return found;
}

function item(text: string, at: Path): Item {
  return { text, lower: text.toLowerCase(), at };
}

function resourceItem({ text, lower, at }: Item): ResourceItem {
  return { text, lower, at, parts: text.split(':', 7) };
}

const NONE: never[] = [];

function principalsOf(source: PlacedStatement, name: ElementName): PrincipalItem[] {
  const element = source[name];
  if (element === undefined) return NONE;
  if (!isRecord(element)) return items(element, [name]).map((one) => ({ ...one, kind: '' }));
  return Object.keys(element).flatMap((kind) =>
    items(own(element, kind), [name, kind]).map((one) => ({ ...one, kind })),
  );
}

function conditionsOf(block: unknown): ConditionItem[] {
  if (!isRecord(block)) return NONE;
  const found: ConditionItem[] = [];
  for (const operator of Object.keys(block)) {
    const use = readOperator(operator);
    const keys = own(block, operator);
    if (!use || !isRecord(keys)) continue;
    const base = use.operator === 'Null' ? 'null' : use.operator.name.toLowerCase();
    const names = Object.keys(keys);
    for (const name of names) {
      const at = ['Condition', operator, name];
      const values = items(own(keys, name), at);
      const key = item(name, at);
      found.push({ operator, use, base, key, values, siblings: names.length });
    }
  }
  return found;
}

/** True for a value that is a list with nothing in it. */
export function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
