import type { Box, BoxKind } from '../types.ts';
import { type Heights, inner } from './types.ts';

/** Stages side by side in a pipeline's band. */
export const stageColumns = (count: number, shape: 'wide' | 'narrow'): number =>
  Math.max(1, shape === 'wide' ? Math.min(count, 5) : count <= 3 ? count : 2);

/** CSS px, as the style sheet draws them at the usual text size. */
const usual: Record<BoxKind, { wide: number; narrow: number }> = {
  developer: { wide: 79, narrow: 79 },
  github: { wide: 79, narrow: 95 },
  pipeline: { wide: 52, narrow: 60 },
  project: { wide: 112, narrow: 112 },
  container: { wide: 250, narrow: 250 },
  role: { wide: 96, narrow: 96 },
  credentials: { wide: 79, narrow: 79 },
  services: { wide: 54, narrow: 38 },
  service: { wide: 51, narrow: 51 },
};
const stageHeight = { wide: 51, narrow: 93 };

/** Height of a box: as measured, else as it usually is. */
export function heightOf(box: Box, shape: 'wide' | 'narrow', heights: Heights): number {
  const measured = heights.get(box.id);
  if (measured !== undefined) return measured;
  const rows = Math.ceil((box.stages?.length ?? 0) / stageColumns(box.stages?.length ?? 0, shape));
  const stages = rows === 0 ? 0 : rows * stageHeight[shape] + (rows - 1) * inner.group.gap;
  return usual[box.kind][shape] + stages;
}
