import type { Finding } from '../../iam/check/finding.ts';
import { findingsOf } from '../../iam/check/index.ts';
import { isPolicyInForce } from '../../iam/index.ts';
import { isRecord } from '../../iam/record.ts';
import { nameOf } from '../names.ts';
import { applyEdit, valueAt } from '../policyEdits.ts';
import { type CandidateMaker, documentsOf, isEditable } from '../situation.ts';
import type { PolicyEdit } from '../types.ts';
import { documentNamed } from './append.ts';
import { policyKind } from './policyKind.ts';

/** More mistakes than this are no slip of the pen. */
const mostMends = 20;

/** Mends documents that AWS would not save, where each of the mistakes has one obvious mend. */
export const mendDocument: CandidateMaker = (situation, layer) => {
  const kind = policyKind(layer);
  if (kind === null) return [];
  return documentsOf(situation.policies, layer).flatMap(({ name }) => {
    const content = documentNamed(situation, layer, name);
    if (!isEditable(name) || !isRecord(content) || isPolicyInForce(content, kind)) return [];
    const found = findingsOf(content, kind);
    const edits = mendsOf(content, name, kind);
    return edits === null
      ? []
      : {
          kind: 'mend-document',
          layer,
          title: `Mend ${nameOf(name)}`,
          reason: `AWS would not save ${nameOf(name)} (${found[0]?.message ?? ''}), so nothing in it counts.`,
          edits,
          near: 0,
        };
  });
};

/** The edits after which the service would save the document; null when some mistake has no mend. */
export function mendsOf(
  document: unknown,
  name: string,
  kind: 'identity' | 'trust' | 'resource',
): PolicyEdit[] | null {
  const edits: PolicyEdit[] = [];
  let current = document;
  while (edits.length < mostMends) {
    const [finding] = findingsOf(current, kind);
    if (finding === undefined) return edits;
    const steps = editsOf(finding, name, current);
    if (steps.length === 0) return null;
    edits.push(...steps);
    current = steps.reduce(applyEdit, current);
  }
  return null;
}

/** A mend as edits. Its `newText` is JSON: a value, a name, or one `"name": value`. */
function editsOf({ mend, path }: Finding, document: string, content: unknown): PolicyEdit[] {
  switch (mend?.change) {
    case 'replaceValue':
      return [{ op: 'set', document, path, value: JSON.parse(mend.newText) as unknown }];
    case 'removeMember':
      return [{ op: 'remove', document, path }];
    case 'insertMember': {
      const members = JSON.parse(`{${mend.newText}}`) as Record<string, unknown>;
      return Object.entries(members).map(([key, value]) => ({
        op: 'set',
        document,
        path: [...path, key],
        value,
      }));
    }
    case 'replaceKey': {
      const key = String(JSON.parse(mend.newText));
      const value = valueAt(content, path);
      return [
        { op: 'remove', document, path },
        { op: 'set', document, path: [...path.slice(0, -1), key], value },
      ];
    }
    default:
      // Only a name, and one that another statement has too.
      return path.at(-1) === 'Sid' ? [{ op: 'remove', document, path }] : [];
  }
}
