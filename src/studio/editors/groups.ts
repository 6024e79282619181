import type { DocumentGroup, StudioDocument } from '../session/documents.ts';

/** The tabs of the pane, in order. */
export const groups: readonly { id: DocumentGroup; label: string; choose: string }[] = [
  { id: 'buildspec', label: 'buildspec.yml', choose: 'Buildspec' },
  { id: 'policy', label: 'Policy', choose: 'Policy' },
  { id: 'trust', label: 'Trust', choose: 'Role' },
  { id: 'pipeline', label: 'Pipeline', choose: 'Pipeline' },
  { id: 'project', label: 'Project', choose: 'Project' },
  { id: 'repo', label: 'Repo', choose: 'File' },
];

/** The service that would refuse a document, and what stays in force instead. */
const keepers: Record<DocumentGroup, { service: string; kept: string }> = {
  buildspec: { service: 'CodeBuild', kept: 'buildspec' },
  policy: { service: 'IAM', kept: 'policy' },
  trust: { service: 'IAM', kept: 'trust policy' },
  pipeline: { service: 'CodePipeline', kept: 'pipeline' },
  project: { service: 'CodeBuild', kept: 'project' },
  repo: { service: 'Git', kept: 'file' },
  outcomes: { service: 'Pipeglass', kept: 'list' },
};

/** Services that keep the policies of their own resources, by the first word of the document's name. */
const policyKeepers: Record<string, string> = {
  bucket: 'S3',
  repository: 'ECR',
  key: 'KMS',
  secret: 'Secrets Manager',
  parameter: 'Systems Manager',
  function: 'Lambda',
  scp: 'Organizations',
  rcp: 'Organizations',
};

/** Who would refuse this document, and what stays in force instead. */
export function keeperOf({ id, group }: StudioDocument): { service: string; kept: string } {
  const head = id.split(':')[0] ?? '';
  const { service, kept } = keepers[group];
  const own = Object.hasOwn(policyKeepers, head) ? policyKeepers[head] : undefined;
  return { service: own ?? service, kept };
}

export const inGroup = (documents: readonly StudioDocument[], group: DocumentGroup) =>
  documents.filter((document) => document.group === group);
