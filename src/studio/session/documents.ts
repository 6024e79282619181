/** The texts that a learner can open: each one is a part of the scenario, and can be put back into it. */
import type {
  CodeBuildProject,
  PipelineDefinition,
  Scenario,
} from '../../simulator/scenario/types.ts';
import type { DocumentKind } from '../../worker/protocol.ts';

/** As in `SourceRef.document`: `buildspec`, `role:<role>/policy:<name>`, `file:<path>` … */
export type DocumentId = string;
/** Tabs of the editors pane. */
export type DocumentGroup = 'buildspec' | 'policy' | 'trust' | 'pipeline' | 'project' | 'repo';

export interface StudioDocument {
  id: DocumentId;
  group: DocumentGroup;
  /** Name within its group: role and policy, file path … */
  label: string;
  language: 'yaml' | 'json' | 'plaintext';
  text: string;
  /** The parser that judges it; none for plain files. */
  kind?: DocumentKind;
  /** A document with errors stays out of force, as its service would refuse to save it. */
  refusable: boolean;
}

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

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

  const roles = Object.entries(scenario.roles ?? {});
  for (const [role, { policies }] of roles)
    for (const [name, policy] of Object.entries(policies))
      json(`role:${role}/policy:${name}`, 'policy', `${role} · ${name}`, 'identityPolicy', policy);
  for (const [name, bucket] of Object.entries(scenario.resources?.buckets ?? {}))
    if (bucket.policy !== undefined)
      json(`bucket:${name}/policy`, 'policy', `bucket ${name}`, 'resourcePolicy', bucket.policy);
  for (const [role, { trustPolicy }] of roles)
    json(`trust:${role}`, 'trust', role, 'trustPolicy', trustPolicy);
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
  return found;
}

/**
 * The scenario with one document replaced.
 * @returns null when there is no such document, or the text of a JSON document is no JSON object.
 */
export function withDocument(scenario: Scenario, id: DocumentId, text: string): Scenario | null {
  const [, head = '', tail = ''] = /^([a-z]+)(?::(.*))?$/s.exec(id) ?? [];
  const writer = Object.hasOwn(writers, head) ? writers[head] : undefined;
  return writer?.(scenario, tail, text) ?? null;
}

type Writer = (scenario: Scenario, name: string, text: string) => Scenario | null;

const writers: Record<string, Writer> = {
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
  role: (scenario, name, text) => {
    const [roleName = '', policyName = ''] = splitOnce(name, '/policy:');
    const role = own(scenario.roles, roleName);
    const policy = readObject(text);
    if (role === undefined || policy === null || !Object.hasOwn(role.policies, policyName))
      return null;
    const policies = { ...role.policies, [policyName]: policy };
    return { ...scenario, roles: { ...scenario.roles, [roleName]: { ...role, policies } } };
  },
  trust: (scenario, name, text) => {
    const role = own(scenario.roles, name);
    const trustPolicy = readObject(text);
    if (role === undefined || trustPolicy === null) return null;
    return { ...scenario, roles: { ...scenario.roles, [name]: { ...role, trustPolicy } } };
  },
  bucket: (scenario, name, text) => {
    const [bucketName = ''] = splitOnce(name, '/policy');
    const bucket = own(scenario.resources?.buckets, bucketName);
    const policy = readObject(text);
    if (bucket === undefined || policy === null) return null;
    const buckets = { ...scenario.resources?.buckets, [bucketName]: { ...bucket, policy } };
    return { ...scenario, resources: { ...scenario.resources, buckets } };
  },
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

function own<T>(table: Record<string, T> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

function splitOnce(text: string, by: string): string[] {
  const at = text.indexOf(by);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + by.length)];
}

/** What `get-pipeline` and `batch-get-projects` print is wrapped in one more object. */
function unwrap(value: object | null, key: string): object | null {
  if (value === null || !Object.hasOwn(value, key)) return value;
  const inner = (value as Record<string, unknown>)[key];
  const first: unknown = Array.isArray(inner) ? inner[0] : inner;
  return isObject(first) ? first : value;
}

function readObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
