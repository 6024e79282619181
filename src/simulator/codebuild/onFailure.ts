import type { CodeBuildProject } from '../scenario/types.ts';
import { expression } from '../text/expression.ts';
import { isCurated } from './images.ts';
import { isLambda } from './lambdaCompute.ts';

/** What CodeBuild does after a phase that failed, where its `on-failure` decides. */
export type FailureAction = 'ABORT' | 'CONTINUE' | 'RETRY';

/**
 * What a phase's `on-failure` asks for (CodeBuild User Guide, "Build specification reference", phases).
 * `count`: how often at most the build is tried again, 0–100. `matches`: whether an error message is one to try again after.
 */
export type OnFailure =
  | { action: 'ABORT' | 'CONTINUE' }
  | { action: 'RETRY'; count: number; matches: (message: string) => boolean; problem?: string };

const retry = { usual: 3, most: 100 };

/** @returns null: not one of the documented forms. */
export function readOnFailure(value: string): OnFailure | null {
  const plain = value.toUpperCase();
  if (plain === 'ABORT' || plain === 'CONTINUE') return { action: plain };
  const found = /^retry(?:-(.*))?$/is.exec(value);
  if (found === null) return null;
  const [, digits, pattern] = /^(?:(\d+)(?:-|$))?(.*)$/s.exec(found[1] ?? '') ?? [];
  const count = digits === undefined ? retry.usual : Number(digits);
  const never = { action: 'RETRY' as const, count: 0, matches: () => false };
  if (count > retry.most) {
    return { ...never, problem: `A build can be tried again ${retry.most} times at most.` };
  }
  if (pattern === undefined || pattern === '' || pattern === '.*') {
    return { action: 'RETRY', count, matches: () => true };
  }
  const read = expression(pattern);
  return read.ok
    ? { action: 'RETRY', count, matches: read.matches }
    : { ...never, problem: `The expression ${pattern} cannot be used: ${read.problem}.` };
}

/**
 * Why `on-failure` means nothing for a project's builds; null: it counts. It works on on-demand EC2 compute with
 * CodeBuild's own images only (CodeBuild User Guide, "Build specification reference", phases).
 */
export function onFailureUnsupported(project: CodeBuildProject): string | null {
  const { environment } = project;
  if (isLambda(project)) return 'on Lambda compute';
  if (environment.fleet !== undefined) return 'on reserved capacity';
  return isCurated(environment.image) ? null : 'in an image that is not CodeBuild’s own';
}
