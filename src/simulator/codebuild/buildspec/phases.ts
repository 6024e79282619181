import type { Path } from '../../diagnostics.ts';
import { under, type YamlNode } from '../../text/yaml.ts';
import type { Findings } from './findings.ts';
import { scalar, strings, texts } from './read.ts';
import type { Buildspec, BuildspecPhase, PhaseName } from './types.ts';

const names: readonly PhaseName[] = ['install', 'pre_build', 'build', 'post_build'];
const isName = (text: string): text is PhaseName => names.some((name) => name === text);
const keys = new Set(['run-as', 'on-failure', 'runtime-versions', 'commands', 'finally']);

/** `commands` and `finally`: an unquoted `: ` makes a mapping of a command, the classic mistake (literal: observed log). */
function commands(found: Findings, phase: YamlNode, key: string, path: Path): string[] {
  const node = under(phase, key);
  if (node?.kind !== 'list') return strings(found, phase, key, path);
  return node.items.map((item, index) => {
    if (item.kind === 'scalar') return item.text;
    const line = found.lines.line(item.start);
    found.error(
      item,
      [...path, key, index],
      `Expected Commands[${index}] to be of string type: found subkeys instead at line ${line}, value of the key tag on line ${line - 1} might be empty`,
    );
    return '';
  });
}

function readPhase(found: Findings, node: YamlNode, name: PhaseName): BuildspecPhase {
  const path: Path = ['phases', name];
  const runAs = scalar(found, node, 'run-as', path);
  const onFailure = scalar(found, node, 'on-failure', path);
  const runtimes = under(node, 'runtime-versions');
  if (node.kind === 'map') {
    for (const { key } of node.entries) {
      if (!keys.has(key.text)) {
        found.warn(
          key,
          [...path, key.text],
          'unknown-key',
          `CodeBuild knows no key “${key.text}” in a phase and ignores it.`,
          key.text === 'command' ? 'commands' : undefined,
        );
      }
    }
  }
  if (runtimes !== undefined && name !== 'install') {
    found.warn(
      runtimes,
      [...path, 'runtime-versions'],
      'runtimes-outside-install',
      'runtime-versions works under install only; here it does nothing.',
    );
  }
  return {
    commands: commands(found, node, 'commands', path),
    finally: commands(found, node, 'finally', path),
    ...(runAs === undefined ? {} : { 'run-as': runAs }),
    ...(onFailure === undefined ? {} : { 'on-failure': onFailure.toUpperCase() }),
    ...(runtimes === undefined || name !== 'install'
      ? {}
      : { 'runtime-versions': texts(found, node, 'runtime-versions', path) }),
  };
}

/** CodeBuild User Guide, "Build specification reference", phases. */
export function readPhases(found: Findings, root: YamlNode): Buildspec['phases'] {
  const phases: Buildspec['phases'] = {};
  const node = under(root, 'phases');
  if (node === undefined || node.kind !== 'map') {
    found.error(node ?? root, ['phases'], 'The buildspec needs a mapping “phases”.');
    return phases;
  }
  for (const { key, value } of node.entries) {
    const name = key.text;
    if (!isName(name)) {
      found.error(
        key,
        ['phases', name],
        `Invalid buildspec phase name: ${name}. Expecting: build,install,post_build,pre_build`,
      );
    } else phases[name] = readPhase(found, value, name);
  }
  return phases;
}
