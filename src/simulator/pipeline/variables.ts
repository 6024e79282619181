import type { ActionDeclaration } from '../scenario/types.ts';
import type { ExecutionRun } from './executionRun.ts';

/**
 * `#{Namespace.Name}` in an action's configuration becomes the output variable of an earlier action
 * (CodePipeline User Guide, "Working with variables"). What has no value stays as written.
 */
export function resolveVariables(text: string, run: ExecutionRun): string {
  return text.replace(/#\{([\w@-]{1,100})\.([\w.@-]{1,100})\}/g, (whole, namespace, name) => {
    if (namespace === 'codepipeline' && name === 'PipelineExecutionId') return run.id;
    const values = run.variables.get(namespace);
    return values !== undefined && Object.hasOwn(values, name) ? (values[name] ?? whole) : whole;
  });
}

export function resolveConfiguration(
  action: ActionDeclaration,
  run: ExecutionRun,
): Record<string, string> {
  const entries = Object.entries(action.configuration ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, resolveVariables(value, run)]));
}
