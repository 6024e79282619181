import type { ArnMatch, ArnPattern } from './arn.ts';
import { matchArn } from './arn.ts';
import type { CompiledStatement, Element } from './compile.ts';
import { traceCondition } from './conditions/condition.ts';
import type { Pattern } from './match.ts';
import { matches } from './match.ts';
import type { PrincipalMatch } from './principal.ts';
import { exempts, matchPrincipal } from './principal.ts';
import type { PreparedRequest } from './request.ts';
import type { ElementTrace, StatementTrace } from './types.ts';

/** A statement compared with a request: the trace, and how its Principal names the caller. */
export interface StatementResult {
  trace: StatementTrace;
  grant: PrincipalMatch;
}

/** Compares every element, also after the first that differs, so that the trace tells the whole story. */
export function traceStatement(
  statement: CompiledStatement,
  request: PreparedRequest,
  place: { layer: StatementTrace['layer']; policy: string },
  hasBoundary: boolean,
): StatementResult {
  const action = traceAction(statement.action, request);
  const elements = statement.resource
    ? [action, traceResource(statement.resource, request)]
    : [action];
  let grant: PrincipalMatch = 'none';
  if (statement.principal) {
    const named = tracePrincipal(statement, statement.principal, request, hasBoundary);
    elements.unshift(named.trace);
    grant = named.grant;
  }
  if (statement.conditions.length > 0) {
    for (const condition of statement.conditions) {
      elements.push(traceCondition(condition, request.context()));
    }
  }
  const trace: StatementTrace = {
    layer: place.layer,
    policy: place.policy,
    index: statement.index,
    effect: statement.effect,
    matched: elements.every(isMatch),
    elements,
    path: statement.path,
  };
  if (statement.sid !== undefined) trace.sid = statement.sid;
  return { trace, grant };
}

function isMatch(element: ElementTrace): boolean {
  return element.matched;
}

const NAMED: Record<PrincipalMatch, string> = {
  none: 'no-principal-matches',
  account: 'names-account',
  role: 'names-role',
  direct: 'names-caller',
  star: 'names-everyone',
};

function tracePrincipal(
  statement: CompiledStatement,
  { negated, element }: NonNullable<CompiledStatement['principal']>,
  request: PreparedRequest,
  hasBoundary: boolean,
): { trace: ElementTrace; grant: PrincipalMatch } {
  const shown = { expected: element.expected, actual: request.shown.principal };
  if (!negated) {
    const grant = matchPrincipal(element, request.caller);
    const matched = grant !== 'none';
    return { trace: { element: 'Principal', matched, reason: NAMED[grant], ...shown }, grant };
  }
  const [matched, reason] = excepts(statement, element, request, hasBoundary);
  return { trace: { element: 'NotPrincipal', matched, reason, ...shown }, grant: 'none' };
}

/** NotPrincipal works with Deny only, and always hits a caller with a permissions boundary. */
function excepts(
  statement: CompiledStatement,
  element: NonNullable<CompiledStatement['principal']>['element'],
  request: PreparedRequest,
  hasBoundary: boolean,
): readonly [matched: boolean, reason: string] {
  if (statement.effect === 'Allow') return [false, 'unsupported-with-allow'];
  if (hasBoundary) return [true, 'caller-has-boundary'];
  return exempts(element, request.caller) ? [false, 'exempt'] : [true, 'not-exempt'];
}

function traceAction(action: Element<Pattern>, request: PreparedRequest): ElementTrace {
  let found = false;
  for (let index = 0; index < action.patterns.length && !found; index++) {
    found = matches(action.patterns[index] ?? '', request.actionKey);
  }
  return {
    element: action.negated ? 'NotAction' : 'Action',
    matched: found !== action.negated,
    reason: listReason(found, action.negated),
    expected: action.expected,
    actual: request.shown.action,
  };
}

function traceResource(resource: Element<ArnPattern>, request: PreparedRequest): ElementTrace {
  let best: ArnMatch = 'differs';
  for (let index = 0; index < resource.patterns.length; index++) {
    const match = matchArn(resource.patterns[index] ?? 'nothing', request.arn, request.context);
    if (match !== 'differs') best = match;
    if (match === 'match') break;
  }
  const found = best === 'match';
  const matched = found !== resource.negated;
  const unnamed = request.arn === undefined ? 'request-names-no-resource' : undefined;
  const unresolved = best === 'variable-without-value' ? best : undefined;
  return {
    element: resource.negated ? 'NotResource' : 'Resource',
    matched,
    reason: (matched ? undefined : (unnamed ?? unresolved)) ?? listReason(found, resource.negated),
    expected: resource.expected,
    actual: request.shown.resource,
  };
}

function listReason(found: boolean, negated: boolean): string {
  if (found) return negated ? 'a-pattern-matches' : 'match';
  return 'no-pattern-matches';
}
