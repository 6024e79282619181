import type { Path } from '../../../diagnostics.ts';
import { entryOf, under, type YamlNode } from '../../../text/yaml.ts';

import { selectRuntimes } from '../../images.ts';
import { reportFormats } from '../schema/artifacts.ts';
import type { Read, Remark, Warnings } from './types.ts';

function* artifactSections(root: YamlNode): Generator<[YamlNode, Path]> {
  const artifacts = under(root, 'artifacts');
  if (artifacts === undefined) return;
  yield [artifacts, ['artifacts']];
  const secondary = under(artifacts, 'secondary-artifacts');
  for (const { key, value } of secondary?.kind === 'map' ? secondary.entries : [])
    yield [value, ['artifacts', 'secondary-artifacts', key.text]];
}

function* bareDirectories(root: YamlNode): Generator<Remark> {
  for (const [section, path] of artifactSections(root)) {
    const files = under(section, 'files');
    const items = files?.kind === 'list' ? files.items : files === undefined ? [] : [files];
    for (const [index, node] of items.entries()) {
      if (node.kind !== 'scalar' || !/^[a-z_][\w-]*$/.test(node.text)) continue;
      const file = node.text;
      yield {
        span: node,
        path: files?.kind === 'list' ? [...path, 'files', index] : [...path, 'files'],
        message: `“${file}” names one file. For everything in a directory write '${file}/**/*', or set base-directory: ${file}.`,
      };
    }
  }
}

/** Runtimes that the image of the project does not have, in the words with which the build would fail. */
function* runtimes({ root, spec, around }: Read): Generator<Remark> {
  const written = under(under(under(root, 'phases'), 'install'), 'runtime-versions');
  if (around === null || written?.kind !== 'map') return;
  for (const [name, version] of Object.entries(spec.phases.install?.['runtime-versions'] ?? {})) {
    const value = under(written, name);
    if (value === undefined || version.includes('$')) continue;
    const { error, unsupported } = selectRuntimes(around.image, { [name]: version });
    const path = ['phases', 'install', 'runtime-versions', name];
    if (error !== undefined) {
      yield { span: value, path, message: `In ${around.image} the build would fail: ${error}` };
    } else if (unsupported) {
      const message = `${around.image} knows nothing of runtime-versions: CodeBuild skips this, and the image's own version runs.`;
      yield { span: value, path, message, severity: 'info' };
    }
  }
}

/** The action of the pipeline names output artifacts that the buildspec does not make (reference: codebuild §8.3). */
function* missingArtifacts({ root, spec, around }: Read): Generator<Remark> {
  const entry = entryOf(root, 'artifacts') ?? entryOf(root, 'phases');
  if (around === null || entry === undefined) return;
  const [first, ...more] = around.outputs;
  if (first === undefined) return;
  const span = entry.key;
  const path = ['artifacts'];
  const secondary = spec.artifacts?.['secondary-artifacts'] ?? {};
  if (more.length === 0) {
    if ((spec.artifacts?.files.length ?? 0) > 0 || Object.hasOwn(secondary, first)) return;
    const message = `The build action of the pipeline has the output artifact ${first}, but the buildspec names no files under artifacts: what comes after the build cannot find it.`;
    yield { span, path, message };
    return;
  }
  for (const name of around.outputs.filter((output) => !Object.hasOwn(secondary, output))) {
    const message = `The build action of the pipeline has several output artifacts; ${name} needs an entry of exactly this name under secondary-artifacts.`;
    yield { span, path, message };
  }
}

/** About the sections themselves. */
export const sectionWarnings: Warnings = {
  'old-version': {
    severity: 'warning',
    *find({ root, spec }) {
      const node = under(root, 'version');
      if (spec.version !== '0.1' || node === undefined) return;
      const message = 'In version 0.1 every command runs in a shell of its own. Use 0.2.';
      yield { span: node, path: ['version'], message, replacement: '0.2' };
    },
  },
  'directory-not-expanded': { severity: 'warning', find: ({ root }) => bareDirectories(root) },
  'no-commands': {
    severity: 'warning',
    *find({ root, spec }) {
      for (const [name, phase] of Object.entries(spec.phases)) {
        const entry = entryOf(under(root, 'phases'), name);
        if (entry === undefined || phase.commands.length > 0) continue;
        if (name === 'install' && phase['runtime-versions'] !== undefined) continue;
        const message = `The phase ${name} has no commands. CodeBuild says “No commands found for phase name: ${name}” and goes on.`;
        yield { span: entry.key, path: ['phases', name], message };
      }
    },
  },
  'report-groups': {
    severity: 'warning',
    *find({ root, spec }) {
      const node = entryOf(root, 'reports')?.key;
      const groups = Object.keys(spec.reports ?? {}).length;
      if (node === undefined || groups <= 5) return;
      const message = `A project has at most 5 report groups; these are ${groups}.`;
      yield { span: node, path: ['reports'], message };
    },
  },
  'fallback-without-key': {
    severity: 'warning',
    *find({ root, spec }) {
      const node = entryOf(under(root, 'cache'), 'fallback-keys')?.key;
      if (node === undefined || spec.cache?.key !== undefined) return;
      const message = 'Without key, CodeBuild ignores fallback-keys.';
      yield { span: node, path: ['cache', 'fallback-keys'], message };
    },
  },
  'cache-without-project': {
    severity: 'warning',
    *find({ root, spec, around }) {
      const node = entryOf(root, 'cache')?.key;
      if (node === undefined || around === null || around.cached) return;
      if (spec.cache?.paths.length === 0) return;
      const message =
        'The project has no cache: nothing is kept until it says where (its setting cache, in S3 or on the build host).';
      yield { span: node, path: ['cache'], message };
    },
  },
  'unknown-runtime': { severity: 'warning', find: runtimes },
  'artifacts-missing': { severity: 'warning', find: missingArtifacts },
  'report-format': {
    severity: 'warning',
    *find({ root, spec }) {
      for (const [group, report] of Object.entries(spec.reports ?? {})) {
        const node = under(under(under(root, 'reports'), group), 'file-format');
        const known: readonly string[] = reportFormats;
        if (node === undefined || known.includes(report['file-format'])) continue;
        yield {
          span: node,
          path: ['reports', group, 'file-format'],
          message: `CodeBuild reads no reports of the format ${report['file-format']}. It reads ${known.join(', ')}.`,
        };
      }
    },
  },
};
