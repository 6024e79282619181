import type { ToolContext } from '../../types.ts';
import { isDirectory, readText } from '../support/files.ts';
import { entries, parseJson, text } from '../support/json.ts';

export type AssetKind = 'file' | 'image';

/** What a synthesized CDK app (`cdk.out`) says is to be published (AWS CDK v2 Developer Guide, "Cloud assemblies"). */
export async function assetsIn(ctx: ToolContext, folder: string): Promise<Set<AssetKind>> {
  const kinds = new Set<AssetKind>();
  if (!(await isDirectory(ctx.fs, folder))) return kinds;
  for (const name of await ctx.fs.readdir(folder)) {
    if (!name.endsWith('.assets.json')) continue;
    const manifest = parseJson((await readText(ctx.fs, `${folder}/${name}`)) ?? '');
    if (entries(manifest, 'files').length > 0) kinds.add('file');
    if (entries(manifest, 'dockerImages').length > 0) kinds.add('image');
  }
  return kinds;
}

/** Names of the stacks in the synthesized output. */
export async function stacksIn(ctx: ToolContext, folder: string): Promise<string[]> {
  const manifest = parseJson((await readText(ctx.fs, `${folder}/manifest.json`)) ?? '');
  return entries(manifest, 'artifacts')
    .filter(([, artifact]) => text(artifact, 'type') === 'aws:cloudformation:stack')
    .map(([name]) => name);
}
