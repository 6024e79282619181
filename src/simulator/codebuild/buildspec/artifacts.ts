import type { Path } from '../../diagnostics.ts';
import { under, type YamlNode } from '../../text/yaml.ts';
import type { Findings } from './findings.ts';
import { scalar, strings, yes } from './read.ts';
import type { Buildspec, BuildspecArtifacts } from './types.ts';

function readOne(found: Findings, node: YamlNode, path: Path): BuildspecArtifacts {
  const name = scalar(found, node, 'name', path);
  const base = scalar(found, node, 'base-directory', path);
  const prefix = scalar(found, node, 's3-prefix', path);
  return {
    files: strings(found, node, 'files', path, true),
    'discard-paths': yes(under(node, 'discard-paths')),
    'exclude-paths': strings(found, node, 'exclude-paths', path, true),
    'enable-symlinks': yes(under(node, 'enable-symlinks')),
    ...(name === undefined ? {} : { name }),
    ...(base === undefined ? {} : { 'base-directory': base }),
    ...(prefix === undefined ? {} : { 's3-prefix': prefix }),
  };
}

/** CodeBuild User Guide, "Build specification reference", artifacts. */
export function readArtifacts(found: Findings, root: YamlNode): Buildspec['artifacts'] {
  const node = under(root, 'artifacts');
  if (node === undefined || (node.kind === 'scalar' && node.empty)) return undefined;
  const path: Path = ['artifacts'];
  const secondary = under(node, 'secondary-artifacts');
  const entries = secondary?.kind === 'map' ? secondary.entries : [];
  const artifacts = readOne(found, node, path);
  for (const [index, file] of artifacts.files.entries()) {
    if (/^[\w-]+$/.test(file)) {
      const files = under(node, 'files');
      found.warn(
        (files?.kind === 'list' ? files.items[index] : files) ?? node,
        [...path, 'files', index],
        'directory-not-expanded',
        `“${file}” names one file. For everything in a directory write '${file}/**/*', or set base-directory: ${file}.`,
      );
    }
  }
  return {
    ...artifacts,
    'secondary-artifacts': Object.fromEntries(
      entries.map(({ key, value }) => [
        key.text,
        readOne(found, value, [...path, 'secondary-artifacts', key.text]),
      ]),
    ),
  };
}
