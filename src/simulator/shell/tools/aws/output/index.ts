import { dump } from 'js-yaml';
import type { ToolContext } from '../../../types.ts';
import { isObject } from '../../support/json.ts';
import { readProfile } from '../config.ts';
import { type Globals, type OutputFormat, outputFormats } from '../globals.ts';
import { applyQuery } from './query.ts';
import { formatTable } from './table.ts';
import { formatText } from './text.ts';

const yaml = (value: unknown): string => dump(value, { sortKeys: true });

const formats: Readonly<Record<OutputFormat, (title: string, value: unknown) => string>> = {
  json: (_title, value) => `${JSON.stringify(value, null, 4)}\n`,
  text: (_title, value) => formatText(value),
  table: (title, value) => formatTable(title, value),
  yaml: (_title, value) => yaml(value),
  'yaml-stream': (_title, value) => yaml([value]),
};

async function formatOf(ctx: ToolContext, globals: Globals): Promise<OutputFormat> {
  if (globals.output !== undefined) return globals.output;
  const { settings } = await readProfile(ctx, globals.profile);
  const wanted = ctx.env.AWS_DEFAULT_OUTPUT ?? settings.get('output');
  return outputFormats.find((format) => format === wanted) ?? 'json';
}

/** Prints the result of an operation as `--query` and `--output` want it. Nothing for an empty result. */
export async function printResult(
  ctx: ToolContext,
  globals: Globals,
  operation: string,
  output: unknown,
): Promise<void> {
  let value = output;
  if (globals.query !== undefined) value = applyQuery(globals.query, output);
  if (isObject(value) && Object.keys(value).length === 0) return;
  ctx.stdout(formats[await formatOf(ctx, globals)](operation, value));
}
