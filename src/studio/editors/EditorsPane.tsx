import { useEffect, useEffectEvent } from 'react';
import { useSession, useSessionStore } from '../session/context.tsx';
import type { DocumentGroup } from '../session/documents.ts';
import { type Tab, TabPanel, TabStrip } from '../TabStrip.tsx';
import { groups, inGroup } from './groups.ts';
import { OpenDocument } from './OpenDocument.tsx';
import './editors.css';

/** The texts of the scenario, with what their services and the last run say about them. */
export function EditorsPane() {
  const session = useSessionStore();
  const { documents, drafts, refused, diagnostics, current } = useSession((state) => state);
  useSaveKey(() => void session.getState().save());

  const document = documents.find(({ id }) => id === current) ?? documents[0];
  if (document === undefined) return null;

  const badge = (group: DocumentGroup): Pick<Tab<DocumentGroup>, 'badge'> => {
    const ids = inGroup(documents, group).map(({ id }) => id);
    const wrong = (id: string) =>
      refused[id] !== undefined ||
      diagnostics[id]?.some(({ severity }) => severity === 'error') === true;
    if (ids.some(wrong)) return { badge: { text: 'has errors', kind: 'bad' } };
    const unsaved = ids.some((id) => drafts[id] !== undefined);
    return unsaved ? { badge: { text: 'has unsaved changes', kind: 'busy' } } : {};
  };
  const tabs = groups
    .filter(({ id }) => inGroup(documents, id).length > 0)
    .map(({ id, label }) => ({ id, label, ...badge(id) }));
  const open = (group: DocumentGroup) => {
    const first = inGroup(documents, group)[0];
    if (first !== undefined) session.getState().show(first.id);
  };

  return (
    <div className="editors">
      <TabStrip
        label="Documents"
        prefix="editors"
        tabs={tabs}
        current={document.group}
        onChange={open}
      />
      <TabPanel prefix="editors" current={document.group}>
        <OpenDocument document={document} />
      </TabPanel>
    </div>
  );
}

/** Ctrl+S (⌘S) anywhere on the page saves the documents, not the page. */
function useSaveKey(onSave: () => void): void {
  const save = useEffectEvent(onSave);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 's')
        return;
      event.preventDefault();
      save();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
