import * as z from 'zod';
import type { Path } from '../../diagnostics.ts';
import type { YamlNode } from '../../text/yaml.ts';
import type { Findings } from './findings.ts';

/** What people write when they mean a key. */
const likely: Readonly<Record<string, string>> = {
  artifact: 'artifacts',
  phase: 'phases',
  environment: 'env',
  report: 'reports',
  caches: 'cache',
  command: 'commands',
  variable: 'variables',
  'runtime-version': 'runtime-versions',
  runtime_versions: 'runtime-versions',
  discard_paths: 'discard-paths',
  base_directory: 'base-directory',
  basedir: 'base-directory',
  exclude: 'exclude-paths',
  'secondary-artifact': 'secondary-artifacts',
  'exported-variable': 'exported-variables',
  'parameter-stores': 'parameter-store',
  'secret-manager': 'secrets-manager',
  secret_manager: 'secrets-manager',
  secrets_manager: 'secrets-manager',
  parameter_store: 'parameter-store',
  on_failure: 'on-failure',
  run_as: 'run-as',
};

/** Keys that stand in the wrong place when they stand elsewhere, and where they belong. */
const homes: Readonly<Record<string, string>> = {
  'runtime-versions': 'phases: install',
  install: 'phases',
  pre_build: 'phases',
  build: 'phases',
  post_build: 'phases',
  commands: 'a phase',
  finally: 'a phase',
  variables: 'env',
  'parameter-store': 'env',
  'secrets-manager': 'env',
  'exported-variables': 'env',
  files: 'artifacts',
  'base-directory': 'artifacts',
  'discard-paths': 'artifacts',
  'secondary-artifacts': 'artifacts',
  paths: 'cache',
  'build-list': 'batch',
  'build-graph': 'batch',
  'build-matrix': 'batch',
  'build-fanout': 'batch',
  ...Object.fromEntries(
    ['env', 'phases', 'artifacts', 'reports', 'cache', 'proxy', 'batch'].map((key) => [
      key,
      'the left margin',
    ]),
  ),
};

/** The schema without what is wrapped around it. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional) return bare(schema.unwrap());
  if (schema instanceof z.ZodPipe) return bare(schema.in);
  return schema;
}

/** Keys that CodeBuild does not know and ignores, and keys that stand twice, wherever the schema has named keys. */
export function checkNames(
  found: Findings,
  node: YamlNode,
  schema: z.core.$ZodType,
  path: Path = [],
): void {
  const kind = bare(schema);
  if (node.kind === 'list' && kind instanceof z.ZodArray) {
    for (const [index, item] of node.items.entries())
      checkNames(found, item, kind.element, [...path, index]);
  }
  if (node.kind !== 'map') return;
  const seen = new Set<string>();
  for (const { key, value } of node.entries) {
    const name = key.text;
    const place = [...path, name];
    if (seen.has(name))
      found.warn(key, place, 'duplicate-key', `“${name}” stands here a second time.`);
    seen.add(name);
    if (kind instanceof z.ZodRecord) checkNames(found, value, kind.valueType, place);
    if (!(kind instanceof z.ZodObject)) continue;
    const inside = Object.hasOwn(kind.shape, name) ? kind.shape[name] : undefined;
    if (inside !== undefined) checkNames(found, value, inside, place);
    // An unknown phase is no warning: the build refuses it.
    else if (!(path.length === 1 && path[0] === 'phases')) unknown(found, key, place, kind.shape);
  }
}

function unknown(found: Findings, key: YamlNode, path: Path, shape: object): void {
  const name = String(path[path.length - 1]);
  const home = Object.hasOwn(homes, name) ? homes[name] : undefined;
  if (home !== undefined) {
    const message = `“${name}” ${home === 'the left margin' ? 'belongs at' : 'belongs under'} ${home}; here CodeBuild ignores it. Look at the indentation.`;
    found.warn(key, path, 'misplaced-key', message);
    return;
  }
  const meant = Object.hasOwn(likely, name) ? likely[name] : undefined;
  const known = meant !== undefined && Object.hasOwn(shape, meant);
  const where = path.length === 1 ? '' : ` under ${String(path[path.length - 2])}`;
  found.warn(
    key,
    path,
    'unknown-key',
    `CodeBuild knows no key “${name}”${where} and ignores it.${known ? ` “${meant}” is meant, probably.` : ''}`,
    known ? meant : undefined,
  );
}
