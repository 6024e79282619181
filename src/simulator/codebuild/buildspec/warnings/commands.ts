import type { Path } from '../../../diagnostics.ts';
import { nodeAt, type YamlNode } from '../../../text/yaml.ts';
import type { Span } from '../findings.ts';
import type { PhaseName } from '../types.ts';
import type { Read } from './types.ts';

/** One entry of `commands` or `finally`. */
export interface Command {
  phase: PhaseName;
  text: string;
  /** The same with what stands in quotes blanked, and with comments; offsets are those of `text`. */
  bare: string;
  /** Only what stands in single quotes is blanked: the shell looks into double quotes. */
  expanded: string;
  node: YamlNode;
  path: Path;
}

const order: readonly PhaseName[] = ['install', 'pre_build', 'build', 'post_build'];
const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** Replaces single-quoted parts, comments and, if asked, double-quoted parts by blanks. */
function blanked(text: string, double: boolean): string {
  const quoted = /\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"|'[^']*'|(?<=^|\s)#[^\n]*/g;
  return text.replace(quoted, (part) =>
    part.startsWith('\\') || (part.startsWith('"') && !double) ? part : blank(part),
  );
}

/** All commands in the order in which they run. */
export function commandsOf({ root, spec }: Read): Command[] {
  return order.flatMap((phase) =>
    (['commands', 'finally'] as const).flatMap((list) =>
      (spec.phases[phase]?.[list] ?? []).flatMap((text, index) => {
        const place: Path = ['phases', phase, list, index];
        const one = nodeAt(root, place) ?? nodeAt(root, place.slice(0, 3));
        if (one === undefined) return [];
        return [
          {
            phase,
            text,
            bare: blanked(text, true),
            expanded: blanked(text, false),
            node: one,
            path: place,
          },
        ];
      }),
    ),
  );
}

/** Where a part of a command stands in the buildspec; the whole command where the text is written otherwise (escapes, folding). */
export function spanOf({ text }: Read, { node }: Command, part: string): Span {
  const start = text.slice(node.start, node.end).indexOf(part);
  if (part === '' || start < 0) return node;
  return { start: node.start + start, end: node.start + start + part.length };
}

/** The command is this and nothing else. */
export const isOnly = ({ bare }: Command, pattern: RegExp): boolean => pattern.test(bare.trim());

/** The command is written as it is, in no quotes and no block. */
export const isPlain = ({ text }: Read, { node, text: read }: Command): boolean =>
  text.slice(node.start, node.end) === read && !/["']/.test(text.charAt(node.start - 1));
