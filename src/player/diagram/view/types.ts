import type { PhaseType } from '../../../simulator/read.ts';
import type { Health } from '../../health.ts';
import type { BoxId } from '../types.ts';

export interface Status {
  health: Health;
  text: string;
}

/** How one box stands at one moment. */
export interface BoxView {
  /** It acts now, or is acted upon. */
  live: boolean;
  status?: Status;
  /** A fact that has come to be known: commit, build number, number of lines … */
  fact?: string;
  stages?: readonly StageView[];
  container?: ContainerBoxView;
  credentials?: CredentialsView;
}
export interface StageView {
  name: string;
  detail: string;
  status: Status;
}
export interface PhaseView {
  name: PhaseType;
  health: Health;
  /** `12 s`; empty while it runs or before. */
  took: string;
}
export interface ContainerBoxView {
  state: 'none' | 'forming' | 'running' | 'gone';
  image: string;
  phases: readonly PhaseView[];
  buildspecLive: boolean;
  command: { text: string; health: Health; output: string } | null;
}
export interface CredentialsView {
  key: string;
  role: string;
  state: 'none' | 'requested' | 'active' | 'refused' | 'expired';
  /** ms of virtual time. */
  expiresAt: number | null;
  /** In whose hands the secret is. */
  holder: 'project' | 'container' | 'nobody';
}
/** `held`: credentials are in the container's hands. */
export type WireState = 'idle' | 'used' | 'held' | 'live' | 'refused';
export interface WireView {
  state: WireState;
  /** Something was refused at its end last. */
  denied: boolean;
}

/** The picture at one moment. */
export interface PictureView {
  boxes: ReadonlyMap<BoxId, BoxView>;
  wires: ReadonlyMap<string, WireView>;
  /** How many of the six boxes are lit. */
  lit: number;
}
