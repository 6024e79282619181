import type { Fix } from '../../../simulator/advice/types.ts';
import type { ApiCall } from '../../../simulator/read.ts';
import type { Answer, SimulatorClient } from '../../../worker/client.ts';
import { type DocumentId, documentNamed } from '../../session/documents.ts';
import { applyEdits } from '../../session/edits.ts';
import { textOf } from '../../session/store.ts';
import type { SessionState } from '../../session/types.ts';

/** What a fix does to one document. */
export interface Change {
  document: DocumentId;
  label: string;
  /** Empty: the document is new. */
  before: string;
  /** Empty: the document goes. */
  after: string;
}
/** A proven fix, with the texts that it makes. */
export interface Proposal {
  fix: Fix;
  changes: Change[];
}
export type Proposals = { ok: true; all: Proposal[] } | { ok: false; reason: string };

const unwritten =
  'There is a fix, but the text in the editor is not valid JSON now. Correct it or press Reset, then look again.';

/** The fixes of a call in what the learner has in hand: the documents in force with the drafts over them, best first. */
export async function proposalsFor(
  client: SimulatorClient,
  state: SessionState,
  call: Omit<ApiCall, 'seq'>,
): Promise<Answer<Proposals>> {
  const { scenario } = applyEdits(state.scenario, { texts: state.drafts, projects: [] });
  const answer = await client.fix(scenario, call);
  if (!answer.ok) return answer;
  if (!answer.value.ok) return { ok: true, value: { ok: false, reason: answer.value.reason } };
  const { best, others } = answer.value;
  const made = await Promise.all(
    [best, ...others].map(async (fix) => ({ fix, changes: await changesOf(client, state, fix) })),
  );
  const all = made.filter(({ changes }) => changes.length > 0);
  return {
    ok: true,
    value: all.length > 0 ? { ok: true, all } : { ok: false, reason: unwritten },
  };
}

/** None where one of the texts cannot be written. */
async function changesOf(
  client: SimulatorClient,
  state: SessionState,
  { edits }: Fix,
): Promise<Change[]> {
  const names = [...new Set(edits.map(({ document }) => document))];
  const changes: Change[] = [];
  for (const name of names) {
    const known = documentNamed(state.documents, name);
    const before = known === undefined ? '' : textOf(state, known.id);
    const own = edits.filter(({ document }) => document === name);
    const after = await client.editText(before, own);
    if (!after.ok || after.value === before) return [];
    const label = known?.label ?? name;
    changes.push({ document: known?.id ?? name, label, before, after: after.value });
  }
  return changes;
}
