import type { Diagnostic, Path } from '../../diagnostics.ts';
import type { LineIndex } from '../../text/lines.ts';
import type { YamlNode } from '../../text/yaml.ts';

/** Collects what the checks find. */
export interface Findings {
  readonly list: Diagnostic[];
  readonly lines: LineIndex;
  /** As the build would say: the run fails in DOWNLOAD_SOURCE with this message. */
  error(node: YamlNode, path: Path, message: string): void;
  /** What CodeBuild accepts, but is hardly meant. `replacement`: the text that would mend it. */
  warn(node: YamlNode, path: Path, code: string, message: string, replacement?: string): void;
  /** The same, also where it is no more than worth knowing. */
  add(
    severity: 'warning' | 'info',
    node: YamlNode,
    path: Path,
    code: string,
    message: string,
    replacement?: string,
  ): void;
}

export function makeFindings(lines: LineIndex): Findings {
  const list: Diagnostic[] = [];
  const rangeOf = (node: YamlNode) => lines.range(node.start, Math.max(node.end, node.start + 1));
  return {
    list,
    lines,
    error(node, path, message) {
      const range = rangeOf(node);
      list.push({ severity: 'error', code: 'YAML_FILE_ERROR', message, path, range });
    },
    warn(node, path, code, message, replacement) {
      this.add('warning', node, path, code, message, replacement);
    },
    add(severity, node, path, code, message, replacement) {
      const range = rangeOf(node);
      list.push({
        severity,
        code: `buildspec.${code}`,
        message,
        path,
        range,
        ...(replacement === undefined
          ? {}
          : { fix: { title: `Change to ${replacement}`, range, newText: replacement } }),
      });
    },
  };
}
