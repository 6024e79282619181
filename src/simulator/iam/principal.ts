import { accountOf } from './arn.ts';
import { isRecord, own, texts } from './record.ts';
import type { AuthorizationRequest } from './types.ts';

/** The caller of a request, taken apart. */
export type Caller =
  | { type: 'service' | 'federated'; name: string }
  | { type: 'anonymous' }
  | AwsCaller;

export interface AwsCaller {
  type: 'aws';
  arn: string;
  account: string | undefined;
  kind: 'session' | 'user' | 'root' | 'federated-user' | 'role' | 'other';
  /** Role behind a session, user behind a federated session. */
  issuer: string | undefined;
  /** True when the request names the issuer; else it was made from the session's ARN, without the role's path. */
  issuerGiven: boolean;
}

/** Takes the principal of a request apart. Source: IAM identifiers; AWS JSON policy elements: Principal. */
export function callerOf(principal: AuthorizationRequest['principal']): Caller {
  if (principal.type === 'Service') return { type: 'service', name: principal.name };
  if (principal.type === 'Federated') return { type: 'federated', name: principal.name };
  if (principal.type === 'Anonymous') return { type: 'anonymous' };
  const { arn } = principal;
  const account = principal.account ?? accountOf(arn);
  const [type = '', name = ''] = arn.split(':').slice(5).join(':').split('/');
  const kind = KINDS.get(type) ?? 'other';
  const partition = arn.split(':')[1] ?? 'aws';
  const madeUp =
    kind === 'session'
      ? `arn:${partition}:iam::${account ?? ''}:role/${name}`
      : kind === 'role'
        ? arn
        : undefined;
  return {
    type: 'aws',
    arn,
    account,
    kind,
    issuer: principal.issuer ?? madeUp,
    issuerGiven: principal.issuer !== undefined || kind === 'role',
  };
}

const KINDS: ReadonlyMap<string, AwsCaller['kind']> = new Map([
  ['assumed-role', 'session'],
  ['user', 'user'],
  ['root', 'root'],
  ['federated-user', 'federated-user'],
  ['role', 'role'],
]);

/**
 * How a principal element names a caller, weakest first. `account` only delegates to the caller's identity policies;
 * `role` grants, but within boundary and session policy; `direct` and `star` grant without them (same account).
 */
export type PrincipalMatch = 'none' | 'account' | 'role' | 'direct' | 'star';
const STRENGTH: readonly PrincipalMatch[] = ['none', 'account', 'role', 'direct', 'star'];

export function stronger(one: PrincipalMatch, other: PrincipalMatch): PrincipalMatch {
  return STRENGTH.indexOf(other) > STRENGTH.indexOf(one) ? other : one;
}

/** A Principal or NotPrincipal element. */
export interface CompiledPrincipal {
  everyone: boolean;
  aws: readonly string[];
  services: readonly string[];
  federated: readonly string[];
  expected: string[];
}

export function compilePrincipal(element: unknown): CompiledPrincipal {
  if (!isRecord(element)) {
    const expected = texts(element);
    return { everyone: element === '*', aws: [], services: [], federated: [], expected };
  }
  const aws = texts(own(element, 'AWS'));
  return {
    everyone: aws.includes('*'),
    aws,
    services: texts(own(element, 'Service')),
    federated: texts(own(element, 'Federated')),
    expected: Object.keys(element).flatMap((kind) =>
      texts(own(element, kind)).map((value) => (value === '*' ? '*' : `${kind}: ${value}`)),
    ),
  };
}

/** The strongest way in which the element names the caller. Wildcards inside an ARN never match. */
export function matchPrincipal(principal: CompiledPrincipal, caller: Caller): PrincipalMatch {
  if (principal.everyone) return 'star';
  switch (caller.type) {
    case 'anonymous':
      return 'none';
    case 'service':
      return principal.services.includes(caller.name) ? 'direct' : 'none';
    case 'federated':
      return principal.federated.includes(caller.name) ? 'direct' : 'none';
    case 'aws': {
      let best: PrincipalMatch = 'none';
      for (const name of principal.aws) best = stronger(best, matchName(name, caller));
      return best;
    }
  }
}

function matchName(name: string, caller: AwsCaller): PrincipalMatch {
  if (isAccount(name, caller.account)) return 'account';
  if (name === caller.arn) return caller.kind === 'role' ? 'role' : 'direct';
  return namesIssuer(name, caller) ? 'role' : 'none';
}

/** `111122223333` or `arn:aws:iam::111122223333:root`. */
function isAccount(name: string, account: string | undefined): boolean {
  if (account === undefined) return false;
  return name === account || (name.endsWith(':root') && accountOf(name) === account);
}

function namesIssuer(name: string, caller: AwsCaller): boolean {
  if (caller.issuer === undefined) return false;
  if (caller.issuerGiven) return name === caller.issuer;
  // The path of the role is not in the session's ARN, so only account and name can be compared.
  return withoutPath(name) === caller.issuer;
}

function withoutPath(arn: string): string {
  const slash = arn.indexOf('/');
  return slash < 0 ? arn : `${arn.slice(0, slash)}/${arn.slice(arn.lastIndexOf('/') + 1)}`;
}

/**
 * True when a Deny with NotPrincipal spares the caller: account, role and session must all be listed (for a user:
 * account and user). Source: AWS JSON policy elements: NotPrincipal.
 */
export function exempts(principal: CompiledPrincipal, caller: Caller): boolean {
  if (caller.type !== 'aws') return matchPrincipal(principal, caller) !== 'none';
  if (principal.everyone) return true;
  const account = principal.aws.some((name) => isAccount(name, caller.account));
  const itself = caller.kind === 'root' || principal.aws.includes(caller.arn);
  const issuer =
    caller.issuer === undefined || principal.aws.some((name) => namesIssuer(name, caller));
  return account && itself && issuer;
}
