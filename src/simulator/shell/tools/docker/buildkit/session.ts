import type { ToolContext } from '../../../types.ts';
import type { Failure } from '../../support/failure.ts';
import type { Image, Layer, Store } from '../store.ts';
import type { BuildContext } from './context.ts';
import type { Progress } from './progress.ts';
import type { Stage } from './stages.ts';
import type { StageConfig } from './steps.ts';

/** What is to be built. */
export interface BuildInput {
  stages: readonly Stage[];
  target: Stage;
  context: BuildContext;
  buildArgs: ReadonlyMap<string, string>;
  store: Store;
  useCache: boolean;
  fail(message: string, at: { startLine: number; endLine: number }): Failure;
}

/** A stage that is built. */
export interface Result {
  layers: Layer[];
  config: StageConfig;
  /** Digest of everything that led here. */
  chain: string;
}

/** One build under way. */
export interface Session {
  ctx: ToolContext;
  progress: Progress;
  input: BuildInput;
  results: Map<number, Result>;
  /** Base images by canonical name. */
  bases: Map<string, Image>;
  contextSent: boolean;
}
