import type { Path } from '../diagnostics.ts';
import type { ArnPattern, Padding, VariableParts } from './arn.ts';
import { compileAction, compileArn } from './arn.ts';
import type { CheckKind } from './check/index.ts';
import { isInForce } from './check/index.ts';
import type { CompiledCondition } from './conditions/condition.ts';
import { compileConditions } from './conditions/condition.ts';
import { parseJson } from './json.ts';
import { jsonValue } from './jsonTree.ts';
import type { Pattern } from './match.ts';
import type { CompiledPrincipal } from './principal.ts';
import { compilePrincipal } from './principal.ts';
import type { JsonRecord } from './record.ts';
import { asList, isRecord, own, texts } from './record.ts';
import type { PolicyLayer } from './types.ts';

/** `Action`/`NotAction`, `Resource`/`NotResource`, `Principal`/`NotPrincipal`: the element and its complement. */
export interface Element<T> {
  negated: boolean;
  patterns: readonly T[];
  /** The texts of the policy, shared by all traces: not to be changed. */
  expected: string[];
}

/** A statement made ready for many requests. */
export interface CompiledStatement {
  index: number;
  path: Path;
  sid: string | undefined;
  effect: 'Allow' | 'Deny';
  principal: { negated: boolean; element: CompiledPrincipal } | undefined;
  action: Element<Pattern>;
  resource: Element<ArnPattern> | undefined;
  conditions: readonly CompiledCondition[];
}
export type CompiledPolicy = readonly CompiledStatement[];

/** How the language differs between the layers. */
interface Dialect {
  kind: CheckKind;
  padding: Padding;
}
const IDENTITY: Dialect = { kind: 'identity', padding: 'always' };
const RESOURCE: Dialect = { kind: 'resource', padding: 'with-wildcard' };

/** Short ARNs: IAM JSON policy elements: Resource, and observation (unverified outside identity policies). */
const DIALECTS: Record<PolicyLayer, Dialect> = {
  identity: IDENTITY,
  boundary: IDENTITY,
  session: IDENTITY,
  resource: RESOURCE,
  endpoint: { kind: 'ceiling', padding: 'with-wildcard' },
  trust: { kind: 'trust', padding: 'never' },
  serviceControl: { kind: 'identity', padding: 'at-end' },
  resourceControl: { kind: 'ceiling', padding: 'never' },
};

const caches = new Map<Dialect, WeakMap<object, CompiledPolicy | null>>(
  Object.values(DIALECTS).map((dialect) => [dialect, new WeakMap()]),
);

/**
 * The statements of a document, or null when IAM would not have saved it: such a document is not in force.
 * Compiled once for each document object, which must not change afterwards. A string is read as JSON text.
 */
export function compilePolicy(document: unknown, layer: PolicyLayer): CompiledPolicy | null {
  const dialect = DIALECTS[layer];
  if (typeof document === 'string') {
    const { root, errors } = parseJson(document);
    return root && errors.length === 0 ? compile(jsonValue(root), dialect) : null;
  }
  if (!isRecord(document)) return null;
  const cache = caches.get(dialect);
  const known = cache?.get(document);
  if (known !== undefined) return known;
  const compiled = compile(document, dialect);
  cache?.set(document, compiled);
  return compiled;
}

function compile(document: unknown, dialect: Dialect): CompiledPolicy | null {
  if (!isRecord(document) || !isInForce(document, dialect.kind)) return null;
  const statement = own(document, 'Statement');
  const variables = own(document, 'Version') === '2012-10-17';
  return asList(statement)
    .filter(isRecord)
    .map((record, index) => ({
      index,
      path: Array.isArray(statement) ? ['Statement', index] : ['Statement'],
      ...compileStatement(record, variables, dialect.padding),
    }));
}

function compileStatement(
  statement: JsonRecord,
  variables: boolean,
  padding: Padding,
): Omit<CompiledStatement, 'index' | 'path'> {
  const sid = own(statement, 'Sid');
  const parts: VariableParts = variables ? 'last' : 'none';
  const principal = complement(statement, 'Principal');
  return {
    sid: typeof sid === 'string' && sid !== '' ? sid : undefined,
    effect: own(statement, 'Effect') === 'Deny' ? 'Deny' : 'Allow',
    principal: principal && {
      negated: principal.negated,
      element: compilePrincipal(principal.value),
    },
    action: element(statement, 'Action', compileAction) ?? NO_ACTION,
    resource: element(statement, 'Resource', (text) => compileArn(text, parts, padding)),
    conditions: compileConditions(own(statement, 'Condition'), variables),
  };
}

const NO_ACTION: Element<Pattern> = { negated: false, patterns: [], expected: [] };

function complement(
  statement: JsonRecord,
  name: string,
): { negated: boolean; value: unknown } | undefined {
  const value = own(statement, name);
  if (value !== undefined) return { negated: false, value };
  const not = own(statement, `Not${name}`);
  return not === undefined ? undefined : { negated: true, value: not };
}

function element<T>(
  statement: JsonRecord,
  name: string,
  compileText: (text: string) => T,
): Element<T> | undefined {
  const found = complement(statement, name);
  if (!found) return undefined;
  const expected = texts(found.value);
  return { negated: found.negated, patterns: expected.map(compileText), expected };
}
