import type { Path } from '../../../diagnostics.ts';
import type { OperatorUse } from '../../conditions/operators.ts';
import { readOperator } from '../../conditions/operators.ts';
import { isRecord, isScalar, own } from '../../record.ts';
import type { PolicyKind } from '../../types.ts';
import type { CheckedDocument, ElementName, PlacedStatement } from '../document.ts';

/** A text of a statement and its place in it. */
export interface PlacedText {
  text: string;
  at: Path;
}

/** One whose names ignore case. */
export interface Item extends PlacedText {
  lower: string;
}

/** A value of Resource or NotResource. */
export class ResourceItem implements PlacedText {
  readonly text: string;
  readonly at: Path;
  #parts: readonly string[] | undefined;

  constructor(text: string, at: Path) {
    this.text = text;
    this.at = at;
  }

  /** Its parts, at most seven; what follows the sixth colon is left out. Most checks need none. */
  get parts(): readonly string[] {
    this.#parts ??= this.text.split(':', 7);
    return this.#parts;
  }
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
  /** The first 1,000. */
  statements: readonly StatementView[];
  /** The text, for its length. */
  text: string;
  /** Some text of it may hold a variable. */
  hasVariables: boolean;
}

/**
 * No service takes a policy of so many statements: 20,480 bytes hold some 400. Longer ones are warned of for their
 * length; looking at every statement of theirs would only take time.
 */
const MAX_STATEMENTS = 1000;

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
    statements: document.statements
      .slice(0, MAX_STATEMENTS)
      .map((source) => statementView(source, kind, variables)),
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
    resources: notResource
      ? places(source.NotResource, ['NotResource'], resourceItem)
      : places(source.Resource, ['Resource'], resourceItem),
    notResource,
    principals: principalsOf(source, notPrincipal ? 'NotPrincipal' : 'Principal'),
    notPrincipal,
    conditions: conditionsOf(source.Condition),
  };
}

function itemsOf(source: PlacedStatement, name: ElementName): Item[] {
  return places(source[name], [name], item);
}

/** Texts, numbers and booleans; all else is for the checks of the shape. */
function places<T>(value: unknown, at: Path, make: (text: string, at: Path) => T): T[] {
  if (!Array.isArray(value)) return isScalar(value) ? [make(String(value), at)] : [];
  const found: T[] = [];
  for (let index = 0; index < value.length; index++) {
    const one: unknown = value[index];
    if (isScalar(one)) found.push(make(String(one), [...at, index]));
  }
  return found;
}

function item(text: string, at: Path): Item {
  return { text, lower: text.toLowerCase(), at };
}

function resourceItem(text: string, at: Path): ResourceItem {
  return new ResourceItem(text, at);
}

const NONE: never[] = [];

function principalsOf(source: PlacedStatement, name: ElementName): PrincipalItem[] {
  const element = source[name];
  if (element === undefined) return NONE;
  if (!isRecord(element)) return places(element, [name], item).map((one) => ({ ...one, kind: '' }));
  return Object.keys(element).flatMap((kind) =>
    places(own(element, kind), [name, kind], item).map((one) => ({ ...one, kind })),
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
      const values = places(own(keys, name), at, item);
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
