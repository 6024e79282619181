import type { Path, Point, Rect } from '../geometry.ts';
import type { BoxId, BoxKind } from '../types.ts';

/** Where everything stands, in CSS px from the picture's top left corner. */
export interface Layout {
  shape: 'wide' | 'narrow';
  width: number;
  height: number;
  boxes: ReadonlyMap<BoxId, Rect>;
  /** By wire id. */
  paths: ReadonlyMap<string, Path>;
}
/** Heights as they were measured on the screen; what is not known yet is estimated. */
export type Heights = ReadonlyMap<BoxId, number>;

export type Rects = Map<BoxId, Rect>;
/** How a wire runs between two boxes. `rects`: all of them, for what has to be gone round. */
export type Router = (ends: {
  from: Rect;
  to: Rect;
  rects: Rects;
  width: number;
  /** Centre of the stage that the wire starts at. */
  stageX: number;
  /** Place among the boxes of the target's kind. */
  index: number;
}) => Point[];
/** By the kinds of its two ends. */
export type Routers = Partial<Record<`${BoxKind}→${BoxKind}`, Router>>;

/** Inner measures of boxes that the layout and the style sheet share. */
export const inner = {
  band: { padding: 12, gap: 18 },
  group: { padding: 8, gap: 8, head: 10 },
} as const;
