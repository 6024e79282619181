/**
 * What the learner has open and changed. Edits are drafts until saved; saving puts them into the scenario as the
 * services would, and the run is made again from it.
 */
import { createStore } from 'zustand/vanilla';
import type { Diagnostic } from '../../simulator/diagnostics.ts';
import type { DocumentKind } from '../../worker/protocol.ts';
import { type DocumentId, documentNamed, documentsOf } from './documents.ts';
import { applyEdits, documentsInForce, type Edits, pick } from './edits.ts';
import { rangeIn } from './rangeIn.ts';
import { readStored, writeStored } from './storage.ts';
import type { Refusal, SessionParts, SessionState, SessionStore } from './types.ts';

const notAnObject: Refusal = { code: 'InvalidInput', message: 'This is not a JSON object.' };
const noAnswer = 'The simulator did not answer, so nothing was saved. Try again.';

/** The text of a document as the editor shows it. */
export const textOf = (state: SessionState, id: DocumentId): string =>
  state.drafts[id] ?? state.documents.find((document) => document.id === id)?.text ?? '';

/** Is the scenario in force another one than the built-in one? */
export const isEdited = ({ scenario, base }: Pick<SessionState, 'scenario' | 'base'>): boolean =>
  scenario !== base && JSON.stringify(scenario) !== JSON.stringify(base);

