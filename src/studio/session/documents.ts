/** The texts that a learner can open: each one is a part of the scenario, and can be put back into it. */
import type {
  CodeBuildProject,
  PipelineDefinition,
  Scenario,
} from '../../simulator/scenario/types.ts';
import type { DocumentKind } from '../../worker/protocol.ts';
import { isObject, own, pretty, readObject } from './json.ts';
import { outcomesId, outcomesText, withOutcomes } from './outcomes.ts';
import { policiesOf } from './policies.ts';
import { policyWriters, type Writer } from './writePolicy.ts';

/** As in `SourceRef.document`: `buildspec`, `role:<role>/policy:<name>`, `file:<path>` … */
export type DocumentId = string;
/** Tabs of the editors pane; `outcomes` has its own place beside the commands. */
export type DocumentGroup =
  | 'buildspec'
  | 'policy'
  | 'trust'
  | 'pipeline'
  | 'project'
  | 'repo'
  | 'outcomes';

export interface StudioDocument {
  id: DocumentId;
  group: DocumentGroup;
  /** Name within its group: role and policy, file path … */
  label: string;
  /** What a decision calls it, where that is another name: policies of an organization. */
  alias?: string;
  /** Heading of its part of the group: `Role policies`, `Service control policies` … */
  section?: string;
  language: 'yaml' | 'json' | 'plaintext';
  text: string;
  /** The parser that judges it; none for plain files. */
  kind?: DocumentKind;
  /** A document with errors stays out of force, as its service would refuse to save it. */
  refusable: boolean;
}

/** Where a project's buildspec comes from: its own text, or a file of the repository. */
export function buildspecOf(
  project: CodeBuildProject | undefined,
): { inline: string } | { file: string } {
  const { buildspec } = project?.source ?? {};
  if (buildspec === undefined || buildspec.trim() === '') return { file: 'buildspec.yml' };
  return buildspec.includes('\n') ? { inline: buildspec } : { file: buildspec };
}

/** Every document of a scenario, in the order of the tabs. */
export function documentsOf(scenario: Scenario): StudioDocument[] {
  const found: StudioDocument[] = [];
  const spec = buildspecOf(firstProject(scenario));
  const specFile = 'file' in spec ? spec.file : null;
  found.push({
    id: 'buildspec',
    group: 'buildspec',
    label: specFile ?? 'buildspec (in the project)',
    language: 'yaml',
    text: 'inline' in spec ? spec.inline : (scenario.repository.files[spec.file] ?? ''),
    kind: 'buildspec',
    refusable: false,
  });
  const json = (
    id: string,
    group: DocumentGroup,
    label: string,
    kind: DocumentKind,
    value: unknown,
  ) =>
    found.push({ id, group, label, language: 'json', text: pretty(value), kind, refusable: true });

  for (const { id, alias, section, label, kind, value } of policiesOf(scenario))
    found.push({
      id,
      group: kind === 'trustPolicy' ? 'trust' : 'policy',
      ...(alias !== undefined && { alias }),
      ...(section !== '' && { section }),
      label,
      language: 'json',
      text: typeof value === 'string' ? value : pretty(value),
      kind,
      refusable: true,
    });
  json('pipeline', 'pipeline', scenario.pipeline.name, 'pipeline', scenario.pipeline);
  for (const [name, project] of Object.entries(scenario.projects))
    json(`project:${name}`, 'project', name, 'project', project);
  for (const [path, text] of Object.entries(scenario.repository.files))
    if (path !== specFile)
      found.push({
        id: `file:${path}`,
        group: 'repo',
        label: path,
        language: /\.ya?ml$/.test(path) ? 'yaml' : path.endsWith('.json') ? 'json' : 'plaintext',
        text,
        refusable: false,
      });
  if (outcomesText(scenario) !== '')
    found.push({
      id: outcomesId,
      group: 'outcomes',
      label: 'Scripted outcomes',
      language: 'json',
      text: outcomesText(scenario),
      refusable: false,
    });
  return found;
}

/** The document that a source, a decision or an edit names. */
export const documentNamed = (
  documents: readonly StudioDocument[],
  name: string,
): StudioDocument | undefined =>
  documents.find(({ id }) => id === name) ?? documents.find(({ alias }) => alias === name);

/**
 * The scenario with one document replaced.
 * @returns null when there is no such document, or the text of a JSON document is no JSON object.
 */
export function withDocument(scenario: Scenario, id: DocumentId, text: string): Scenario | null {
  const [, head = '', tail = ''] = /^([a-z]+)(?::(.*))?$/s.exec(id) ?? [];
  const writer = Object.hasOwn(writers, head) ? writers[head] : undefined;
  return writer?.(scenario, tail, text) ?? null;
}

const writers: Record<string, Writer> = {
  ...policyWriters,
  buildspec: (scenario, _name, text) => {
    const project = firstProject(scenario);
    const spec = buildspecOf(project);
    if ('file' in spec) return withFile(scenario, spec.file, text);
    if (project === undefined) return null;
    const source = { ...project.source, buildspec: text };
    return withProject(scenario, { ...project, source });
  },
  file: (scenario, path, text) =>
    Object.hasOwn(scenario.repository.files, path) ? withFile(scenario, path, text) : null,
  [outcomesId]: (scenario, _name, text) => withOutcomes(scenario, text),
  pipeline: (scenario, _name, text) => {
    const pipeline = unwrap(readObject(text), 'pipeline');
    return pipeline === null ? null : { ...scenario, pipeline: pipeline as PipelineDefinition };
  },
  project: (scenario, name, text) => {
    const project = unwrap(readObject(text), 'projects');
    if (project === null || own(scenario.projects, name) === undefined) return null;
    return withProject(scenario, { ...(project as CodeBuildProject), name });
  },
};

const firstProject = (scenario: Scenario): CodeBuildProject | undefined =>
  Object.values(scenario.projects)[0];

const withFile = (scenario: Scenario, path: string, text: string): Scenario => ({
  ...scenario,
  repository: { ...scenario.repository, files: { ...scenario.repository.files, [path]: text } },
});

const withProject = (scenario: Scenario, project: CodeBuildProject): Scenario => ({
  ...scenario,
  projects: { ...scenario.projects, [project.name]: project },
});

/** What `get-pipeline` and `batch-get-projects` print is wrapped in one more object. */
function unwrap(value: object | null, key: string): object | null {
  if (value === null || !Object.hasOwn(value, key)) return value;
  const inner = (value as Record<string, unknown>)[key];
  const first: unknown = Array.isArray(inner) ? inner[0] : inner;
  return isObject(first) ? first : value;
}
