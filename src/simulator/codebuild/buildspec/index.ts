import type { Diagnostic } from '../../diagnostics.ts';
import { lineIndex } from '../../text/lines.ts';
import { nodeAt, parseYaml, under, type YamlNode } from '../../text/yaml.ts';
import { readArtifacts } from './artifacts.ts';
import { readEnvironment } from './environment.ts';
import { type Findings, makeFindings } from './findings.ts';
import { readPhases } from './phases.ts';
import { scalar, strings } from './read.ts';
import type { Buildspec } from './types.ts';
import { yamlMessage } from './wording.ts';

const topKeys = [
  'version',
  'run-as',
  'env',
  'proxy',
  'batch',
  'phases',
  'reports',
  'artifacts',
  'cache',
];
/** What people write when they mean a top-level key. */
const likely: Record<string, string> = {
  artifact: 'artifacts',
  phase: 'phases',
  environment: 'env',
  report: 'reports',
  caches: 'cache',
};

/**
 * Reads a buildspec as CodeBuild does. With an error among the diagnostics the build fails in DOWNLOAD_SOURCE, and its message
 * is the first error's (CodeBuild User Guide, "Build specification reference"; literal messages: observed logs). Never throws.
 */
export function parseBuildspec(text: string): {
  buildspec?: Buildspec;
  diagnostics: Diagnostic[];
} {
  const lines = lineIndex(text);
  const found = makeFindings(lines);
  const parsed = parseYaml(text);
  if (!parsed.ok) {
    const { reason, offset } = parsed.error;
    const number = lines.line(offset);
    const message = yamlMessage(reason, text.split('\n')[number - 1] ?? '', number);
    const range = lines.range(offset, offset + 1);
    return {
      diagnostics: [{ severity: 'error', code: 'YAML_FILE_ERROR', message, path: [], range }],
    };
  }
  const root = parsed.root ?? { kind: 'scalar', text: '', empty: true, start: 0, end: 0 };
  if (root.kind !== 'map') {
    found.error(root, [], 'The buildspec must be a mapping that begins with “version: 0.2”.');
    return { diagnostics: found.list };
  }
  checkKeys(found, root);
  const buildspec = read(found, root);
  return {
    buildspec: {
      ...buildspec,
      rangeOf(path) {
        const node = nodeAt(root, path);
        return node === undefined ? undefined : lines.range(node.start, node.end);
      },
    },
    diagnostics: found.list,
  };
}

function checkKeys(found: Findings, root: YamlNode): void {
  if (root.kind !== 'map') return;
  const seen = new Set<string>();
  for (const { key } of root.entries) {
    const name = key.text;
    if (seen.has(name)) {
      found.warn(key, [name], 'duplicate-key', `“${name}” stands here a second time.`);
    }
    seen.add(name);
    if (!topKeys.includes(name) && name !== 'environment_variables') {
      const meant = Object.hasOwn(likely, name) ? likely[name] : undefined;
      found.warn(
        key,
        [name],
        'unknown-key',
        `CodeBuild knows no key “${name}” and ignores it.`,
        meant,
      );
    }
  }
}

function read(found: Findings, root: YamlNode): Omit<Buildspec, 'rangeOf'> {
  const version = scalar(found, root, 'version', []);
  if (version === undefined) {
    found.error(root, ['version'], 'The buildspec needs a version: write “version: 0.2”.');
  } else if (version !== '0.2' && version !== '0.1') {
    found.error(
      under(root, 'version') ?? root,
      ['version'],
      `Unknown buildspec version ${version}: CodeBuild knows 0.1 and 0.2.`,
    );
  } else if (version === '0.1') {
    found.warn(
      under(root, 'version') ?? root,
      ['version'],
      'old-version',
      'In version 0.1 every command runs in a shell of its own. Use 0.2.',
      '0.2',
    );
  }
  const artifacts = readArtifacts(found, root);
  const runAs = scalar(found, root, 'run-as', []);
  const reports = under(root, 'reports');
  const cache = under(root, 'cache');
  const key = scalar(found, cache, 'key', ['cache']);
  return {
    version: version ?? '',
    env: readEnvironment(found, root),
    phases: readPhases(found, root),
    ...(artifacts === undefined ? {} : { artifacts }),
    ...(runAs === undefined ? {} : { 'run-as': runAs }),
    ...(reports?.kind === 'map'
      ? { reports: Object.fromEntries(reports.entries.map((entry) => [entry.key.text, {}])) }
      : {}),
    ...(cache === undefined
      ? {}
      : {
          cache: {
            paths: strings(found, cache, 'paths', ['cache']),
            ...(key === undefined ? {} : { key }),
          },
        }),
  };
}
