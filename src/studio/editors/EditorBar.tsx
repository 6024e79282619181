import { useId } from 'react';
import type { World } from '../../simulator/read.ts';
import { Button } from '../../ui/Button.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { useSession, useSessionStore } from '../session/context.tsx';
import { documentsOf, type StudioDocument } from '../session/documents.ts';
import { groups, inGroup } from './groups.ts';

/** How a document is shown: as its text, or as a form that writes into the text. */
export type DocumentView = 'form' | 'text';

interface EditorBarProps {
  document: StudioDocument;
  world: World;
  /** Of documents that have a form. */
  view?: { current: DocumentView; onChange(view: DocumentView): void };
}

const views = [
  { value: 'form', label: 'Form' },
  { value: 'text', label: 'JSON' },
] as const;

/** Which document it is, whether it is saved, and what can be done about it. */
export function EditorBar({ document, world, view }: EditorBarProps) {
  const session = useSessionStore();
  const { documents, drafts, base, scenario, run } = useSession((state) => state);
  const choice = useId();
  const siblings = inGroup(documents, document.group);
  const draft = drafts[document.id];
  const builtIn = documentsOf(base).find(({ id }) => id === document.id)?.text;
  const edited = draft !== undefined || (builtIn !== undefined && builtIn !== document.text);
  const { fullName, branch } = scenario.repository;
  const commit = world.heads[fullName]?.commitId.slice(0, 7);
  const { save, saveProject, reset, show } = session.getState();
  const unsaved = Object.keys(drafts).length > 0;
  return (
    <div className="editor-bar">
      {siblings.length > 1 ? (
        <>
          <label className="visually-hidden" htmlFor={choice}>
            {groups.find(({ id }) => id === document.group)?.choose}
          </label>
          <select
            id={choice}
            value={document.id}
            onChange={(event) => show(event.currentTarget.value)}
          >
            <Options documents={siblings} drafts={drafts} />
          </select>
        </>
      ) : (
        <span className="crumb-text">
          {document.group === 'buildspec' ? `${fullName} · ${branch}` : document.label}
          {document.group === 'buildspec' && commit && (
            <>
              {' · '}
              <span className="mono">{commit}</span>
            </>
          )}
        </span>
      )}
      {view && (
        <Segmented
          label="Show the project as"
          options={views}
          value={view.current}
          onChange={(next) => view.onChange(next)}
        />
      )}
      <span className="spacer" />
      {edited && (
        <button type="button" className="link" onClick={() => void reset(document.id)}>
          Reset
        </button>
      )}
      {document.group === 'project' && (
        <Button
          small
          title="Saves the project as the console does; CodeBuild then checks that it may assume the role"
          onClick={() => void saveProject(document.label)}
        >
          Save project
        </Button>
      )}
      {run === 'running' && <span className="run-state">runs…</span>}
      {run !== 'running' && unsaved && (
        <Button small primary onClick={() => void save()}>
          Save &amp; run
        </Button>
      )}
      {run !== 'running' && !unsaved && document.group !== 'project' && (
        <span className="save-hint">
          <kbd>Ctrl S</kbd> re-runs
        </span>
      )}
    </div>
  );
}

/** Documents to choose from, under their headings where they have some. */
function Options(props: { documents: readonly StudioDocument[]; drafts: Record<string, string> }) {
  const { documents, drafts } = props;
  const option = ({ id, label }: StudioDocument) => (
    <option key={id} value={id}>
      {label}
      {drafts[id] === undefined ? '' : ' ●'}
    </option>
  );
  const sections = [...new Set(documents.map(({ section }) => section))];
  return sections.map((section) => {
    const own = documents.filter((document) => document.section === section).map(option);
    return section === undefined ? (
      own
    ) : (
      <optgroup key={section} label={section}>
        {own}
      </optgroup>
    );
  });
}
