import { useEffect } from 'react';
import type { Diagnostic, Path } from '../../simulator/read.ts';
import { useSession, useSessionStore } from '../session/context.tsx';
import type { DocumentId } from '../session/documents.ts';
import { SettingField } from './SettingField.tsx';
import { type Setting, sections, variablesAfter } from './settings.ts';
import { type ProjectValues, useProject } from './useProject.ts';
import { VariableRows } from './VariableRows.tsx';
import { isWithin } from './values.ts';
import './project.css';

interface ProjectFormProps {
  id: DocumentId;
  diagnostics: readonly Diagnostic[];
}

/** A CodeBuild project as the console's form. It writes into the project's JSON, which stays the one truth. */
export function ProjectForm({ id, diagnostics }: ProjectFormProps) {
  const scenario = useSession((state) => state.scenario);
  const project = useProject(id);
  const session = useSessionStore();
  useEffect(() => void session.getState().check(id), [session, id]);
  if (project === null)
    return (
      <p className="project-broken">
        The JSON cannot be read, so there is nothing to fill a form with. Mend it in the JSON view.
      </p>
    );
  const { get, base, problem } = project;
  const at = (path: Path) =>
    diagnostics.filter((each) => each.path.length > 0 && isWithin(each.path, [...base, ...path]));
  return (
    <form className="project-form" onSubmit={(event) => event.preventDefault()}>
      {problem !== '' && <p role="alert">The last change was not made. {problem}</p>}
      {sections.map(({ title, settings }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          {settings
            .filter(({ path, when }) => when?.(get) !== false || get(path) !== undefined)
            .map((setting) => (
              <SettingField
                key={setting.path.join('.')}
                setting={setting}
                value={get(setting.path)}
                scenario={scenario}
                diagnostics={at(setting.path)}
                onChange={(value) => put(project, setting, value)}
              />
            ))}
          {title === variablesAfter && (
            <VariableRows project={project} scenario={scenario} diagnosticsAt={at} />
          )}
        </section>
      ))}
    </form>
  );
}

/** A value, and what has to change along with it. */
function put({ change, get }: ProjectValues, { path, along }: Setting, value: unknown): void {
  change({ path, value }, ...(along?.(value, get) ?? []));
}
