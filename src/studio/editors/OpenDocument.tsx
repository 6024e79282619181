import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { Diagnostic } from '../../simulator/read.ts';
import type { Vocabulary } from '../../worker/protocol.ts';
import { sourcesAt } from '../inspector/causes.ts';
import { usePlace } from '../place.ts';
import { useSession, useSessionStore } from '../session/context.tsx';
import type { StudioDocument } from '../session/documents.ts';
import { textOf } from '../session/store.ts';
import type { CompletionSource } from './completion/types.ts';
import { type DocumentView, EditorBar } from './EditorBar.tsx';
import { EditorHost } from './EditorHost.tsx';
import { failuresOf } from './failures.ts';
import { Problems } from './Problems.tsx';
import { RunError } from './RunError.tsx';
import { useMarks } from './useMarks.ts';

const ProjectForm = lazy(async () => ({
  default: (await import('../project/ProjectForm.tsx')).ProjectForm,
}));

const none: readonly Diagnostic[] = [];
const noWords: Vocabulary = { services: [], actions: [], resources: [], keys: [] };

/** One document: what it is, its text, its problems. */
export function OpenDocument({ document }: { document: StudioDocument }) {
  const { id } = document;
  const session = useSessionStore();
  const { recording, world, seq, jumpTo } = usePlace();
  const text = useSession((state) => textOf(state, id));
  const diagnostics = useSession((state) => state.diagnostics[id]) ?? none;
  const refusal = useSession((state) => state.refused[id]);
  const reveal = useSession((state) => state.reveal);
  const slot = useSession((state) => state.slot);
  const [tabLeaves, setTabLeaves] = useState(true);
  const [wanted, setWanted] = useState(false);
  const [view, setView] = useState<DocumentView>('form');

  const all = useMemo(() => failuresOf(recording), [recording]);
  const failures = useMemo(() => all.filter(({ source }) => source.document === id), [all, id]);
  const shown = reveal?.document === id ? reveal.range : null;
  const now = useMemo(() => sourcesAt(recording, seq), [recording, seq]);
  const marks = useMarks(document, text, failures, now, shown);
  const { edit, show, inspect, client } = session.getState();
  // A place is shown where it stands: in the text.
  const asForm = document.group === 'project' && view === 'form' && shown === null;
  const change = (next: DocumentView) => {
    setView(next);
    show(id);
  };
  const scenario = useSession((state) => state.scenario);
  const completion = useMemo((): CompletionSource | null => {
    if (document.kind === undefined || !document.kind.endsWith('Policy')) return null;
    const words = async (prefix: string) => {
      const answer = await client.vocabulary(prefix);
      return answer.ok ? answer.value : noWords;
    };
    return { kind: document.kind, scenario, words };
  }, [document.kind, scenario, client]);

  useEffect(() => {
    if (wanted) void session.getState().check(id);
  }, [wanted, id, session]);

  return (
    <div className="open-document">
      <EditorBar
        document={document}
        world={world}
        {...(document.group === 'project' && {
          view: { current: asForm ? 'form' : 'text', onChange: change },
        })}
      />
      {asForm ? (
        <div className="editor-host">
          <Suspense>
            <ProjectForm key={`${slot} ${id}`} id={id} diagnostics={diagnostics} />
          </Suspense>
        </div>
      ) : (
        <EditorHost
          key={slot}
          id={id}
          label={document.label}
          language={document.language}
          text={text}
          diagnostics={diagnostics}
          marks={marks}
          completion={completion}
          reveal={shown}
          onEdit={(next) => edit(id, next)}
          onTabMode={setTabLeaves}
          wanted={wanted}
          onWant={() => setWanted(true)}
        />
      )}
      <div className="editor-foot">
        <RunError />
        <Problems
          document={document}
          text={text}
          diagnostics={diagnostics}
          refusal={refusal}
          failures={failures}
          onShow={(diagnostic) => show(id, diagnostic)}
          onWhy={(failure) => {
            show(id, failure.source);
            jumpTo(failure.seq);
            inspect('why');
          }}
        />
        {!asForm && (
          <p className="tab-hint">
            {tabLeaves ? 'Tab leaves the editor' : 'Tab indents'} · <kbd>Ctrl M</kbd> changes that
          </p>
        )}
      </div>
    </div>
  );
}
