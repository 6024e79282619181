import type { Path } from '../diagnostics.ts';
import type { ArnPattern, Padding, VariableParts } from './arn.ts';
import { compileAction, compileArn } from './arn.ts';
import type { PlacedStatement } from './check/document.ts';
import { checkedDocument } from './check/document.ts';
import type { CheckKind } from './check/index.ts';
import { isInForce } from './check/index.ts';
import type { CompiledCondition } from './conditions/condition.ts';
import { compileConditions } from './conditions/condition.ts';
import { parseJson } from './json.ts';
import { jsonValue } from './jsonTree.ts';
import type { Pattern } from './match.ts';
import type { CompiledPrincipal } from './principal.ts';
import { compilePrincipal } from './principal.ts';
import { isRecord, own, texts } from './record.ts';
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
  if (!isRecord(document)) return null;
  const checked = checkedDocument(document);
  if (!isInForce(checked, dialect.kind)) return null;
  const language = languageOf(own(document, 'Version') === '2012-10-17', dialect.padding);
  return checked.statements.map((statement, index) => compileStatement(statement, index, language));
}

/** How texts of one document are compiled. Equal texts share a pattern. */
interface Language {
  variables: boolean;
  action: (text: string) => Pattern;
  resource: (text: string) => ArnPattern;
}

function languageOf(variables: boolean, padding: Padding): Language {
  const parts: VariableParts = variables ? 'last' : 'none';
  return {
    variables,
    action: remembering(compileAction),
    resource: remembering((text) => compileArn(text, parts, padding)),
  };
}

function remembering<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (known.size < MAX_REMEMBERED) known.set(text, made);
    return made;
  };
}

/** What stands in many statements stands in one of the first ones. */
const MAX_REMEMBERED = 256;

function compileStatement(
  statement: PlacedStatement,
  index: number,
  language: Language,
): CompiledStatement {
  const { path, Sid: sid, Effect, Principal, NotPrincipal, Condition } = statement;
  const principal = Principal ?? NotPrincipal;
  return {
    index,
    path,
    sid: typeof sid === 'string' && sid !== '' ? sid : undefined,
    effect: Effect === 'Deny' ? 'Deny' : 'Allow',
    principal:
      principal === undefined
        ? undefined
        : { negated: Principal === undefined, element: compilePrincipal(principal) },
    action: element(statement.Action, statement.NotAction, language.action) ?? NO_ACTION,
    resource: element(statement.Resource, statement.NotResource, language.resource),
    conditions: compileConditions(Condition, language.variables),
  };
}

const NO_ACTION: Element<Pattern> = { negated: false, patterns: [], expected: [] };

function element<T>(
  value: unknown,
  not: unknown,
  compileOne: (text: string) => T,
): Element<T> | undefined {
  const written = value ?? not;
  if (written === undefined) return undefined;
  const expected = texts(written);
  return { negated: value === undefined, patterns: expected.map(compileOne), expected };
}
