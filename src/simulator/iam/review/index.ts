import type { Diagnostic, Path } from '../../diagnostics.ts';
import { checkedDocument } from '../check/document.ts';
import type { Finding } from '../check/finding.ts';
import { isInForce } from '../check/index.ts';
import type { DocumentView } from '../check/warnings/view.ts';
import { documentView } from '../check/warnings/view.ts';
import type { Hit } from '../check/warnings/warning.ts';
import { findingOf } from '../check/warnings/warning.ts';
import { placed } from '../diagnose.ts';
import { parseJson } from '../json.ts';
import { jsonValue, rangesOf } from '../jsonTree.ts';
import { loadKnowledge } from '../knowledge/index.ts';
import { isRecord } from '../record.ts';
import type { PolicyKind } from '../types.ts';
import { actionReviews } from './actions.ts';
import { conditionKeyReviews } from './conditionKeys.ts';
import { resourceReviews } from './resources.ts';
import type { ReviewCheck } from './types.ts';

/** The table of what needs knowledge of the services. */
export const reviewChecks: readonly ReviewCheck[] = [
  ...actionReviews,
  ...resourceReviews,
  ...conditionKeyReviews,
];

/** Nobody reads more. */
const MAX_DIAGNOSTICS = 100;
/** No policy names so many services; hostile text shall not load all there are. */
const MAX_SERVICES = 40;

/**
 * What is worth a word about a policy when one knows the actions, resource types and condition keys that AWS has: comes
 * on top of what `parsePolicy` says, as warnings and infos. Empty for text that `parsePolicy` refuses. Never throws; when
 * the facts of a service cannot be loaded (a page that is offline) the promise is rejected.
 * Source: IAM Access Analyzer policy check reference; Service Authorization Reference.
 */
export async function reviewPolicy(text: string, kind: PolicyKind): Promise<Diagnostic[]> {
  const { root, errors } = parseJson(text);
  const document = root && errors.length === 0 ? jsonValue(root) : undefined;
  if (!root || !isRecord(document)) return [];
  const checked = checkedDocument(document);
  if (!isInForce(checked, kind)) return [];
  const view = documentView(checked, kind, text);
  const knowledge = await loadKnowledge(servicesOf(view));
  const findings: Finding[] = [];
  for (const statement of view.statements) {
    if (findings.length >= MAX_DIAGNOSTICS) break;
    const base: Path = statement.source.path;
    for (const check of reviewChecks) {
      check.fires(statement, knowledge, (hit: Hit) => findings.push(findingOf(check, hit, base)));
    }
  }
  const toRange = rangesOf(text);
  return findings.slice(0, MAX_DIAGNOSTICS).map((finding) => placed(finding, root, toRange));
}

/** Prefixes of actions, services of ARNs, prefixes of condition keys. */
function servicesOf({ statements }: DocumentView): string[] {
  const found = new Set<string>();
  const add = (prefix: string | undefined): void => {
    if (prefix && found.size < MAX_SERVICES && /^[a-z0-9-]{1,40}$/.test(prefix)) found.add(prefix);
  };
  for (const { actions, resources, conditions } of statements) {
    for (const { lower } of actions) add(lower.split(':', 1)[0]);
    for (const { parts } of resources) add(parts[2]);
    for (const { key } of conditions) add(key.lower.split(':', 1)[0]);
  }
  return [...found];
}
