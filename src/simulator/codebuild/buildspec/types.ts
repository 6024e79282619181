import type * as z from 'zod';
import type { Path, Range } from '../../diagnostics.ts';
import type { reportFormats } from './schema/artifacts.ts';
import type { batch } from './schema/batch.ts';

export interface BuildspecPhase {
  'run-as'?: string;
  /** `ABORT`, `CONTINUE` or `RETRY…`, its first word in capitals. */
  'on-failure'?: string;
  'runtime-versions'?: Record<string, string>;
  commands: string[];
  finally: string[];
}
export interface BuildspecArtifacts {
  files: string[];
  name?: string;
  'base-directory'?: string;
  'discard-paths': boolean;
  'exclude-paths': string[];
  'enable-symlinks': boolean;
  's3-prefix'?: string;
}
export type ReportFormat = (typeof reportFormats)[number];
export interface BuildspecReport {
  files: string[];
  /** In capitals; as written where CodeBuild knows no such format. */
  'file-format': ReportFormat | (string & {});
  'base-directory'?: string;
  'discard-paths': boolean;
}
export interface BuildspecCache {
  paths: string[];
  key?: string;
  'fallback-keys': string[];
  /** Both when absent. */
  action?: 'restore' | 'save';
}
/** Exactly one of `build-graph`, `build-list`, `build-matrix` and `build-fanout` is there. */
export type BuildspecBatch = z.output<typeof batch>;
export type PhaseName = 'install' | 'pre_build' | 'build' | 'post_build';

/** A buildspec as CodeBuild reads it: scalars kept as text, lists made lists, defaults filled. */
export interface Buildspec {
  version: string;
  'run-as'?: string;
  env: {
    shell?: string;
    variables: Record<string, string>;
    'parameter-store': Record<string, string>;
    'secrets-manager': Record<string, string>;
    'exported-variables': string[];
    'git-credential-helper': boolean;
  };
  phases: Partial<Record<PhaseName, BuildspecPhase>>;
  artifacts?: BuildspecArtifacts & { 'secondary-artifacts': Record<string, BuildspecArtifacts> };
  /** By name or ARN of the report group. */
  reports?: Record<string, BuildspecReport>;
  cache?: BuildspecCache;
  /** Only where a batch build can use it. */
  batch?: BuildspecBatch;
  proxy?: { 'upload-artifacts': boolean; logs: boolean };
  /** Range in the text of any element, for `SourceRef`s: `['phases', 'build', 'commands', 0]`. */
  rangeOf(path: Path): Range | undefined;
}
