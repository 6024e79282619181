import type { Path, Range } from '../../diagnostics.ts';

export interface BuildspecPhase {
  'run-as'?: string;
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
  reports?: Record<string, unknown>;
  cache?: { paths: string[]; key?: string };
  batch?: unknown;
  proxy?: Record<string, boolean>;
  /** Range in the text of any element, for `SourceRef`s: `['phases', 'build', 'commands', 0]`. */
  rangeOf(path: Path): Range | undefined;
}
