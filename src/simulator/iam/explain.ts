/** A decision in plain words, for the screen. Imports nothing but types and words, so that the player stays light. */
import { phraseOf } from './phrases.ts';
import type { AuthorizationRequest, Decision, PolicyLayer, StatementTrace } from './types.ts';

export interface ExplanationLine {
  /** Speaks for the request, against it, or neither. */
  ok: boolean | null;
  text: string;
  /** More about it; may be empty. */
  detail: string;
}
export interface Explanation {
  title: string;
  lines: ExplanationLine[];
}

/** The order in which a reader wants to see the documents. */
const ORDER: readonly PolicyLayer[] = [
  'identity',
  'trust',
  'resource',
  'boundary',
  'session',
  'serviceControl',
  'resourceControl',
  'endpoint',
];

const LABELS: Record<PolicyLayer, string> = {
  identity: 'Role policy',
  trust: 'Trust policy',
  resource: 'Resource policy',
  boundary: 'Permissions boundary',
  session: 'Session policy',
  serviceControl: 'Service control policy',
  resourceControl: 'Resource control policy',
  endpoint: 'VPC endpoint policy',
};

/** Resources that can have a policy, by the action's service. */
const RESOURCE_LABELS: ReadonlyMap<string, string> = new Map([
  ['s3', 'Bucket policy'],
  ['ecr', 'Repository policy'],
  ['kms', 'Key policy'],
  ['secretsmanager', 'Secret policy'],
  ['lambda', 'Function policy'],
]);

/** Rows of statements that are shown; those that apply are always among them. */
const MAX_STATEMENTS = 40;

/**
 * The way to a decision as rows, in the order: explicit denies, each layer's statements, what decided.
 * Plain text without markup; ARNs and values are those of the request and the policies.
 */
export function explainDecision(decision: Decision, request: AuthorizationRequest): Explanation {
  const label = labeller(request);
  return {
    title: titleOf(decision, request, label),
    lines: [
      denyLine(decision, label),
      ...ORDER.flatMap((layer) => layerLines(layer, decision, request, label)),
      decidingLine(decision, request, label),
    ],
  };
}

type Label = (layer: PolicyLayer) => string;

/** What a layer is called for this request: `Bucket policy`, `Role policy`, `Permissions boundary` … */
export const layerLabel = (layer: PolicyLayer, request: AuthorizationRequest): string =>
  labeller(request)(layer);

function labeller({ action, principal }: AuthorizationRequest): Label {
  const service = action.split(':')[0]?.toLowerCase() ?? '';
  const isUser = principal.type === 'AWS' && principal.arn.includes(':user/');
  return (layer) => {
    if (layer === 'resource') return RESOURCE_LABELS.get(service) ?? LABELS.resource;
    return layer === 'identity' && isUser ? 'User policy' : LABELS[layer];
  };
}

function titleOf(decision: Decision, { action }: AuthorizationRequest, label: Label): string {
  const { result, decidedBy } = decision;
  const layer = decidedBy === 'none' ? '' : label(decidedBy).toLowerCase().replace('vpc', 'VPC');
  if (result === 'Allowed') {
    return layer ? `Allowed: the ${layer} allows ${action}` : `Allowed: ${action} needs no policy`;
  }
  if (!layer) return `Denied: the root user cannot use ${action}`;
  return result === 'ExplicitlyDenied'
    ? `Denied: a ${layer} forbids ${action}`
    : `Denied: no ${layer} allows ${action}`;
}

function denyLine(decision: Decision, label: Label): ExplanationLine {
  const deny = decision.statements.find((trace) => trace.matched && trace.effect === 'Deny');
  const count = new Set(decision.statements.map((trace) => `${trace.layer} ${trace.policy}`)).size;
  if (!deny || decision.result === 'Allowed') {
    const policies = count === 1 ? '1 policy' : `${count} policies`;
    const text = deny
      ? 'Explicit deny anywhere? There is one, but this call works regardless'
      : `Explicit deny anywhere? None of ${policies} denies`;
    return { ok: true, text, detail: 'A single applicable Deny would win over every Allow.' };
  }
  const text = `Explicit deny anywhere? Yes: ${nameOf(deny, label)}`;
  return { ok: false, text, detail: 'A Deny wins over every Allow, wherever it stands.' };
}

function nameOf(trace: StatementTrace, label: Label): string {
  return `${label(trace.layer)} ${trace.policy} — statement ${trace.sid ?? trace.index + 1}`;
}

