import { nearest } from '../../nearest.ts';
import { writeValue } from '../finding.ts';
import { SERVICE_PRINCIPALS } from './servicePrincipals.ts';
import type { PrincipalItem, StatementView } from './view.ts';
import type { StatementWarning } from './warning.ts';
import { quoted } from './warning.ts';

/** Conditions that tie a call of a service to the resource or account on whose behalf it is made. */
const SOURCES = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
]);

const KNOWN = new Set(SERVICE_PRINCIPALS);

function hasKey({ conditions }: StatementView, holds: (key: string) => boolean): boolean {
  return conditions.some(({ key }) => holds(key.lower));
}

/** More services than that in one statement are no slip of the pen. */
const MAX_SPELLINGS = 50;

/** The name of a service without `.amazonaws.com` and without a Region before it. */
function serviceName(principal: string): string | undefined {
  const name = /^(.+)\.amazonaws\.com(?:\.cn)?$/.exec(principal)?.[1];
  return name?.replace(/\.[a-z]{2}(?:-[a-z]+)+-\d$/, '');
}

function misspelt({ kind, text }: PrincipalItem): string | undefined {
  const name = kind === 'Service' ? serviceName(text) : undefined;
  if (name === undefined || KNOWN.has(name)) return undefined;
  const meant = nearest(name, SERVICE_PRINCIPALS);
  return meant === undefined || Math.abs(meant.length - name.length) > 2
    ? undefined
    : `${meant}.amazonaws.com`;
}

/** Which action fits a kind of principal in a trust policy. Source: AssumeRole and its variants, STS API. */
const ACTION_OF: readonly [fits: (one: PrincipalItem) => boolean, action: string, fix: string][] = [
  [
    ({ kind, text }) => kind === 'Federated' && text.includes(':saml-provider/'),
    'sts:assumerolewithsaml',
    'sts:AssumeRoleWithSAML',
  ],
  [
    ({ kind }) => kind === 'Federated',
    'sts:assumerolewithwebidentity',
    'sts:AssumeRoleWithWebIdentity',
  ],
  [() => true, 'sts:assumerole', 'sts:AssumeRole'],
];
const ASSUMES = new Set(ACTION_OF.map(([, action]) => action));

function mismatchedAction(
  { allows, actions, principals }: StatementView,
  fire: Parameters<StatementWarning['fires']>[1],
): void {
  const assumes = actions.filter(({ lower }) => ASSUMES.has(lower));
  if (!allows || assumes.length === 0 || assumes.length < actions.filter(isAssume).length) return;
  for (const principal of principals) {
    const row = ACTION_OF.find(([fits]) => fits(principal));
    if (!row || assumes.some(({ lower }) => lower === row[1])) continue;
    const [only] = assumes;
    const words = `${quoted(principal.text)} takes roles with ${row[2]}; the statement does not allow that action.`;
    const mend =
      assumes.length === 1 && principals.length === 1 && only ? writeValue(row[2]) : undefined;
    fire({ at: only?.at ?? principal.at, words, mend });
  }
}

function isAssume({ lower }: { lower: string }): boolean {
  return lower.startsWith('sts:assumerole') || lower.includes('*');
}

const GITHUB = 'token.actions.githubusercontent.com';

/** The host of an OIDC provider: the prefix of its condition keys. */
function providerOf({ kind, text }: PrincipalItem): string | undefined {
  return kind === 'Federated' ? /:oidc-provider\/(.+)$/.exec(text)?.[1]?.toLowerCase() : undefined;
}

