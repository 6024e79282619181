import { coversAction } from './covers.ts';
import type { Item, StatementView } from './view.ts';
import type { StatementWarning } from './warning.ts';

/** The resource of a PassRole that names no single role. */
const ANY_ROLE = /^(?:\*|arn:[^:]*:iam::[^:]*:(?:\*|role\/\*))$/;

const PASS_ROLE = 'iam:passrole';

/** How a statement comes to allow iam:PassRole. */
type Way = 'exact' | 'star' | 'not';
/** How its resources leave the role open. */
type Reach = 'star' | 'notResource';

function wayOf({ actions, notAction }: StatementView): { way: Way; action: Item } | undefined {
  const [first] = actions;
  if (notAction) {
    const excluded = actions.some(({ lower }) => coversAction(lower, PASS_ROLE));
    return first && !excluded ? { way: 'not', action: first } : undefined;
  }
  const exact = actions.find(({ lower }) => lower === PASS_ROLE);
  if (exact) return { way: 'exact', action: exact };
  const star = actions.find(({ lower }) => coversAction(lower, PASS_ROLE));
  return star && { way: 'star', action: star };
}

const fires =
  (way: Way, reach: Reach): StatementWarning['fires'] =>
  (statement, fire) => {
    if (!statement.allows) return;
    if (statement.notResource !== (reach === 'notResource')) return;
    const open = statement.notResource
      ? statement.resources[0]
      : statement.resources.find(({ text }) => ANY_ROLE.test(text));
    if (!open || wayOf(statement)?.way !== way || restricted(statement)) return;
    fire({ at: open.at });
  };

function restricted({ conditions }: StatementView): boolean {
  return conditions.some(({ key }) => key.lower === 'iam:passedtoservice');
}

const ADVICE =
  'Name the roles, or say with iam:PassedToService to which service they may be handed.';

const entry = (
  issueCode: string,
  title: string,
  way: Way,
  reach: Reach,
  what: string,
): StatementWarning => ({
  issueCode,
  title,
  findingType: 'SECURITY_WARNING',
  kinds: ['identity'],
  words: `${what} ${ADVICE}`,
  fires: fires(way, reach),
});

/** Source: IAM Access Analyzer policy check reference, security warnings about PassRole. */
export const passRoleWarnings: readonly StatementWarning[] = [
  entry(
    'PASS_ROLE_WITH_STAR_IN_RESOURCE',
    'Pass role with star in resource',
    'exact',
    'star',
    'Whoever has this can hand every role of the account to a service, also one with more rights than their own.',
  ),
  entry(
    'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE',
    'Pass role with star in action and resource',
    'star',
    'star',
    'The wildcard in the action takes in iam:PassRole, here for every role of the account.',
  ),
  entry(
    'PASS_ROLE_WITH_NOT_ACTION_AND_STAR_IN_RESOURCE',
    'Pass role with NotAction and star in resource',
    'not',
    'star',
    'Everything that NotAction does not list is allowed, and so is iam:PassRole for every role.',
  ),
  entry(
    'PASS_ROLE_WITH_NOT_RESOURCE',
    'Pass role with NotResource',
    'exact',
    'notResource',
    'Every role that NotResource does not list can be handed to a service.',
  ),
  entry(
    'PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
    'Pass role with star in action and NotResource',
    'star',
    'notResource',
    'The wildcard takes in iam:PassRole, for every role that NotResource does not list.',
  ),
  entry(
    'PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE',
    'Pass role with NotAction and NotResource',
    'not',
    'notResource',
    'What the two lists do not name is allowed: iam:PassRole for almost every role.',
  ),
];
