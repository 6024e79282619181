import type { Diagnostic, Path } from '../diagnostics.ts';
import { checkedDocument } from './check/document.ts';
import type { Finding } from './check/finding.ts';
import { findingsIn, findingsOf, notJson } from './check/index.ts';
import { warningsOf } from './check/warnings/index.ts';
import type { ToRange } from './diagnose.ts';
import { placed, worded } from './diagnose.ts';
import type { JsonError } from './json.ts';
import { parseJson } from './json.ts';
import type { JsonNode } from './jsonTree.ts';
import { jsonValue, rangesOf } from './jsonTree.ts';
import { isRecord } from './record.ts';
import type { PolicyDocument, PolicyKind } from './types.ts';

/** Nobody reads more; the first ones say what to do. */
const MAX_DIAGNOSTICS = 100;

/**
 * Reads a policy as the service would on saving. Never throws.
 * No errors: the service would save the text; otherwise the first one carries its answer. `policy` is there when the
 * document can be in force, that is also when only its version is refused today; then warnings and infos follow the
 * errors, as the policy checks of IAM Access Analyzer give them (and some of our own).
 * A message is `<the service's literal words, or the title of the check> — <plain words>`; every diagnostic has lines and
 * columns.
 */
export function parsePolicy(
  text: string,
  kind: PolicyKind,
): { policy?: PolicyDocument; diagnostics: Diagnostic[] } {
  const { root, errors, duplicates: hasDuplicates } = parseJson(text);
  const toRange = rangesOf(text);
  if (!root || errors.length > 0) {
    return { diagnostics: errors.map((error) => syntaxDiagnostic(error, kind, toRange)) };
  }
  const duplicates = (hasDuplicates ? duplicateNames(root, []) : []).map((path) =>
    notJson(kind, `The name ${String(path.at(-1))} stands twice in this object.`, path),
  );
  const document = jsonValue(root);
  const checked = isRecord(document) ? checkedDocument(document) : null;
  const findings = [
    ...duplicates.map((finding): Finding => ({ ...finding, mark: 'key' })),
    ...(checked ? findingsIn(checked, kind) : findingsOf(document, kind)),
  ];
  const toDiagnostic = (finding: Finding) => placed(finding, root, toRange);
  const diagnostics = findings.slice(0, MAX_DIAGNOSTICS).map(toDiagnostic);
  if (!checked || !findings.every((finding) => finding.savedEarlier)) return { diagnostics };
  const warnings = warningsOf(checked, kind, text, MAX_DIAGNOSTICS - diagnostics.length);
  diagnostics.push(...warnings.map(toDiagnostic));
  // The checks have made sure of the shape.
  return { policy: document as PolicyDocument, diagnostics };
}

function syntaxDiagnostic(error: JsonError, kind: PolicyKind, toRange: ToRange): Diagnostic {
  const { fix } = error;
  return {
    ...worded(notJson(kind, error.message, [])),
    range: toRange(error.start, error.end),
    ...(fix
      ? {
          fix: { title: fix.title, range: toRange(fix.start, fix.end), newText: fix.newText },
        }
      : {}),
  };
}

/** Paths of members whose name stands in the same object before. Bounded by the parser's depth. */
function duplicateNames(node: JsonNode, path: Path, found: Path[] = []): Path[] {
  if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) {
      if (item.kind !== 'scalar') duplicateNames(item, [...path, index], found);
    }
  } else if (node.kind === 'object') {
    for (const { key, value, duplicate } of node.members) {
      if (duplicate) found.push([...path, key]);
      if (value.kind !== 'scalar') duplicateNames(value, [...path, key], found);
    }
  }
  return found;
}