/** Source: IAM Access Analyzer policy check reference, about principals; the last three are our own. */
export const principalWarnings: readonly StatementWarning[] = [
  {
    issueCode: 'ALLOW_WITH_NOT_PRINCIPAL',
    title: 'Allow with NotPrincipal',
    findingType: 'SECURITY_WARNING',
    words:
      'AWS does not support NotPrincipal with Allow: it would let in everyone who is not listed, also strangers. Name who may, in Principal.',
    fires({ allows, notPrincipal }, fire) {
      if (allows && notPrincipal) fire({ at: ['NotPrincipal'], mark: 'key' });
    },
  },
  {
    issueCode: 'RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL',
    title: 'Restrict access to service principal',
    findingType: 'SECURITY_WARNING',
    words:
      'The service also works for other accounts, and any of them can make it act here. Say for whom with a condition on aws:SourceArn or aws:SourceAccount.',
    fires(statement, fire) {
      if (!statement.allows || statement.notPrincipal) return;
      const service = statement.principals.find(({ kind }) => kind === 'Service');
      if (!service || hasKey(statement, (key) => SOURCES.has(key))) return;
      fire({ at: service.at, ...(statement.kind === 'trust' ? { only: 'info' } : {}) });
    },
  },
  {
    issueCode: 'INVALID_ROLE_REFERENCE',
    title: 'Invalid role reference',
    findingType: 'WARNING',
    words:
      'This is the unique id of a user or role that was deleted. One of the same name made later is another one: write its ARN again.',
    fires({ principals }, fire) {
      for (const { kind, text, at } of principals) {
        if (kind === 'AWS' && /^A(?:RO|ID)A[A-Z0-9]{12,}$/.test(text)) fire({ at });
      }
    },
  },
  {
    issueCode: 'MISMATCHED_ACTION_FOR_PRINCIPAL',
    title: 'Mismatched action for principal',
    findingType: 'ERROR',
    kinds: ['trust'],
    words: 'The principal takes roles with another action.',
    fires: mismatchedAction,
  },
  {
    issueCode: 'MISSING_GITHUB_REPO_CONDITION_KEY',
    title: 'Missing github repo condition key',
    findingType: 'SECURITY_WARNING',
    kinds: ['trust'],
    words:
      'Every workflow of GitHub, in anyone’s repository, can take this role. Add a condition on token.actions.githubusercontent.com:sub, such as repo:acme/web:*.',
    fires(statement, fire) {
      const provider = statement.principals.find((one) => providerOf(one) === GITHUB);
      if (!statement.allows || !provider) return;
      if (!hasKey(statement, (key) => key === `${GITHUB}:sub`)) fire({ at: provider.at });
    },
  },
  {
    issueCode: 'MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL',
    title: 'Missing condition key for oidc principal',
    findingType: 'SECURITY_WARNING',
    kinds: ['trust'],
    words:
      'Everyone to whom the provider gives a token can take this role. Add a condition on one of its keys, such as its sub or aud.',
    fires(statement, fire) {
      if (!statement.allows) return;
      for (const one of statement.principals) {
        const provider = providerOf(one);
        if (provider === undefined || provider === GITHUB) continue;
        if (!hasKey(statement, (key) => key.startsWith(`${provider}:`))) fire({ at: one.at });
      }
    },
  },
  {
    issueCode: 'TRUST_WITH_STAR_PRINCIPAL',
    title: 'Role open to everyone',
    findingType: 'SECURITY_WARNING',
    kinds: ['trust'],
    words:
      'Anyone with any AWS account can take this role. Name the account or role, or add a condition on aws:PrincipalOrgID.',
    fires({ allows, principals, conditions }, fire) {
      const star = principals.find(
        ({ kind, text }) => text === '*' && (kind === 'AWS' || kind === ''),
      );
      if (allows && star && conditions.length === 0) fire({ at: star.at });
    },
  },
  {
    issueCode: 'SESSION_AS_PRINCIPAL',
    title: 'Session as principal',
    findingType: 'WARNING',
    words:
      'This names one session. Each build has a session of another name, so the next build no longer matches: name the role.',
    fires({ principals }, fire) {
      for (const { kind, text, at } of principals) {
        if (kind !== 'AWS' || !text.includes(':assumed-role/')) continue;
        fire({ at });
      }
    },
  },
  {
    issueCode: 'UNKNOWN_SERVICE_PRINCIPAL',
    title: 'Unknown service principal',
    findingType: 'WARNING',
    words: 'No service of that name is known.',
    fires({ principals }, fire) {
      for (const one of principals.slice(0, MAX_SPELLINGS)) {
        const meant = misspelt(one);
        if (meant === undefined) continue;
        const words = `No service called ${quoted(one.text)} is known. Did you mean ${meant}?`;
        fire({ at: one.at, words, mend: writeValue(meant) });
      }
    },
  },
];
