import { policySize, quotas } from '../../quotas.ts';
import { own } from '../../record.ts';
import type { PolicyKind } from '../../types.ts';
import { addMember, removeItem } from '../finding.ts';
import type { DocumentView, Item, StatementView } from './view.ts';
import type { DocumentWarning } from './warning.ts';

const size = (
  kind: PolicyKind,
  quota: keyof typeof quotas,
  issueCode: string,
  title: string,
  words: (count: string) => string,
): DocumentWarning => ({
  issueCode,
  title,
  findingType: 'WARNING',
  kinds: [kind],
  words: 'The policy is too long.',
  fires({ text }, fire) {
    const { limit, unit } = quotas[quota];
    if (unit !== 'bytes' && text.length <= limit) return;
    const count = policySize(text, unit);
    if (count > limit) fire({ at: [], mark: 'open', words: words(count.toLocaleString('en-US')) });
  },
});

/** Statements that say the same, whatever they are called. Only those that begin alike are compared as a whole. */
function sameStatements({ statements }: DocumentView, visit: (again: StatementView) => void): void {
  if (statements.length < 2) return;
  const alike = new Map<string, StatementView[]>();
  for (const statement of statements) {
    const { actions, resources, principals } = statement;
    const first = `${actions[0]?.lower} ${resources[0]?.text} ${principals[0]?.text}`;
    const others = alike.get(first);
    if (others) others.push(statement);
    else alike.set(first, [statement]);
  }
  for (const group of alike.values()) {
    const seen = new Set<string>();
    for (const statement of group.length > 1 ? group : []) {
      const content = contentOf(statement);
      if (seen.has(content)) visit(statement);
      seen.add(content);
    }
  }
}

function contentOf({ source, actions }: StatementView): string {
  const { Effect, Principal, NotPrincipal, Resource, NotResource, Condition, NotAction } = source;
  const names = actions.map(({ lower }) => lower);
  const not = NotAction !== undefined;
  return JSON.stringify([
    [Effect, not, names],
    [Resource, NotResource],
    [Principal, NotPrincipal],
    Condition,
  ]);
}

/** The first statement that allows one of the actions by name, and whether any allows the other one. */
function without(
  { statements }: DocumentView,
  named: (item: Item) => boolean,
  companion: RegExp,
): { path: (string | number)[] } | null {
  let first: (string | number)[] | null = null;
  for (const { allows, notAction, actions, source } of statements) {
    if (!allows) continue;
    if (notAction) return null;
    for (const item of actions) {
      if (companion.test(item.lower)) return null;
      if (first === null && named(item)) first = [...source.path, ...item.at];
    }
  }
  return first && { path: first };
}

/** Source: IAM Access Analyzer policy check reference; the last two are our own. */
export const documentWarnings: readonly DocumentWarning[] = [
  {
    issueCode: 'MISSING_VERSION',
    title: 'Missing version',
    findingType: 'WARNING',
    // Of a permissions policy IAM refuses it.
    kinds: ['trust', 'resource'],
    words:
      'Without Version the old language of 2008 holds, in which variables such as aws:username are plain text.',
    fires({ document }, fire) {
      if (own(document.record, 'Version') !== undefined) return;
      fire({ at: [], mark: 'open', mend: addMember('Version', '2012-10-17') });
    },
  },
  size(
    'identity',
    'managed',
    'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA',
    'Policy size exceeds identity policy quota',
    (count) =>
      `${count} characters without white space; a managed policy may have 6,144, and all inline policies of a role together 10,240.`,
  ),
  size(
    'trust',
    'trust',
    'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA',
    'Policy size exceeds role trust policy quota',
    (count) =>
      `${count} characters; a trust policy may have 2,048, after a request to AWS up to 8,192.`,
  ),
  size(
    'resource',
    'bucket',
    'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
    'Policy size exceeds resource policy quota',
    (count) => `${count} bytes; a bucket policy may have 20,480.`,
  ),
  {
    issueCode: 'UNIQUE_SIDS_RECOMMENDED',
    title: 'Unique Sids recommended',
    findingType: 'WARNING',
    kinds: ['resource'],
    words: 'Another statement has the same Sid. Logs and messages then do not say which is meant.',
    fires({ statements }, fire) {
      const seen = new Set<string>();
      for (const { source } of statements) {
        const { Sid: sid } = source;
        if (typeof sid !== 'string' || sid === '') continue;
        if (seen.has(sid)) fire({ at: [...source.path, 'Sid'] });
        seen.add(sid);
      }
    },
  },
  {
    issueCode: 'REDUNDANT_STATEMENT',
    title: 'Redundant statement',
    findingType: 'SUGGESTION',
    words: 'An earlier statement says exactly the same.',
    fires(document, fire) {
      sameStatements(document, ({ source }) => {
        fire({ at: source.path, mark: 'open', mend: removeItem() });
      });
    },
  },
  {
    issueCode: 'GET_PARAMETER_WITHOUT_GET_PARAMETERS',
    title: 'GetParameter without GetParameters',
    findingType: 'SUGGESTION',
    kinds: ['identity'],
    words:
      'CodeBuild reads env.parameter-store of a buildspec with ssm:GetParameters, with an s. Allow that too if a build needs it.',
    fires(document, fire) {
      const found = without(
        document,
        ({ lower }) => lower === 'ssm:getparameter',
        /^(?:ssm:getparameters|ssm:getparameter\*|ssm:get\*|ssm:\*|\*)$/,
      );
      if (found) fire({ at: found.path });
    },
  },
  {
    issueCode: 'REGISTER_TASK_WITHOUT_PASS_ROLE',
    title: 'Task definition without PassRole',
    findingType: 'SUGGESTION',
    kinds: ['identity'],
    words:
      'A task definition names roles, and whoever registers it must be allowed iam:PassRole for them. No statement here allows that.',
    fires(document, fire) {
      const found = without(
        document,
        ({ lower }) => lower === 'ecs:registertaskdefinition',
        /^(?:iam:passrole|iam:pass\*|iam:\*|\*)$/,
      );
      if (found) fire({ at: found.path });
    },
  },
];