export function createSession(parts: SessionParts): SessionStore {
  const { client, player, storage, parseDelayMs = 250 } = parts;
  const timers = new Map<DocumentId, ReturnType<typeof setTimeout>>();
  let given = parts.scenario;
  let edits: Edits = { texts: {}, projects: [] };

  return createStore<SessionState>((set, get) => {
    const persist = () =>
      writeStored(storage, get().slot, {
        saved: edits.texts,
        drafts: get().drafts,
        projects: edits.projects,
      });

    /** Edits that do not fit are left out. */
    const putInForce = (next: Edits): void => {
      const applied = applyEdits(given, next);
      edits = applied.edits;
      const documents = documentsInForce(applied.scenario, edits.texts);
      set({ scenario: applied.scenario, documents });
    };

    const rerun = async (): Promise<void> => {
      set({ run: 'running' });
      const answer = await client.simulate(get().scenario);
      if (answer.ok) {
        player.load(answer.value, { keepPlace: true });
        set({ run: 'fresh' });
      } else if (answer.failure.code !== 'superseded') {
        set({ run: { error: answer.failure.message } });
      }
    };

    /** @returns null when the simulator gave no answer. */
    const judge = async (id: DocumentId, text: string): Promise<Diagnostic[] | null> => {
      const kind = get().documents.find((document) => document.id === id)?.kind;
      if (kind === undefined) return [];
      const answer = await client.parse(kind, text, get().scenario);
      if (!answer.ok) return null;
      if (textOf(get(), id) === text) {
        set({ diagnostics: { ...get().diagnostics, [id]: answer.value } });
        void advise(id, kind, text, answer.value);
      }
      return answer.value;
    };

    /** Advice comes after the verdict, and has no say in it. */
    const advise = async (
      id: DocumentId,
      kind: DocumentKind,
      text: string,
      found: readonly Diagnostic[],
    ): Promise<void> => {
      const answer = await client.review(kind, text);
      if (!answer.ok || answer.value.length === 0 || textOf(get(), id) !== text) return;
      const placeOf = ({ range, message }: Diagnostic) => JSON.stringify([range, message]);
      const known = new Set(found.map(placeOf));
      const more = answer.value.filter((each) => !known.has(placeOf(each)));
      set({ diagnostics: { ...get().diagnostics, [id]: [...found, ...more] } });
    };

    return {
      client,
      slot: parts.scenario.id,
      base: parts.scenario,
      scenario: parts.scenario,
      documents: documentsOf(parts.scenario),
      drafts: {},
      diagnostics: {},
      refused: {},
      run: 'built-in',
      current: 'buildspec',
      reveal: null,
      tab: 'why',
      wanted: null,
      wide: false,
      notice: null,
      shell: null,

      open: async (scenario, { base = scenario, slot = scenario.id, unrecorded = false } = {}) => {
        for (const timer of timers.values()) clearTimeout(timer);
        const stored = readStored(storage, slot);
        given = scenario;
        putInForce({ texts: stored.saved, projects: stored.projects });
        const known = new Set(get().documents.map(({ id }) => id));
        const drafts = pick(stored.drafts, (id) => known.has(id));
        const view = { current: 'buildspec', reveal: null, notice: null };
        set({ slot, base, drafts, diagnostics: {}, refused: {}, ...view, run: 'built-in' });
        if (unrecorded || isEdited(get())) await rerun();
      },

      show: (name, place, quietly = false) => {
        const wanted = documentNamed(get().documents, name);
        if (wanted === undefined) return;
        const { id, language } = wanted;
        set({ current: id, reveal: null });
        if (place === undefined) return;
        const range = rangeIn(language, textOf(get(), id), place);
        set({ reveal: range ? { document: id, range } : null });
        if (!quietly) set({ wanted: { pane: 'editors' } });
      },

      openShell: (shell) => set({ shell }),

      tell: (notice) => set({ notice }),

      widen: (wide) => set({ wide }),

      inspect: (tab) => set({ tab, wanted: { pane: 'inspector' } }),

      edit: (document, text) => {
        const inForce = get().documents.find(({ id }) => id === document);
        if (inForce === undefined) return;
        const others = pick(get().drafts, (id) => id !== document);
        set({
          drafts: text === inForce.text ? others : { ...others, [document]: text },
          refused: pick(get().refused, (id) => id !== document),
          reveal: null,
        });
        persist();
        clearTimeout(timers.get(document));
        timers.set(
          document,
          setTimeout(() => void judge(document, text), parseDelayMs),
        );
      },

      check: async (document) => {
        await judge(document, textOf(get(), document));
      },

      save: async () => {
        set({ run: 'running', notice: null });
        const refused: Record<DocumentId, Refusal> = {};
        const accepted: Record<DocumentId, string> = {};
        for (const [id, text] of Object.entries(get().drafts)) {
          const verdict = await judge(id, text);
          if (verdict === null) {
            set({ run: { error: noAnswer } });
            return;
          }
          const refusable = get().documents.find((document) => document.id === id)?.refusable;
          const error = refusable
            ? verdict.find(({ severity }) => severity === 'error')
            : undefined;
          if (error === undefined) accepted[id] = text;
          else refused[id] = { code: error.code, message: error.message };
        }
        const earlier = pick(edits.texts, (id) => !Object.hasOwn(accepted, id));
        putInForce({ ...edits, texts: { ...earlier, ...accepted } });
        for (const id of Object.keys(accepted))
          if (!Object.hasOwn(edits.texts, id)) refused[id] = notAnObject;
        const drafts = pick(get().drafts, (id, text) => edits.texts[id] !== text);
        set({ drafts, refused });
        persist();
        await rerun();
      },

      adopt: async (texts, without = []) => {
        const known = new Map(get().documents.map(({ id, text }) => [id, text]));
        const ids = [...Object.keys(texts), ...without];
        const before = Object.fromEntries(ids.map((id) => [id, known.get(id) ?? '']));
        const gone = Object.fromEntries(without.map((id) => [id, '']));
        edits = { ...edits, texts: { ...edits.texts, ...gone } };
        set({ drafts: { ...pick(get().drafts, (id) => !without.includes(id)), ...texts } });
        await get().save();
        return ids.some((id) => get().refused[id] !== undefined) ? null : before;
      },

      saveProject: async (name) => {
        const others = edits.projects.filter((project) => project !== name);
        putInForce({ ...edits, projects: [...others, name] });
        await get().save();
      },

      reset: async (document) => {
        const others = (id: DocumentId) => document !== undefined && id !== document;
        const was = JSON.stringify(get().scenario);
        if (document === undefined) given = get().base;
        const texts = pick(edits.texts, others);
        const builtIn = documentsOf(get().base).find(({ id }) => id === document);
        if (builtIn !== undefined && given !== get().base) texts[builtIn.id] = builtIn.text;
        putInForce({ texts, projects: edits.projects.filter((name) => others(`project:${name}`)) });
        set({
          drafts: pick(get().drafts, others),
          refused: pick(get().refused, others),
          diagnostics: pick(get().diagnostics, others),
        });
        persist();
        if (JSON.stringify(get().scenario) !== was) await rerun();
      },
    };
  });
}
