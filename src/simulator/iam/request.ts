import type { Arn } from './arn.ts';
import { accountOf, readArn } from './arn.ts';
import type { Caller } from './principal.ts';
import { callerOf } from './principal.ts';
import type { AuthorizationRequest } from './types.ts';
import type { ContextValues } from './variables.ts';

/** A request made ready to be compared with many statements. */
export interface PreparedRequest {
  caller: Caller;
  action: string;
  /** In lower case: actions ignore case. */
  actionKey: string;
  /** Undefined when the request names no resource (`*`). */
  arn: Arn | undefined;
  /** Account that owns the resource, if known. */
  owner: string | undefined;
  /** Keys in lower case. Made when a statement first asks for it. */
  context: () => ContextValues;
  /** What traces show, shared by all of them: not to be changed. */
  shown: { principal: string[]; action: string[]; resource: string[] };
}

export function prepareRequest(request: AuthorizationRequest): PreparedRequest {
  let context: ContextValues | undefined;
  return {
    caller: callerOf(request.principal),
    action: request.action,
    actionKey: request.action.toLowerCase(),
    arn: readArn(request.resource),
    owner: accountOf(request.resource) ?? request.resourceAccount,
    context: () => {
      context ??= contextOf(request);
      return context;
    },
    shown: {
      principal: [nameOf(request.principal)],
      action: [request.action],
      resource: [request.resource],
    },
  };
}

function nameOf(principal: AuthorizationRequest['principal']): string {
  if (principal.type === 'AWS') return principal.arn;
  return principal.type === 'Anonymous' ? 'anonymous' : principal.name;
}

/** Nothing is derived but the caller's tags: which keys a request carries is the door's business. */
function contextOf(request: AuthorizationRequest): ContextValues {
  const values = new Map<string, readonly string[]>();
  const { principal } = request;
  const tags = principal.type === 'AWS' ? (principal.tags ?? {}) : {};
  for (const [key, value] of Object.entries(tags)) {
    values.set(`aws:principaltag/${key.toLowerCase()}`, [value]);
  }
  for (const [key, value] of Object.entries(request.context ?? {})) {
    values.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  }
  return values;
}
