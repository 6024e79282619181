import * as z from 'zod';
import { artifacts, cache, reports } from './schema/artifacts.ts';
import { batch } from './schema/batch.ts';
import { env, oldVariables, proxy } from './schema/env.ts';
import { phases } from './schema/phases.ts';
import { text } from './schema/values.ts';

const version = z
  .string({
    error: ({ input }) =>
      input === undefined ? 'The buildspec needs a version: write “version: 0.2”.' : undefined,
  })
  .refine((value) => value === '0.1' || value === '0.2', {
    error: ({ input }) =>
      `Unknown buildspec version ${String(input)}: CodeBuild knows 0.1 and 0.2.`,
  })
  .meta({
    description: 'Version of the buildspec: 0.2. In 0.1 every command runs in a shell of its own.',
    enum: ['0.2', '0.1'],
  });

/**
 * Every key of a buildspec with a sentence about it: what the parser reads by, what it finds wrong, and what the editor
 * completes and explains from (CodeBuild User Guide, "Build specification reference"). `batch` is judged apart, because only
 * batch builds read it.
 */
export const buildspecSchema = z
  .object({
    version,
    'run-as': text('The Linux user who runs all commands. Default: root.').optional(),
    env: env.optional(),
    environment_variables: oldVariables.optional(),
    proxy: proxy.optional(),
    batch: z.unknown().optional(),
    phases: phases.optional(),
    reports: reports.optional(),
    artifacts: artifacts.optional(),
    cache: cache.optional(),
  })
  .meta({ title: 'buildspec', description: 'What CodeBuild does with the source.' });

/** The whole, batch included: for documentation, completion and the check of names. */
export const wholeSchema = buildspecSchema.extend({ batch: batch.optional() });
export { batch as batchSchema };
