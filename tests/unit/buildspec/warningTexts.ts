import type { Surroundings } from '../../../src/simulator/codebuild/buildspec/surroundings.ts';

export interface WarningCase {
  code: string;
  what: string;
  text: string;
  /** The underlined text. */
  at: string;
  /** Part of the message. */
  says: string;
  severity?: 'warning' | 'info';
  around?: Surroundings;
  /** Part of the text once the fix is taken; the warning is gone then. */
  fixed?: string;
}

/** Buildspecs round a few commands or lines, and what they meet. */
export const spec = (commands: string, more = ''): string =>
  `version: 0.2\n${more}phases:\n  build:\n    commands:\n${commands
    .split('\n')
    .map((line) => `      - ${line}\n`)
    .join('')}`;
export const block = (lines: string): string =>
  `version: 0.2\nphases:\n  build:\n    commands:\n      - |\n        ${lines.replaceAll('\n', '\n        ')}\n`;
export const env = (lines: string): string => spec('make', `env:\n${lines}`);
export const good = spec('make');

export const around = (more: Partial<Surroundings> = {}): Surroundings => ({
  cached: true,
  image: 'aws/codebuild/standard:7.0',
  variables: new Map(),
  outputs: [],
  ...more,
});
