import { zip } from '../../../../../cloud/zip.ts';
import { parseYaml, under, type YamlNode } from '../../../../../text/yaml.ts';
import type { ToolContext } from '../../../../types.ts';
import { md5Hex } from '../../../support/bytes.ts';
import { isDirectory, isFile, listFiles, readText, writeFile } from '../../../support/files.ts';
import { absolute } from '../../../support/paths.ts';
import type { Client } from '../../client.ts';
import {
  CallError,
  generalError,
  parameterError,
  unknownOptions,
  usageError,
} from '../../errors.ts';
import { has, lastValue, type OptionKind, parseOptions } from '../../options.ts';
import type { CustomCommand } from '../types.ts';

const table: Readonly<Record<string, OptionKind>> = {
  'template-file': 'value',
  's3-bucket': 'value',
  's3-prefix': 'value',
  'kms-key-id': 'value',
  'output-template-file': 'value',
  'use-json': 'flag',
  'force-upload': 'flag',
  metadata: 'value',
};

/** Properties that may name something local, by resource type, and how the uploaded thing is written instead. */
const properties: Readonly<
  Record<string, { name: string; written: (bucket: string, key: string) => string }>
> = {
  'AWS::Serverless::Function': { name: 'CodeUri', written: (b, k) => `s3://${b}/${k}` },
  'AWS::Serverless::LayerVersion': { name: 'ContentUri', written: (b, k) => `s3://${b}/${k}` },
  'AWS::Lambda::Function': {
    name: 'Code',
    written: (b, k) => `{"S3Bucket": "${b}", "S3Key": "${k}"}`,
  },
  'AWS::Lambda::LayerVersion': {
    name: 'Content',
    written: (b, k) => `{"S3Bucket": "${b}", "S3Key": "${k}"}`,
  },
};

export interface Local {
  resource: string;
  property: string;
  path: string;
  node: YamlNode;
  written: (bucket: string, key: string) => string;
}

/** Things in a template that are named by a path of this machine. */
export function localsIn(root: YamlNode | null): Local[] {
  const resources = root === null ? undefined : under(root, 'Resources');
  if (resources?.kind !== 'map') return [];
  return resources.entries.flatMap(({ key, value }): Local[] => {
    const type = under(value, 'Type');
    const named = type?.kind === 'scalar' ? type.text : '';
    const property = Object.hasOwn(properties, named) ? properties[named] : undefined;
    if (property === undefined) return [];
    const node = under(under(value, 'Properties'), property.name);
    if (node?.kind !== 'scalar' || /^(?:s3|https?):\/\//.test(node.text)) return [];
    const { name, written } = property;
    return [{ resource: key.text, property: name, path: node.text, node, written }];
  });
}

/** What is uploaded for a path: a directory as a zip of its files. */
export async function contentOf(ctx: ToolContext, path: string): Promise<Uint8Array> {
  if (await isDirectory(ctx.fs, path)) {
    const files: Record<string, Uint8Array> = {};
    for (const { path: file } of await listFiles(ctx.fs, path)) {
      files[file.slice(path.length + 1)] = await ctx.fs.readFileBuffer(file);
    }
    return zip(files);
  }
  return ctx.fs.readFileBuffer(path);
}

/** Uploads what is not there yet; a key that may not be looked at counts as not there. */
async function upload(
  ctx: ToolContext,
  client: Client,
  o: { bucket: string; key: string; body: Uint8Array; force: boolean },
): Promise<void> {
  if (!o.force) {
    try {
      await client.call('s3', 'HeadObject', { Bucket: o.bucket, Key: o.key });
      return;
    } catch (reason) {
      if (!(reason instanceof CallError) || reason.kind !== 'service') throw reason;
    }
  }
  await client.call('s3', 'PutObject', { Bucket: o.bucket, Key: o.key, Body: o.body });
  const size = o.body.length;
  ctx.stderr(`\rUploading to ${o.key}  ${size} / ${size.toFixed(1)}  (100.00%)\n`);
}

/** `aws cloudformation package`: local artifacts go to a bucket, the template then names them there. */
export const packageTemplate: CustomCommand = async (ctx, client, _globals, words) => {
  const options = parseOptions(words, table);
  const missing = ['template-file', 's3-bucket'].filter((name) => !has(options, name));
  if (missing.length > 0) {
    throw usageError(
      `the following arguments are required: ${missing.map((name) => `--${name}`).join(', ')}`,
    );
  }
  const unknown = [...options.unknown, ...options.positionals];
  if (unknown.length > 0) throw unknownOptions(unknown);
  const file = lastValue(options, 'template-file') ?? '';
  const template = absolute(ctx.cwd, file);
  const source = await readText(ctx.fs, template);
  if (source === null) throw parameterError(`Invalid template path ${file}`);
  const parsed = parseYaml(source);
  if (!parsed.ok) throw generalError(parsed.error.reason);

  const bucket = lastValue(options, 's3-bucket') ?? '';
  const prefix = lastValue(options, 's3-prefix');
  let written = source;
  // From the end, so that the places before stay right.
  const locals = localsIn(parsed.root);
  const keys = new Map<Local, string>();
  for (const local of locals) {
    const path = absolute(template.slice(0, template.lastIndexOf('/')) || '/', local.path);
    if (!(await isDirectory(ctx.fs, path)) && !(await isFile(ctx.fs, path))) {
      throw generalError(
        `Unable to upload artifact ${local.path} referenced by ${local.property} parameter of ${local.resource} resource.\nParameter ${local.property} of resource ${local.resource} refers to a file or folder that does not exist ${path}`,
      );
    }
    const body = await contentOf(ctx, path);
    const name = md5Hex(body);
    const key = prefix === undefined ? name : `${prefix}/${name}`;
    try {
      await upload(ctx, client, { bucket, key, body, force: has(options, 'force-upload') });
    } catch (reason) {
      if (!(reason instanceof CallError)) throw reason;
      throw generalError(
        `Unable to upload artifact ${local.path} referenced by ${local.property} parameter of ${local.resource} resource.\n${reason.message}`,
      );
    }
    keys.set(local, key);
  }
  for (const local of locals.toReversed()) {
    const text = local.written(bucket, keys.get(local) ?? '');
    const quoted = /^["']/.test(written.slice(local.node.start)) && !text.startsWith('{');
    written = `${written.slice(0, local.node.start)}${quoted ? JSON.stringify(text) : text}${written.slice(local.node.end)}`;
  }
  const out = lastValue(options, 'output-template-file');
  if (out === undefined) {
    ctx.stdout(`${written}\n`);
    return 0;
  }
  await writeFile(ctx.fs, absolute(ctx.cwd, out), written);
  ctx.stdout(
    `\nSuccessfully packaged artifacts and wrote output template to file ${out}.\nExecute the following command to deploy the packaged template\naws cloudformation deploy --template-file ${absolute(ctx.cwd, out)} --stack-name <YOUR STACK NAME>\n`,
  );
  return 0;
};
