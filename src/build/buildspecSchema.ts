/**
 * Renders the schema of buildspecs as JSON Schema, from which the editor completes and explains:
 * `npx tsx src/build/buildspecSchema.ts`. A test fails when it is out of date.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { wholeSchema } from '../simulator/codebuild/buildspec/schema.ts';

const sourceFolder = fileURLToPath(new URL('..', import.meta.url));
export const schemaPath = `${sourceFolder}studio/editors/code/buildspec.schema.json`;

/** What is written in a buildspec, before it is read: texts, lists and mappings. */
export function buildspecJsonSchema(): unknown {
  return z.toJSONSchema(wholeSchema, { io: 'input', target: 'draft-7', reused: 'inline' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(schemaPath, `${JSON.stringify(buildspecJsonSchema(), null, 2)}\n`);
  spawnSync('npx', ['biome', 'format', '--write', schemaPath], { stdio: 'inherit' });
}
