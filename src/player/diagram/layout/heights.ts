import type { Box, BoxKind } from '../types.ts';
import { type Heights, inner } from './types.ts';

/** Stages side by side in a pipeline's band. */
export const stageColumns = (count: number, shape: 'wide' | 'narrow'): number =>
  Math.max(1, shape === 'wide' ? Math.min(count, 5) : count <= 3 ? count : 2);

/** CSS px, as the style sheet draws them at the usual text size. */
const usual: Record<BoxKind, { wide: number; narrow: number }> = {
  developer: { wide: 78, narrow: 94 },
  github: { wide: 78, narrow: 94 },
  pipeline: { wide: 58, narrow: 74 },
  project: { wide: 112, narrow: 128 },
  container: { wide: 248, narrow: 232 },
  role: { wide: 94, narrow: 128 },
  credentials: { wide: 78, narrow: 78 },
  services: { wide: 54, narrow: 38 },
  service: { wide: 44, narrow: 44 },
};
const stageHeight = { wide: 51, narrow: 90 };

/** Height of a box: as measured, else as it usually is. */
export function heightOf(box: Box, shape: 'wide' | 'narrow', heights: Heights): number {
  const measured = heights.get(box.id);
  if (measured !== undefined) return measured;
  const rows = Math.ceil((box.stages?.length ?? 0) / stageColumns(box.stages?.length ?? 0, shape));
  const stages = rows === 0 ? 0 : rows * stageHeight[shape] + (rows - 1) * inner.group.gap;
  return usual[box.kind][shape] + stages;
}
