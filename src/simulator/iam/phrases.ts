import type { ElementTrace } from './types.ts';

/** One element's comparison in a few words, such as `action s3:GetObject ≠ s3:PutObject`. */
export function phraseOf(element: ElementTrace): string {
  return element.element === 'Condition' ? conditionPhrase(element) : elementPhrase(element);
}

/** Words of the reasons that need more than `=` and `≠`. */
type Phrase = (wanted: string, actual: string) => string;
const REASONS: ReadonlyMap<string, Phrase> = new Map<string, Phrase>([
  ['names-everyone', () => 'principal is everyone'],
  ['names-account', (wanted) => `principal ${wanted} leaves it to the policies of the caller`],
  ['names-role', (wanted) => `principal is the role behind the session (${wanted})`],
  ['caller-has-boundary', () => 'NotPrincipal always hits callers with a permissions boundary'],
  ['unsupported-with-allow', () => 'NotPrincipal works only with Deny'],
  ['exempt', (_, actual) => `principal ${actual} is excepted`],
  ['not-exempt', (_, actual) => `principal ${actual} is not excepted`],
  [
    'request-names-no-resource',
    (wanted) => `this action names no resource, so only "*" covers it, not ${wanted}`,
  ],
  ['variable-without-value', (wanted) => `a variable in ${wanted} has no value in this request`],
]);

function elementPhrase({ element, matched, reason, expected, actual }: ElementTrace): string {
  const wanted = short(expected);
  const has = short(actual);
  const words = REASONS.get(reason);
  if (words) return words(wanted, has);
  const name = element.replace('Not', '').toLowerCase();
  if (element.startsWith('Not')) {
    return `${name} ${has} is ${matched ? 'not ' : ''}among the excepted ${wanted}`;
  }
  return `${name} ${wanted} ${matched ? 'covers' : '≠'} ${has}`;
}

function conditionPhrase(element: ElementTrace): string {
  const { matched, reason, expected, actual, condition } = element;
  const name = condition ? `condition ${condition.operator} ${condition.key}` : 'condition';
  const holds = matched ? 'holds' : 'does not hold';
  if (reason === 'key-missing') return `${name} ${holds}: the request has no such key`;
  if (reason === 'key-present') return `${name} ${holds}: the request has the key`;
  if (reason === 'needs-set-operator') {
    return `${name} ${holds}: several values need ForAllValues or ForAnyValue`;
  }
  if (reason === 'variable-without-value') {
    return `${name} ${holds}: a variable in ${short(expected)} has no value in this request`;
  }
  return `${name} ${holds}: policy ${short(expected)}, request ${short(actual)}`;
}

const MAX_VALUES = 3;
const MAX_LENGTH = 160;

/** A list of values that fits on a line. */
function short(values: readonly string[]): string {
  const shown = values
    .slice(0, MAX_VALUES)
    .map((value) => (value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH)}…` : value || '""'));
  const more = values.length - shown.length;
  return `${shown.join(', ') || 'nothing'}${more > 0 ? ` and ${more} more` : ''}`;
}
