import type { Diagnostic } from '../../diagnostics.ts';
import { lineIndex } from '../../text/lines.ts';
import { nodeAt, parseYaml, under, type YamlNode } from '../../text/yaml.ts';
import { batchFaults } from './batchFaults.ts';
import { type Findings, makeFindings } from './findings.ts';
import { faultsOf } from './issues.ts';
import { checkNames } from './names.ts';
import { type Plain, plainOf } from './plain.ts';
import { buildspecOf } from './read.ts';
import { batchSchema, buildspecSchema, wholeSchema } from './schema.ts';
import type { Surroundings } from './surroundings.ts';
import type { Buildspec, BuildspecBatch } from './types.ts';
import { warnAbout } from './warnings/index.ts';
import { yamlMessage } from './wording.ts';

export interface ParsedBuildspec {
  /** Absent when there is an error. */
  buildspec?: Buildspec;
  diagnostics: Diagnostic[];
}

/**
 * Reads a buildspec as CodeBuild does. With an error among the diagnostics the build fails in DOWNLOAD_SOURCE, and its message
 * is the first error's (CodeBuild User Guide, "Build specification reference"; literal messages: observed logs). Never throws.
 * @param around what it would run in, where that is known: some warnings depend on it
 */
export function parseBuildspec(text: string, around: Surroundings | null = null): ParsedBuildspec {
  return parse(text, (found, root, spec) => warnAbout(found, { text, root, spec, around }));
}

/** The same for a build, which does not look for the warnings of the editor. */
export function readBuildspec(text: string): ParsedBuildspec {
  return parse(text, () => undefined);
}

type Spec = Omit<Buildspec, 'rangeOf'>;

/** @param warn called with what has no errors */
function parse(
  text: string,
  warn: (found: Findings, root: YamlNode, spec: Spec) => void,
): ParsedBuildspec {
  const lines = lineIndex(text);
  const found = makeFindings(lines);
  const parsed = parseYaml(text);
  if (!parsed.ok) {
    const { reason, offset } = parsed.error;
    const number = lines.line(offset);
    const message = yamlMessage(reason, text, number);
    const range = lines.range(offset, offset + 1);
    return {
      diagnostics: [{ severity: 'error', code: 'YAML_FILE_ERROR', message, path: [], range }],
    };
  }
  const root = parsed.root ?? { kind: 'scalar', text: '', empty: true, start: 0, end: 0 };
  const buildspec = read(found, root, text);
  if (buildspec === null) return { diagnostics: found.list };
  warn(found, root, buildspec);
  const whole: Buildspec = {
    ...buildspec,
    rangeOf(path) {
      const node = nodeAt(root, path);
      return node === undefined ? undefined : lines.range(node.start, node.end);
    },
  };
  return { buildspec: whole, diagnostics: found.list };
}

/** Null when something is wrong that no build survives. */
function read(found: Findings, root: YamlNode, text: string): Spec | null {
  if (root.kind !== 'map') {
    found.error(root, [], 'The buildspec must be a mapping that begins with “version: 0.2”.');
    return null;
  }
  const plain = plainOf(root);
  if (plain === null) {
    found.error(root, [], 'The buildspec is too large once its aliases are written out.');
    return null;
  }
  const result = buildspecSchema.safeParse(plain.value);
  for (const issue of result.error?.issues ?? []) {
    for (const { node, path, message, fix } of faultsOf(issue, root, text, found.lines)) {
      found.error(node, path, message, fix);
    }
  }
  if (under(root, 'phases') === undefined && under(root, 'batch') === undefined) {
    found.error(root, ['phases'], 'The buildspec needs a mapping “phases”.');
  }
  checkNames(found, root, wholeSchema);
  if (!result.success || found.list.some(({ severity }) => severity === 'error')) return null;
  const batch = readBatch(found, root, plain.value);
  return {
    ...buildspecOf(result.data, { top: keysOf(root), phases: keysOf(under(root, 'phases')) }),
    ...(batch === null ? {} : { batch }),
  };
}

const keysOf = (node: YamlNode | undefined): Set<string> =>
  new Set(node?.kind === 'map' ? node.entries.map(({ key }) => key.text) : []);

/** Only batch builds read `batch`: what is wrong with it stops no other build. */
function readBatch(found: Findings, root: YamlNode, plain: Plain): BuildspecBatch | null {
  const node = under(root, 'batch');
  if (node === undefined || typeof plain !== 'object' || Array.isArray(plain)) return null;
  const refuse = (at: YamlNode, path: (string | number)[], message: string) =>
    found.warn(at, path, 'batch', `A batch build would refuse this: ${message}`);
  const result = batchSchema.safeParse(plain.batch);
  if (!result.success) {
    for (const issue of result.error.issues) {
      const placed = { ...issue, path: ['batch', ...issue.path] };
      for (const fault of faultsOf(placed, root, '', found.lines))
        refuse(fault.node, fault.path, fault.message);
    }
    return null;
  }
  const faults = batchFaults(result.data);
  for (const { path, message } of faults) {
    refuse(nodeAt(root, path) ?? node, path, message);
  }
  return faults.length > 0 ? null : result.data;
}
