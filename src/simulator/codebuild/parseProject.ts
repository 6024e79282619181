import type { Diagnostic } from '../diagnostics.ts';
import { projectSchema } from '../scenario/schema.ts';
import type { CodeBuildProject } from '../scenario/types.ts';
import { readJson } from '../text/jsonDocument.ts';

/**
 * Reads what `aws codebuild batch-get-projects` prints (its first project), `create-project` input, or the project alone.
 * Never throws.
 */
export function parseProject(text: string): {
  project?: CodeBuildProject;
  diagnostics: Diagnostic[];
} {
  const read = readJson(text, projectSchema, 'InvalidInputException', (value) => {
    const { projects, project } = Object(value) as Record<string, unknown>;
    if (Array.isArray(projects)) return ['projects', 0];
    return project === undefined ? [] : ['project'];
  });
  if (read.value === undefined) return { diagnostics: read.diagnostics };
  return {
    project: JSON.parse(JSON.stringify(read.value)) as CodeBuildProject,
    diagnostics: read.diagnostics,
  };
}