function layerLines(
  layer: PolicyLayer,
  decision: Decision,
  request: AuthorizationRequest,
  label: Label,
): ExplanationLine[] {
  const traces = decision.statements.filter((trace) => trace.layer === layer);
  if (traces.length === 0) return absenceLines(layer, decision, request, label);
  const blocks = decision.result !== 'Allowed' && decision.decidedBy === layer;
  const matched = traces.filter((trace) => trace.matched).slice(0, MAX_STATEMENTS);
  const others = traces.filter((trace) => !trace.matched);
  const shown = new Set([...matched, ...others.slice(0, MAX_STATEMENTS - matched.length)]);
  const rows = traces
    .filter((trace) => shown.has(trace))
    .map((trace) => statementLine(trace, blocks, label));
  const more = traces.length - rows.length;
  if (more === 0) return rows;
  return [...rows, { ok: null, text: `${label(layer)}: ${more} more statements`, detail: '' }];
}

function statementLine(trace: StatementTrace, blocks: boolean, label: Label): ExplanationLine {
  const all = trace.elements.map(phraseOf).join('; ');
  if (trace.matched) {
    const verb = trace.effect === 'Deny' ? 'denies' : 'allows';
    const text = `${nameOf(trace, label)}: ${verb} this request`;
    return { ok: trace.effect === 'Allow', text, detail: all };
  }
  const first = trace.elements.find((element) => !element.matched);
  const why = first ? phraseOf(first) : 'does not apply';
  const deny = trace.effect === 'Deny' ? 'Deny does not apply, ' : '';
  const ok = trace.effect === 'Allow' && blocks ? false : null;
  return { ok, text: `${nameOf(trace, label)}: ${deny}${why}`, detail: all };
}

/** The two places where a reader looks for an Allow; other layers only count when they are there. */
function absenceLines(
  layer: PolicyLayer,
  decision: Decision,
  { action, principal }: AuthorizationRequest,
  label: Label,
): ExplanationLine[] {
  const blocks = decision.result !== 'Allowed' && decision.decidedBy === layer;
  const ok = blocks ? false : null;
  if (layer === 'identity') {
    return principal.type === 'AWS'
      ? [{ ok, text: `${label(layer)}: none attached`, detail: '' }]
      : [{ ok, text: 'A caller without IAM identity has no policies of its own', detail: '' }];
  }
  const service = action.split(':')[0]?.toLowerCase() ?? '';
  const isResource = layer === 'resource' && (blocks || RESOURCE_LABELS.has(service));
  if (!isResource && !(layer === 'trust' && blocks)) return [];
  return [{ ok, text: `${label(layer)}: none attached`, detail: '' }];
}

/** What each layer's verdict means; `{action}` and `{policy}` are filled in. */
const ALLOWED: Record<PolicyLayer | 'none', string> = {
  identity: '{policy} decided: an Allow that applies, and nothing forbids it',
  trust: 'Trust, not permission, decided: the role trusts this caller',
  resource: '{policy} decided: the resource itself lets this caller in',
  boundary: '{policy} decided',
  session: '{policy} decided',
  serviceControl: '{policy} decided',
  resourceControl: '{policy} decided',
  endpoint: '{policy} decided',
  none: 'No policy decided: this call needs none',
};
const IMPLICIT: Record<PolicyLayer | 'none', string> = {
  identity: 'Nothing allows {action}, and what is not allowed is denied',
  trust: 'Trust, not permission, decided: no statement of the trust policy lets this caller in',
  resource: '{policy} decided: it lets nobody like this caller in, and the rest does not suffice',
  boundary: 'The permissions boundary decided: it allows nothing itself, but caps what is allowed',
  session: 'The session policy decided: it allows nothing itself, but caps what is allowed',
  serviceControl: 'The organization decided: on every level some policy must allow {action}',
  resourceControl: 'The organization decided',
  endpoint: 'The VPC endpoint decided: it lets only through what its policy allows',
  none: 'AWS decided: the root user cannot assume roles',
};

function decidingLine(
  { result, decidedBy, message }: Decision,
  { action }: AuthorizationRequest,
  label: Label,
): ExplanationLine {
  const fill = (text: string): string =>
    text
      .replace('{action}', () => action)
      .replace('{policy}', () => (decidedBy === 'none' ? '' : label(decidedBy)));
  if (result === 'Allowed') return { ok: true, text: fill(ALLOWED[decidedBy]), detail: '' };
  const text =
    result === 'ExplicitlyDenied' && decidedBy !== 'none'
      ? `${label(decidedBy)} decided: it forbids this, and a Deny wins`
      : fill(IMPLICIT[decidedBy]);
  return { ok: false, text, detail: message };
}
