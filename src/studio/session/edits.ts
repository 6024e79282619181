/** From the scenario as given to the one in force: texts put in, projects saved again. */
import type { Scenario, TimedIntervention } from '../../simulator/scenario/types.ts';
import { type DocumentId, documentsOf, type StudioDocument, withDocument } from './documents.ts';

/** Everything that the learner changed, in the order in which it was saved. */
export interface Edits {
  texts: Record<DocumentId, string>;
  /** CodeBuild projects that were saved once more, as with the console's *Update*. */
  projects: string[];
}

/** The edited scenario, with the edits that fitted into it. */
export function applyEdits(given: Scenario, edits: Edits): { scenario: Scenario; edits: Edits } {
  let scenario = given;
  const texts: Record<DocumentId, string> = {};
  for (const [id, text] of Object.entries(edits.texts)) {
    const next = withDocument(scenario, id, text);
    if (next === null) continue;
    scenario = next;
    texts[id] = text;
  }
  const projects = edits.projects.filter((name) => Object.hasOwn(given.projects, name));
  return { scenario: projects.reduce(withProjectSaved, scenario), edits: { texts, projects } };
}

/** The documents in force, with the texts as they were typed where those still say the same. */
export function documentsInForce(scenario: Scenario, typed: Edits['texts']): StudioDocument[] {
  return documentsOf(scenario).map((document) => {
    const text = typed[document.id];
    return text !== undefined && saysTheSame(document, text) ? { ...document, text } : document;
  });
}

/** A table without some of its entries. */
export function pick<T>(
  table: Record<string, T>,
  keep: (key: string, value: T) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(table).filter(([key, value]) => keep(key, value)));
}

function saysTheSame(document: StudioDocument, text: string): boolean {
  if (document.kind === undefined || document.language !== 'json') return document.text === text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2) === document.text;
  } catch {
    return false;
  }
}

/** Before all else: who edits a project does so before the push that shows the result. */
function withProjectSaved(scenario: Scenario, project: string): Scenario {
  const steps: TimedIntervention[] = scenario.interventions ?? [{ when: { at: 0 }, type: 'push' }];
  if (steps.some((step) => step.type === 'updateProject' && step.project === project))
    return scenario;
  return {
    ...scenario,
    interventions: [{ when: { at: 0 }, type: 'updateProject', project }, ...steps],
  };
}
