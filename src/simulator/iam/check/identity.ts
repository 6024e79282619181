import { readDate, readNumber } from '../conditions/values.ts';
import { asList, isRecord, own } from '../record.ts';
import { judgeAction, judgeResource } from './arnText.ts';
import type { Check, Judge, PlacedStatement, StatementCheck } from './document.ts';
import {
  ACTIONS,
  forEachStatement,
  hasValue,
  judgeTexts,
  PRINCIPALS,
  RESOURCES,
} from './document.ts';
import { addMember, mending, removeMember, writeValue } from './finding.ts';
import { checkShape, isUnknownVersion, lacksStatements, SYNTAX } from './shape.ts';

const syntax: Check = (document, report) => {
  checkShape(document, report);
  if (isUnknownVersion(document.record)) {
    const hint = 'The version is that of the policy language, 2012-10-17, and no date of yours.';
    const mend = writeValue('2012-10-17');
    report({ message: SYNTAX, hint, path: ['Version'], mend });
  }
  if (lacksStatements(document.record)) {
    report({ message: SYNTAX, hint: 'A policy needs a statement.', path: [], mark: 'open' });
  }
};

const version: Check = ({ record }, report) => {
  const written = own(record, 'Version');
  if (written === '2012-10-17') return;
  report({
    message: 'Policy document must be version 2012-10-17 or greater.',
    hint: 'In older versions of the language, variables such as aws:username are plain text.',
    savedEarlier: true,
    ...(written === undefined
      ? { path: [], mark: 'open', mend: addMember('Version', '2012-10-17') }
      : { path: ['Version'], mend: writeValue('2012-10-17') }),
  });
};

const LEGACY = 'The policy failed legacy parsing';

const effect: StatementCheck = ({ Effect: written, path }, report) => {
  if (written === 'Allow' || written === 'Deny') return;
  const hint = 'Effect is "Allow" or "Deny", written exactly so.';
  if (written === undefined) {
    report({ message: LEGACY, hint, path, mark: 'open' });
    return;
  }
  const lower = String(written).toLowerCase();
  const meant = ['Allow', 'Deny'].find((word) => word.toLowerCase() === lower);
  const mend = meant === undefined ? undefined : writeValue(meant);
  report({ message: LEGACY, hint, path: [...path, 'Effect'], ...mending(mend) });
};

/** Too short with empty parts, or without a service. */
const judgeForm: Judge = (text) => {
  if (text === '*' || text.startsWith('arn:aws:s3:::') || !text.includes(':')) return null;
  const parts = text.split(':', 6);
  if ((parts.length === 6 || !text.includes('::')) && parts[2] !== '') return null;
  const hint = 'An ARN has six parts: arn:aws:service:region:account:name.';
  return { message: LEGACY, hint };
};

/** Values of typed operators that cannot be read as such. */
const typedValues: StatementCheck = ({ Condition: block, path }, report) => {
  if (!isRecord(block)) return;
  for (const operator of Object.keys(block)) {
    const type = TYPES.find(({ name }) => name.test(operator));
    const keys = own(block, operator);
    if (!type || !isRecord(keys)) continue;
    for (const key of Object.keys(keys)) {
      if (asList(own(keys, key)).every((value) => type.reads(String(value)))) continue;
      const { hint } = type;
      report({ message: LEGACY, hint, path: [...path, 'Condition', operator, key] });
    }
  }
};
const TYPES = [
  {
    name: /^(?:for(?:all|any)values?:)?date/i,
    reads: (text: string) => readDate(text) !== undefined,
    hint: 'A date is written like 2026-01-31T12:00:00Z, or as seconds since 1970.',
  },
  {
    name: /^(?:for(?:all|any)values?:)?numeric/i,
    reads: (text: string) => readNumber(text) !== undefined,
    hint: 'A Numeric operator compares numbers only.',
  },
];

const ALPHANUMERIC =
  'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';

const sids: Check = ({ statements }, report) => {
  const seen = new Set<string>();
  for (const { Sid: sid, path } of statements) {
    if (typeof sid !== 'string' || sid === '') continue;
    const at = [...path, 'Sid'];
    if (seen.has(sid)) {
      const message = 'Statement IDs (SID) in a single policy must be unique.';
      const hint = `Another statement is called ${sid.slice(0, 60)} too.`;
      report({ message, hint, path: at });
    } else if (!/^[0-9A-Za-z]*$/.test(sid)) {
      const hint = 'Only letters and digits, no spaces or hyphens.';
      const mend = writeValue(sid.replace(/[^0-9A-Za-z]/g, ''));
      report({ message: ALPHANUMERIC, hint, path: at, mend });
    }
    seen.add(sid);
  }
};

function hasPrincipal({ Principal, NotPrincipal }: PlacedStatement): boolean {
  return Principal !== undefined || NotPrincipal !== undefined;
}

const principal: StatementCheck = (statement, report) => {
  if (!hasPrincipal(statement)) return;
  for (const name of PRINCIPALS) {
    if (statement[name] === undefined) continue;
    const message = 'Policy document should not specify a principal.';
    const hint =
      'The principal is whoever the policy is attached to. Who may use a role stands in its trust policy.';
    const path = [...statement.path, name];
    report({ message, hint, path, mark: 'key', mend: removeMember(name) });
  }
};

const actionsPresent: StatementCheck = (statement, report) => {
  if (hasValue(statement, ACTIONS)) return;
  const message = 'Policy statement must contain actions.';
  const hint = 'Add an Action such as "s3:GetObject".';
  report({ message, hint, path: statement.path, mark: 'open' });
};

const forms: StatementCheck = (statement, report) => {
  effect(statement, report);
  judgeTexts(statement, RESOURCES, judgeForm, report);
  typedValues(statement, report);
};

const resources: StatementCheck = (statement, report) => {
  judgeTexts(statement, RESOURCES, judgeResource, report);
};

const actions: StatementCheck = (statement, report) => {
  judgeTexts(statement, ACTIONS, judgeAction, report);
};

const resourcesPresent: StatementCheck = (statement, report) => {
  if (hasValue(statement, RESOURCES)) return;
  const message = 'Policy statement must contain resources.';
  const hint = 'Add a Resource: the ARN of what the actions may touch, or "*".';
  report({ message, hint, path: statement.path, mark: 'open' });
};

/**
 * What IAM says when a permissions policy (also a boundary, a session policy, an SCP) is saved, in its order.
 * Source: open-source IAM emulators checked against AWS; texts also observed in logs.
 */
export const identityChecks: readonly Check[] = [
  syntax,
  version,
  forEachStatement(forms),
  sids,
  ...[principal, actionsPresent, resources, actions, resourcesPresent].map(forEachStatement),
];
