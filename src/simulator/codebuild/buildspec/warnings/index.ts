import type { YamlNode } from '../../../text/yaml.ts';
import type { Findings } from '../findings.ts';
import type { Buildspec } from '../types.ts';
import { environmentWarnings } from './environment.ts';
import { sectionWarnings } from './sections.ts';
import type { Warnings } from './types.ts';

/** Every warning about a buildspec that CodeBuild accepts, by its code. */
export const warnings: Warnings = { ...sectionWarnings, ...environmentWarnings };

/** Looks for all of them. */
export function warnAbout(found: Findings, root: YamlNode, spec: Omit<Buildspec, 'rangeOf'>): void {
  for (const [code, { severity, find }] of Object.entries(warnings)) {
    for (const { node, path, message, replacement } of find({ root, spec })) {
      found.add(severity, node, path, code, message, replacement);
    }
  }
}
