import type { Diagnostic, Path, Range } from '../diagnostics.ts';
import { checkedDocument } from './check/document.ts';
import type { Finding, Mend } from './check/finding.ts';
import { findingsIn, findingsOf, notJson } from './check/index.ts';
import { warningsOf } from './check/warnings/index.ts';
import type { JsonError } from './json.ts';
import { parseJson } from './json.ts';
import type { JsonNode, NodeRef } from './jsonTree.ts';
import { jsonValue, nodeAt, rangesOf } from './jsonTree.ts';
import { isRecord } from './record.ts';
import type { PolicyDocument, PolicyKind } from './types.ts';

/** Nobody reads more; the first ones say what to do. */
const MAX_DIAGNOSTICS = 100;

type ToRange = (start: number, end: number) => Range;

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
  const { root, errors } = parseJson(text);
  const toRange = rangesOf(text);
  if (!root || errors.length > 0) {
    return { diagnostics: errors.map((error) => syntaxDiagnostic(error, kind, toRange)) };
  }
  const duplicates = duplicateNames(root, []).map((path) =>
    notJson(kind, `The name ${String(path.at(-1))} stands twice in this object.`, path),
  );
  const document = jsonValue(root);
  const checked = isRecord(document) ? checkedDocument(document) : null;
  const findings = [
    ...duplicates.map((finding): Finding => ({ ...finding, mark: 'key' })),
    ...(checked ? findingsIn(checked, kind) : findingsOf(document, kind)),
  ];
  const toDiagnostic = (finding: Finding) => diagnosticOf(finding, root, toRange);
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

function worded(finding: Finding): Omit<Diagnostic, 'range'> {
  const { severity = 'error', code, message, hint, path } = finding;
  return { severity, code, message: `${message} — ${hint}`, path };
}

function diagnosticOf(finding: Finding, root: JsonNode, toRange: ToRange): Diagnostic {
  const found = nodeAt(root, finding.path) ?? { node: root };
  const [start, end] = markOf(found, finding.mark);
  const fix = finding.mend && fixOf(finding.mend, found, toRange);
  return { ...worded(finding), range: toRange(start, end), ...(fix ? { fix } : {}) };
}

function markOf({ node, member }: NodeRef, mark: Finding['mark']): [number, number] {
  if (mark === 'open') return [node.start, Math.min(node.start + 1, node.end)];
  if (mark === 'key' && member) return [member.keyStart, member.keyEnd];
  return [node.start, node.end];
}

function fixOf(mend: Mend, found: NodeRef, toRange: ToRange): Diagnostic['fix'] {
  const { title } = mend;
  if (mend.change === 'removeMember' || mend.change === 'removeItem') {
    const span = mend.change === 'removeMember' ? memberSpan(found) : itemSpan(found);
    return span && { title, range: toRange(...span), newText: '' };
  }
  const { node, member } = found;
  if (mend.change === 'insertMember') {
    const more = node.kind === 'object' && node.members.length > 0;
    const newText = more ? ` ${mend.newText},` : ` ${mend.newText} `;
    return { title, range: toRange(node.start + 1, node.start + 1), newText };
  }
  const { newText } = mend;
  if (mend.change === 'replaceValue') {
    return { title, range: toRange(node.start, node.end), newText };
  }
  return member && { title, range: toRange(member.keyStart, member.keyEnd), newText };
}

/** A member together with one of the commas beside it. */
function memberSpan({ member, parent }: NodeRef): [number, number] | undefined {
  if (!member || parent?.kind !== 'object') return undefined;
  const index = parent.members.indexOf(member);
  const next = parent.members[index + 1];
  const previous = parent.members[index - 1];
  if (next) return [member.keyStart, next.keyStart];
  return [previous ? previous.value.end : member.keyStart, member.value.end];
}

/** An element of a list together with one of the commas beside it. */
function itemSpan({ node, parent }: NodeRef): [number, number] | undefined {
  if (parent?.kind !== 'array') return undefined;
  const index = parent.items.indexOf(node);
  const next = parent.items[index + 1];
  const previous = parent.items[index - 1];
  if (next) return [node.start, next.start];
  return [previous ? previous.end : node.start, node.end];
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
