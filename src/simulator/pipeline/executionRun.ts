import type { Session } from '../cloud/types.ts';
import type { PipelineDefinition } from '../scenario/types.ts';

/** Where an artifact lies. */
export interface ArtifactLocation {
  bucket: string;
  objectKey: string;
}

/** What one pipeline execution carries from action to action. */
export interface ExecutionRun {
  id: string;
  pipeline: PipelineDefinition;
  trigger: { type: string; detail: string };
  /** The commit that the source action takes (connection source: the commit of the event). */
  commitId: string;
  artifacts: Map<string, ArtifactLocation>;
  /** Output variables by namespace. */
  variables: Map<string, Record<string, string>>;
  /** Session of the pipeline's service role, by role ARN. */
  sessions: Map<string, Session>;
}
