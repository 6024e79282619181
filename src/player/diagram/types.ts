import type { Actor } from '../travels.ts';

/** A box in the picture. Mostly a `NodeId`; the one container is `container`, the group of services `services`. */
export type BoxId = string;
export type BoxKind =
  | 'developer'
  | 'github'
  | 'pipeline'
  | 'project'
  | 'container'
  | 'role'
  | 'credentials'
  | 'services'
  | 'service';

export interface StageBox {
  name: string;
  /** What its actions do, in a few words: `CodeBuild · web-build`. */
  detail: string;
}
export interface Box {
  id: BoxId;
  kind: BoxKind;
  /** Name in AWS's own words, or the resource's name. */
  title: string;
  /** What it is or where: `acme/web`, `S3`. */
  name: string;
  actor: Actor;
  /** One of the six boxes of the story. */
  step?: number;
  /** Only of a pipeline. */
  stages?: readonly StageBox[];
}
/** `flow`: work is handed on · `call`: API calls · `attached`: belongs to · `identity`: credentials. */
export type WireKind = 'flow' | 'call' | 'attached' | 'identity';
export interface Wire {
  id: string;
  from: BoxId;
  to: BoxId;
  kind: WireKind;
  actor: Actor;
  /** Seen only while something travels on it. */
  quiet: boolean;
  /** Index of the pipeline's stage that it starts at. */
  stage?: number;
}
/** What the picture consists of, without places or sizes. */
export interface Diagram {
  boxes: readonly Box[];
  wires: readonly Wire[];
}
