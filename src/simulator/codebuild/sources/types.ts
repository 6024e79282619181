import type { PhaseResult } from '../buildRun.ts';
import type { SourcePlace } from '../environment.ts';

/** What DOWNLOAD_SOURCE has brought into the container. */
export interface Fetched {
  ok: true;
  /** Directory of the primary source. */
  primary: string;
  /** As `CODEBUILD_SOURCE_VERSION` gives it. */
  version: string;
  /** By absolute path. */
  files: Record<string, Uint8Array>;
  sources: SourcePlace[];
  /** Absolute paths of the files that are symbolic links. */
  links: Set<string>;
  /** The commit, where there is one. */
  resolved?: string;
}

/** One of a project's sources. */
export interface WantedSource {
  /** '' for the primary one. */
  identifier: string;
  source: { type: string; [setting: string]: unknown };
  /** Branch, tag, commit or version that was asked for. */
  version: string;
}

export type FetchResult = Fetched | { ok: false; result: PhaseResult };
