import { own } from '../record.ts';
import { brokenRule } from './arnText.ts';
import type { Check, PlacedStatement, StatementCheck } from './document.ts';
import { ACTIONS, eachText, forEachStatement, hasOwn, hasText, RESOURCES } from './document.ts';
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
  const written = own(statement.record, 'Effect');
  if (written === 'Allow' || written === 'Deny') return;
  const hint = 'Effect is "Allow" or "Deny", written exactly so.';
  if (written === undefined) missing('Effect', hint, statement, report);
  else {
    const path = [...statement.path, 'Effect'];
    report({ message: `Invalid effect: ${String(written)}`, hint, path });
  }
};

const principalPresent: StatementCheck = (statement, report) => {
  if (hasOwn(statement.record, 'Principal', 'NotPrincipal')) return;
  missing('Principal', 'A policy on a resource says for whom it holds.', statement, report);
};

const actionPresent: StatementCheck = (statement, report) => {
  if (hasText(statement, ACTIONS)) return;
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
  if (hasOwn(statement.record, 'Resource', 'NotResource')) return;
  let isS3 = false;
  eachText(statement, ACTIONS, (text) => {
    isS3 ||= text.toLowerCase().startsWith('s3:');
  });
  if (!isS3) return;
  missing('Resource', 'Add the ARN of the bucket, of its objects, or both.', statement, report);
};

const resourceForms: StatementCheck = (statement, report) => {
  eachText(statement, RESOURCES, (text, path) => {
    const broken = brokenRule(text);
    if (!broken) return;
    report({ message: 'Policy has invalid resource', hint: broken.hint, path: path() });
  });
};

/** Object actions need `bucket/key`, bucket actions the bucket itself; wildcards may stand for either. */
const actionsFitResources: StatementCheck = (statement, report) => {
  const has = { object: false, bucket: false };
  let onlyS3 = true;
  eachText(statement, ['Resource'], (text) => {
    onlyS3 &&= /^arn:[^:]+:s3:::/.test(text);
    has.object ||= /[/*?]/.test(text);
    has.bucket ||= !text.includes('/');
  });
  if (!onlyS3 || hasOwn(statement.record, 'NotResource')) return;
  eachText(statement, ['Action'], (text, path) => {
    const target = targetOf(text.toLowerCase());
    if (target === undefined || has[target]) return;
    const message = 'Action does not apply to any resource(s) in statement';
    report({ message, hint: `${text.slice(0, 60)} ${TARGET_HINTS[target]}`, path: path() });
  });
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
