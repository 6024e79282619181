import type { ElementTrace } from '../iam/types.ts';
import { documentNamed } from './candidates/append.ts';
import { valueAt } from './policyEdits.ts';
import type { Candidate, Situation } from './situation.ts';
import type { PolicyEdit } from './types.ts';

/**
 * Conditions that guard who may come, and from where: a request that lacks them is mended by the caller, not by the policy
 * (IAM User Guide, "The confused deputy problem", "AWS global condition context keys", data perimeters).
 */
const guard =
  /^(?:sts:externalid|aws:multifactorauth(?:present|age)|aws:sourcevpce?|aws:sourcevpcarn|aws:vpcsourceip|aws:sourceip|aws:principalorg(?:id|paths)|aws:securetransport|.+:(?:sub|aud))$/i;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Condition keys in a `Condition` block. */
const keysIn = (block: unknown): string[] =>
  isRecord(block)
    ? Object.values(block).flatMap((keys) => (isRecord(keys) ? Object.keys(keys) : []))
    : [];

/** Condition keys of all statements in a part of a policy. */
function guardedIn(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(guardedIn);
  if (!isRecord(part)) return false;
  return keysIn(part.Condition).some((key) => guard.test(key)) || guardedIn(part.Statement);
}

/** The condition keys that an edit is about. */
function touched(edit: PolicyEdit, document: unknown): string[] {
  const at = edit.path.indexOf('Condition');
  if (at < 0) return [];
  const [, operator, key] = edit.path.slice(at).map(String);
  if (key !== undefined) return [key];
  const before = valueAt(document, edit.path);
  const after = edit.op === 'set' ? edit.value : undefined;
  if (operator === undefined) return [...keysIn(before), ...keysIn(after)];
  return [before, after].flatMap((keys) => (isRecord(keys) ? Object.keys(keys) : []));
}

const statementPath = ({ path }: PolicyEdit): PolicyEdit['path'] =>
  path[0] === 'Statement' ? path.slice(0, typeof path[1] === 'number' ? 2 : 1) : [];

/** A statement that lets its principals do more than a request ever needs. */
function isBroad(statement: unknown): boolean {
  const actions = isRecord(statement) ? [statement.Action ?? '*'].flat() : [];
  return actions.some((action) => typeof action === 'string' && /^(?:\*|[\w-]+:\*)$/.test(action));
}

/**
 * A change that would mend the request and open what somebody meant to keep shut: it takes a guard away, lets a stranger into a
 * statement for administrators, or makes a Deny except the only one it is about.
 */
export function isUnsafe(situation: Situation, candidate: Candidate): boolean {
  const { principal } = situation.request;
  const issuer = principal.type === 'AWS' ? (principal.issuer ?? principal.arn) : '';
  return candidate.edits.some((edit) => {
    const document = documentNamed(situation, candidate.layer, edit.document);
    if (touched(edit, document).some((key) => guard.test(key))) return true;
    const whole = edit.path.length <= 2 && !edit.path.includes('Condition');
    if (edit.op === 'remove' && whole && guardedIn(valueAt(document, edit.path))) return true;
    const statement = valueAt(document, statementPath(edit));
    if (candidate.layer === 'resource' && edit.path.includes('Principal') && isBroad(statement)) {
      return true;
    }
    const dead =
      edit.op === 'set' && candidate.kind === 'narrow-deny' && candidate.layer === 'identity';
    return (
      dead &&
      JSON.stringify(edit.value ?? null).includes(JSON.stringify(issuer)) &&
      touched(edit, document).some((key) => key.toLowerCase() === 'aws:principalarn')
    );
  });
}

/** What the caller must do, where no policy is to blame: the guards that this request does not meet. */
const CALLER: readonly { key: RegExp; words: string }[] = [
  {
    key: /^sts:externalid$/i,
    words: 'The role asks for an external id: send the right one (--external-id).',
  },
  {
    key: /^aws:multifactorauth/i,
    words: 'The policy asks for a sign-in with MFA, which a build cannot have.',
  },
  { key: /^aws:securetransport$/i, words: 'The policy asks for TLS: use https.' },
  {
    key: /^aws:(?:sourcevpc|vpcsourceip|sourceip)/i,
    words:
      'The policy lets requests in from certain networks only: make the call from there, or let its owner except this caller.',
  },
  {
    key: /^aws:principalorg/i,
    words: 'The policy is for callers of one organization, and this one is of another.',
  },
  {
    key: /:(?:sub|aud)$/i,
    words:
      'The trust policy is for another subject or audience of this identity provider. Letting this one in beside them is a decision for the role’s owner.',
  },
];

/** Why the caller must act and no policy should: a statement fits but for its guards, or TLS is asked for. */
export function guardWords({ decision }: Situation): string | undefined {
  const keys = decision.statements.flatMap(({ effect, matched, elements }) => {
    if (effect === 'Deny') {
      return matched ? conditionKeys(elements).filter((key) => tls.test(key)) : [];
    }
    const missed = elements.filter((element) => !element.matched);
    const guards = conditionKeys(missed).filter((key) => guard.test(key));
    return missed.length > 0 && guards.length === missed.length ? guards : [];
  });
  return CALLER.find(({ key }) => keys.some((each) => key.test(each)))?.words;
}

const tls = /^aws:securetransport$/i;
const conditionKeys = (elements: readonly ElementTrace[]): string[] =>
  elements.flatMap(({ condition }) => (condition === undefined ? [] : [condition.key]));
