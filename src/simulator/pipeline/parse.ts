import type { Diagnostic } from '../diagnostics.ts';
import { pipelineSchema } from '../scenario/schema.ts';
import type { PipelineDefinition } from '../scenario/types.ts';
import { readJson } from '../text/jsonDocument.ts';
import { checkStructure } from './structure.ts';

const has = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key);

/**
 * Reads what `aws codepipeline get-pipeline` prints, or the `pipeline` object alone, and checks it as `update-pipeline`
 * would (CodePipeline User Guide, "Pipeline structure reference"). Never throws.
 */
export function parsePipeline(text: string): {
  pipeline?: PipelineDefinition;
  diagnostics: Diagnostic[];
} {
  const read = readJson(text, pipelineSchema, 'InvalidStructureException', (value) =>
    has(value, 'pipeline') ? ['pipeline'] : [],
  );
  if (read.value === undefined) return { diagnostics: read.diagnostics };
  const pipeline = JSON.parse(JSON.stringify(read.value)) as PipelineDefinition;
  const found = checkStructure(pipeline).map(
    ({ code, message, path }): Diagnostic => ({
      severity: 'error',
      code,
      message,
      path,
      range: read.rangeOf(path),
    }),
  );
  return { pipeline, diagnostics: [...read.diagnostics, ...found] };
}
