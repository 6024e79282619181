import type { Path } from '../../diagnostics.ts';
import { isRecord } from '../record.ts';
import type { PolicyKind } from '../types.ts';
import type { Check, CheckedDocument } from './document.ts';
import { checkedDocument } from './document.ts';
import type { Finding } from './finding.ts';
import { identityChecks } from './identity.ts';
import { ceilingChecks, resourceChecks } from './resource.ts';
import { SYNTAX } from './shape.ts';
import { trustChecks } from './trust.ts';

/** Kinds of the checks: `ceiling` is an RCP or endpoint policy, which has principals but none of S3's rules. */
export type CheckKind = PolicyKind | 'ceiling';

interface Checks {
  /** Error code of the service. */
  code: string;
  /** What it says about text that is no JSON object. */
  notJson: string;
  /** In the order of the service. The first is about the shape: nothing after it makes sense when it fails. */
  checks: readonly Check[];
}

const HINT = 'The text must be one JSON object.';
const CHECKS: Record<CheckKind, Checks> = {
  identity: {
    code: 'MalformedPolicyDocument',
    notJson: SYNTAX,
    checks: identityChecks,
  },
  trust: {
    code: 'MalformedPolicyDocument',
    notJson: 'This policy contains invalid Json',
    checks: trustChecks,
  },
  resource: {
    code: 'MalformedPolicy',
    notJson: "Policies must be valid JSON and the first byte must be '{'",
    checks: resourceChecks,
  },
  ceiling: {
    code: 'MalformedPolicyDocument',
    notJson: SYNTAX,
    checks: ceilingChecks,
  },
};

/** Everything for which the service would refuse the document, in its order: it names only the first. */
export function findingsOf(document: unknown, kind: CheckKind): Finding[] {
  return isRecord(document)
    ? findingsIn(checkedDocument(document), kind)
    : [notJson(kind, HINT, [])];
}

/** As `findingsOf`, of a document that is an object. */
export function findingsIn(document: CheckedDocument, kind: CheckKind): Finding[] {
  const { code, checks } = CHECKS[kind];
  const findings: Finding[] = [];
  for (const check of checks) {
    check(document, (complaint) => findings.push({ code, ...complaint }));
    if (check === checks[0] && findings.length > 0) break;
  }
  return findings;
}

/** What the service says when the text is not JSON; `hint` says where and why. */
export function notJson(kind: CheckKind, hint: string, path: Path): Finding {
  const { code, notJson: message } = CHECKS[kind];
  return { code, message, hint, path };
}

/** False for a document that could never have been saved. */
export function isInForce(document: CheckedDocument, kind: CheckKind): boolean {
  return findingsIn(document, kind).every((finding) => finding.savedEarlier);
}

/**
 * What the service would answer on saving an already parsed document: its code and literal message, and the element
 * it is about; null when it would save it. Never throws.
 * Source: MalformedPolicyDocument (IAM API); PutBucketPolicy for resource policies.
 */
export function checkPolicy(
  document: unknown,
  kind: PolicyKind,
): { code: string; message: string; path: Path } | null {
  const [first] = findingsOf(document, kind);
  return first ? { code: first.code, message: first.message, path: first.path } : null;
}

/**
 * True when decisions obey the document: one that the service would save, or one that it refuses today but that means
 * something and may have been saved earlier (a missing or older Version, a bare `"*"` as principal of a trust policy).
 */
export function isPolicyInForce(document: unknown, kind: PolicyKind): boolean {
  return isRecord(document) && isInForce(checkedDocument(document), kind);
}
