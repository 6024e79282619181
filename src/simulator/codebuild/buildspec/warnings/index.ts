import { type Findings, replacing } from '../findings.ts';
import { directoryWarnings } from './directories.ts';
import { environmentWarnings } from './environment.ts';
import { onFailureWarnings } from './onFailure.ts';
import { phaseWarnings } from './phases.ts';
import { sectionWarnings } from './sections.ts';
import { shellWarnings } from './shell.ts';
import type { Read, Warnings } from './types.ts';
import { variableWarnings } from './variables.ts';

/** Every warning about a buildspec that CodeBuild accepts, by its code. */
export const warnings: Warnings = {
  ...sectionWarnings,
  ...environmentWarnings,
  ...variableWarnings,
  ...phaseWarnings,
  ...onFailureWarnings,
  ...shellWarnings,
  ...directoryWarnings,
};

/** Of one kind, so many are enough: the rest of a long file says the same. */
const mostOfAKind = 20;

/** Looks for all of them. */
export function warnAbout(found: Findings, read: Read): void {
  for (const [code, { severity, find }] of Object.entries(warnings)) {
    let count = 0;
    for (const remark of find(read)) {
      if (++count > mostOfAKind) break;
      const { span, path, message, replacement } = remark;
      const fix = replacement === undefined ? remark.fix : replacing(span, replacement);
      found.add(remark.severity ?? severity, span, path, code, message, fix);
    }
  }
}
