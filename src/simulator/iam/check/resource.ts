import { judgeResource } from './arnText.ts';
import type { Check, Judge, PlacedStatement, StatementCheck } from './document.ts';
import {
  ACTIONS,
  forEachStatement,
  hasValue,
  judgeTexts,
  PRINCIPALS,
  RESOURCES,
  textsOf,
} from './document.ts';
import type { Report } from './finding.ts';
import { mending, writeValue } from './finding.ts';
import { eachBadPrincipal, explainPrincipal } from './principals.ts';
import { checkShape, isUnknownVersion, lacksStatements, SYNTAX } from './shape.ts';

const frame: Check = ({ record }, report) => {
  if (isUnknownVersion(record)) {
    const mend = writeValue('2012-10-17');
    report({ message: SYNTAX, hint: 'The version is 2012-10-17.', path: ['Version'], mend });
  }
  if (lacksStatements(record)) {
    report({ message: SYNTAX, hint: 'A policy needs a statement.', path: [], mark: 'open' });
  }
};

function missing(field: string, hint: string, { path }: PlacedStatement, report: Report): void {
  report({ message: `Missing required field ${field}`, hint, path, mark: 'open' });
}

const effect: StatementCheck = (statement, report) => {
  const written = statement.Effect;
  if (written === 'Allow' || written === 'Deny') return;
  const hint = 'Effect is "Allow" or "Deny", written exactly so.';
  if (written === undefined) missing('Effect', hint, statement, report);
  else {
    const path = [...statement.path, 'Effect'];
    report({ message: `Invalid effect: ${String(written)}`, hint, path });
  }
};

const principalPresent: StatementCheck = (statement, report) => {
  if (hasValue(statement, PRINCIPALS)) return;
  missing('Principal', 'A policy on a resource says for whom it holds.', statement, report);
};

const actionPresent: StatementCheck = (statement, report) => {
  if (hasValue(statement, ACTIONS)) return;
  missing('Action', 'Add an Action such as "s3:GetObject".', statement, report);
};

const principalValues: StatementCheck = (statement, report) => {
  eachBadPrincipal(statement, (bad) => {
    const { hint, meant } = explainPrincipal(bad);
    const mend = meant === undefined ? undefined : writeValue(meant);
    report({ message: 'Invalid principal in policy', hint, path: bad.path, ...mending(mend) });
  });
};

/** Only S3 needs a Resource: policies of ECR repositories have none. */
const resourcePresent: StatementCheck = (statement, report) => {
  if (hasValue(statement, RESOURCES)) return;
  const isS3 = textsOf(statement, ACTIONS).some((text) => text.toLowerCase().startsWith('s3:'));
  if (!isS3) return;
  missing('Resource', 'Add the ARN of the bucket, of its objects, or both.', statement, report);
};

const judgeForm: Judge = (text) => {
  const wrong = judgeResource(text);
  return wrong && { message: 'Policy has invalid resource', hint: wrong.hint };
};
const resourceForms: StatementCheck = (statement, report) => {
  judgeTexts(statement, RESOURCES, judgeForm, report);
};

/** Object actions need `bucket/key`, bucket actions the bucket itself; wildcards may stand for either. */
const actionsFitResources: StatementCheck = (statement, report) => {
  const resources = textsOf(statement, ['Resource']);
  if (resources.length === 0 || !resources.every((text) => /^arn:[^:]+:s3:::/.test(text))) return;
  const has = {
    object: resources.some((text) => /[/*?]/.test(text)),
    bucket: resources.some((text) => !text.includes('/')),
  };
  const judge: Judge = (text) => {
    const target = targetOf(text.toLowerCase());
    if (target === undefined || has[target]) return null;
    const message = 'Action does not apply to any resource(s) in statement';
    return { message, hint: `${text.slice(0, 60)} ${TARGET_HINTS[target]}` };
  };
  judgeTexts(statement, ['Action'], judge, report);
};
const TARGET_HINTS = {
  object: 'is about objects: the resource is the ARN of the bucket followed by /*.',
  bucket: 'is about the bucket: the resource is its ARN, without /*.',
};

/** By the action's name, where it tells. Source: Actions, resources, and condition keys for Amazon S3. */
function targetOf(action: string): 'object' | 'bucket' | undefined {
  if (/[*?]/.test(action)) return undefined;
  if (/^s3:(?:get|put|delete|list)[a-z]*bucket/.test(action)) return 'bucket';
  return /^s3:(?:get|put|delete|restore|replicate)object/.test(action) ? 'object' : undefined;
}

/** What holds for every document with principals, also for RCPs and endpoint policies. Wording unverified. */
export const ceilingChecks: readonly Check[] = [
  checkShape,
  frame,
  ...[effect, principalPresent, actionPresent, principalValues].map(forEachStatement),
];

/**
 * What S3 says when a bucket policy is saved (PutBucketPolicy); other services use other words.
 * Source: observed in logs for principal, resource and action; the other wordings are unverified.
 */
export const resourceChecks: readonly Check[] = [
  ...ceilingChecks,
  ...[resourcePresent, resourceForms, actionsFitResources].map(forEachStatement),
];
