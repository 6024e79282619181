import type { Diagnostic, Range } from '../diagnostics.ts';
import type { Finding, Mend } from './check/finding.ts';
import type { JsonNode, NodeRef } from './jsonTree.ts';
import { nodeAt } from './jsonTree.ts';

/** Offsets → lines and columns; see `rangesOf`. */
export type ToRange = (start: number, end: number) => Range;

/** A finding without its place. */
export function worded(finding: Finding): Omit<Diagnostic, 'range'> {
  const { severity = 'error', code, message, hint, path } = finding;
  return { severity, code, message: `${message} — ${hint}`, path };
}

/** A finding as a diagnostic: its place in the text, and its mend as a change of the text. */
export function placed(finding: Finding, root: JsonNode, toRange: ToRange): Diagnostic {
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
