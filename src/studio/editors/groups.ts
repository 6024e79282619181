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
export const keepers: Record<DocumentGroup, { service: string; kept: string }> = {
  buildspec: { service: 'CodeBuild', kept: 'buildspec' },
  policy: { service: 'IAM', kept: 'policy' },
  trust: { service: 'IAM', kept: 'trust policy' },
  pipeline: { service: 'CodePipeline', kept: 'pipeline' },
  project: { service: 'CodeBuild', kept: 'project' },
  repo: { service: 'Git', kept: 'file' },
};

export const inGroup = (documents: readonly StudioDocument[], group: DocumentGroup) =>
  documents.filter((document) => document.group === group);
