import type { ApiCall, AuthorizationRequest, Decision, Scenario } from '../../../simulator/read.ts';
import type { Question } from '../../../worker/protocol.ts';
import { rolesOf } from '../../session/arns.ts';

/** A row of the form; keys may stand twice, for a key with several values. */
export interface ContextRow {
  id: number;
  key: string;
  value: string;
}
/** The form as it is filled in. */
export interface Draft {
  principal: string;
  action: string;
  resource: string;
  rows: ContextRow[];
}

const nothing: Draft = { principal: '', action: '', resource: '', rows: [] };

/** The form for a call of the run, or for the first role of the scenario. */
export function draftOf(call: Omit<ApiCall, 'seq'> | null, scenario: Scenario): Draft {
  if (call === null) return { ...nothing, principal: rolesOf(scenario)[0]?.arn ?? '' };
  const { action, resource, request } = call;
  const context = Object.entries(request?.context ?? {}).flatMap(([key, values]) =>
    [values].flat().map((value) => ({ key, value })),
  );
  return {
    principal: principalOf(call, scenario),
    action,
    resource,
    rows: context.map((row, id) => ({ id, ...row })),
  };
}

function principalOf({ caller, principal, request }: Omit<ApiCall, 'seq'>, scenario: Scenario) {
  if (caller.type === 'AWSService') return caller.service;
  if (caller.type !== 'AssumedRole') return principal;
  const { role } = caller;
  const known = rolesOf(scenario).find(({ label }) => label === role)?.arn;
  const asked = request?.principal;
  return (asked?.type === 'AWS' ? asked.issuer : undefined) ?? known ?? role;
}

/** What the worker is asked; rows without a key say nothing. */
export function questionOf({ principal, action, resource, rows }: Draft): Question {
  const context = new Map<string, string[]>();
  for (const { key, value } of rows)
    if (key.trim() !== '') context.set(key.trim(), [...(context.get(key.trim()) ?? []), value]);
  return {
    principal: principal.trim(),
    action: action.trim(),
    resource: resource.trim(),
    context: Object.fromEntries(
      [...context].map(([key, values]) => [key, values.length === 1 ? (values[0] ?? '') : values]),
    ),
  };
}

/** What the API would answer, in AWS's words. */
export function literalMessage(
  { principal, action, resource }: AuthorizationRequest,
  decision: Decision,
): string {
  if (decision.result === 'Allowed') return '';
  if (decision.decidedBy === 'none') return decision.message;
  const who =
    principal.type === 'AWS'
      ? principal.arn
      : principal.type === 'Anonymous'
        ? 'anonymous'
        : principal.name;
  const on = action.startsWith('s3:') ? `"${resource}"` : resource;
  return `User: ${who} is not authorized to perform: ${action} on resource: ${on} ${decision.message}`;
}
