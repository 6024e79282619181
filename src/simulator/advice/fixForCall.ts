import type { AuthorizationRequest, PolicySet } from '../iam/types.ts';
import type { ApiCall, Caller } from '../recording/events.ts';
import { fillDefaults } from '../scenario/defaults.ts';
import type { FilledScenario, Scenario } from '../scenario/types.ts';
import { policySetFor } from './policySetFor.ts';
import { smallestFix } from './smallestFix.ts';
import type { FixResult } from './types.ts';

type Call = Omit<ApiCall, 'seq'>;

/**
 * The smallest fix of a recorded call, in the documents of the scenario. A call that IAM let through and the service
 * refused has none: the reason says what the trouble is.
 */
export function fixForCall(scenario: Scenario, call: Call): FixResult {
  if (call.decision.result === 'Allowed') return { ok: false, reason: notIam(call) };
  const filled = fillDefaults(scenario);
  const request = call.request ?? requestOf(filled, call);
  if (isHeldBack(call)) return { ok: false, reason: heldBack };
  return smallestFix(request, hadASay(call, policySetFor(filled, request)));
}

/** A session policy is part of the session and of no document of the scenario. */
const isHeldBack = ({ decision }: Call): boolean => {
  const session = decision.statements.filter(({ layer }) => layer === 'session');
  const allows = session.some(({ effect, matched }) => matched && effect === 'Allow');
  const denies = session.some(({ effect, matched }) => matched && effect === 'Deny');
  return decision.decidedBy === 'session' || denies || (session.length > 0 && !allows);
};
const heldBack =
  'This session was made with a session policy that keeps the permission back. No policy of the role changes that: ask for a session with a wider session policy, or with none.';

/** A resource policy that was left out of the decision (Block Public Access) is left out again. */
function hadASay(call: Call, set: PolicySet): PolicySet {
  const { resource, ...others } = set;
  const ignored = call.request !== undefined && call.resourcePolicy === undefined;
  return ignored && resource?.document !== undefined ? others : set;
}

/** For recordings that did not keep the request: the same without its context. */
function requestOf({ account }: FilledScenario, call: Call): AuthorizationRequest {
  const { action, resource } = call;
  return { principal: principalOf(call.caller, account.id), action, resource };
}

function principalOf(caller: Caller, account: string): AuthorizationRequest['principal'] {
  switch (caller.type) {
    case 'AssumedRole': {
      const issuer = `arn:aws:iam::${account}:role/${caller.role}`;
      return { type: 'AWS', arn: caller.arn, issuer, account };
    }
    case 'AWSService':
      return { type: 'Service', name: caller.service };
    case 'User':
      return { type: 'AWS', arn: caller.arn, account };
    case 'Anonymous':
      return { type: 'Anonymous' };
  }
}

interface Trouble {
  code: RegExp;
  words: (call: Call) => string;
}
/** What a service may answer to a call that IAM allowed. The first that fits counts. */
const TROUBLES: readonly Trouble[] = [
  {
    code: /^ExpiredToken/,
    words: () =>
      'The credentials of this session have expired: no policy makes them good again. Assume the role anew, or let the session last longer (MaxSessionDuration of the role, DurationSeconds of the call).',
  },
  {
    code: /^(InvalidAccessKeyId|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch)/,
    words: () =>
      'AWS does not know these credentials, so it did not even look at policies. See where the command takes its keys from.',
  },
  {
    code: /NotFound|NoSuch|DoesNotExist/,
    words: ({ errorMessage, action }) =>
      `IAM allowed ${action}; what is missing is the thing itself${said(errorMessage)}. Create it, or correct its name.`,
  },
  {
    code: /AlreadyExists|BucketAlreadyOwnedByYou/,
    words: ({ errorMessage, action }) =>
      `IAM allowed ${action}; there is such a thing already${said(errorMessage)}.`,
  },
  {
    code: /Throttling|TooManyRequests|LimitExceeded|RequestLimit/,
    words: ({ action }) =>
      `IAM allowed ${action}; the service had too much to do. Try again later, or ask for a higher quota.`,
  },
];

function notIam(call: Call): string {
  const { errorCode, errorMessage, action, service } = call;
  if (errorCode === undefined) return `${action} was allowed and done: there is nothing to mend.`;
  const trouble = TROUBLES.find(({ code }) => code.test(errorCode));
  return (
    trouble?.words(call) ??
    `IAM allowed ${action}; ${service} itself answered ${errorCode}${said(errorMessage)}. No policy changes that.`
  );
}

const said = (message: string | undefined): string =>
  message === undefined ? '' : ` (${message.replace(/\.$/, '')})`;
