import { compileAction } from '../arn.ts';
import { matches } from '../match.ts';
import { asList, isRecord, own } from '../record.ts';
import type { Check, Judge, StatementCheck } from './document.ts';
import { forEachStatement, hasValue, judgeTexts } from './document.ts';
import { addMember, mending, removeMember, writeValue } from './finding.ts';
import { eachBadPrincipal, explainPrincipal } from './principals.ts';
import { checkShape, isUnknownVersion, lacksStatements } from './shape.ts';

const frame: Check = ({ record }, report) => {
  if (isUnknownVersion(record)) {
    const message = 'The policy must contain a valid version string';
    const mend = writeValue('2012-10-17');
    report({ message, hint: 'The version is 2012-10-17.', path: ['Version'], mend });
  }
  if (lacksStatements(record)) {
    const message = 'Could not parse the policy: Statement is empty!';
    report({ message, hint: 'Say who may assume the role.', path: [], mark: 'open' });
  }
};

const sids: Check = ({ statements }, report) => {
  const seen = new Set<unknown>();
  for (const { Sid: sid, path } of statements) {
    if (sid === undefined || sid === '') continue;
    const message = 'The Statement Ids in the policy are not unique';
    const hint = 'Give each statement its own Sid, or none.';
    if (seen.has(sid)) report({ message, hint, path: [...path, 'Sid'] });
    seen.add(sid);
  }
};

const effectPresent: StatementCheck = ({ Effect, path }, report) => {
  if (Effect !== undefined) return;
  const hint = 'Write "Effect": "Allow".';
  const mend = addMember('Effect', 'Allow');
  report({ message: 'Missing required field Effect', hint, path, mark: 'open', mend });
};

const principal: StatementCheck = ({ Principal: element, NotPrincipal, path }, report) => {
  const hint = 'Name who may assume the role, as in { "Service": "codebuild.amazonaws.com" }.';
  if (NotPrincipal !== undefined) {
    const message = 'AssumeRole policy must not contain NotPrincipal field.';
    report({ message, hint, path: [...path, 'NotPrincipal'], mark: 'key' });
    return;
  }
  const at = [...path, 'Principal'];
  if (element === undefined) {
    report({ message: 'Missing required field Principal', hint, path, mark: 'open' });
  } else if (!isRecord(element)) {
    // The language has a bare "*" and its meaning is clear, so a document that has it is still obeyed.
    const earlier = element === '*' ? ({ savedEarlier: true } as const) : {};
    report({ message: 'Principal must be a JSON object.', hint, path: at, ...earlier });
  } else if (!Object.keys(element).some((kind) => asList(own(element, kind)).length > 0)) {
    report({ message: 'Missing required field Principal cannot be empty!', hint, path: at });
  }
};

const STS_ACTIONS = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
];

const actions: StatementCheck = (statement, report) => {
  if (!hasValue(statement, ['Action'])) {
    const hint = 'Write "Action": "sts:AssumeRole".';
    const message = 'Missing required field Action';
    report({ message, hint, path: statement.path, mark: 'open' });
  }
  judgeTexts(statement, ['Action'], judgeAction, report);
};

const judgeAction: Judge = (text) =>
  isStsAction(text)
    ? null
    : {
        message: 'AssumeRole policy may only specify STS AssumeRole actions.',
        hint: 'A trust policy says who may assume the role. What the role may do stands in its permissions policies.',
      };

function isStsAction(text: string): boolean {
  if (!text.toLowerCase().startsWith('sts:')) return false;
  const pattern = compileAction(text);
  return STS_ACTIONS.some((action) => matches(pattern, action));
}

const PROHIBITED = [
  ['Resource', 'Has prohibited field Resource'],
  ['NotResource', 'AssumeRole policy must not contain resources.'],
] as const;

const resources: StatementCheck = (statement, report) => {
  for (const [name, message] of PROHIBITED) {
    if (statement[name] === undefined) continue;
    const hint =
      'The resource of a trust policy is always the role itself. Is this a permissions policy?';
    const path = [...statement.path, name];
    report({ message, hint, path, mark: 'key', mend: removeMember(name) });
  }
};

const principalValues: StatementCheck = (statement, report) => {
  eachBadPrincipal(statement, (bad) => {
    const kind = bad.kind === 'AWS' ? bad.kind : bad.kind.toUpperCase();
    const message = `Invalid principal in policy: "${kind}":"${bad.value}"`;
    const { hint, meant } = explainPrincipal(bad);
    const mend = meant === undefined ? undefined : writeValue(meant);
    report({ message, hint, path: bad.path, ...mending(mend) });
  });
};

const effectValue: StatementCheck = ({ Effect: effect, path }, report) => {
  if (effect === undefined || effect === 'Allow' || effect === 'Deny') return;
  const hint = 'Effect is "Allow" or "Deny", written exactly so.';
  report({ message: `Invalid effect: ${String(effect)}`, hint, path: [...path, 'Effect'] });
};

/**
 * What IAM says when a role's trust policy is saved (CreateRole, UpdateAssumeRolePolicy).
 * Source: open-source IAM emulators checked against AWS; texts also observed in logs.
 */
export const trustChecks: readonly Check[] = [
  checkShape,
  frame,
  sids,
  ...[effectPresent, principal, actions, resources, principalValues, effectValue].map(
    forEachStatement,
  ),
];
