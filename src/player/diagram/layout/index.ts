import { middleX, middleY, type Path, pathThrough, type Rect } from '../geometry.ts';
import type { Box, Diagram, Wire } from '../types.ts';
import { heightOf, stageColumns } from './heights.ts';
import { narrowRoutes, placeNarrow } from './narrow.ts';
import { type Heights, inner, type Layout, type Rects, type Router } from './types.ts';
import { placeWide, wideRoutes } from './wide.ts';

export { stageColumns } from './heights.ts';
export type { Heights, Layout } from './types.ts';

/** From this width on the lanes stand side by side. CSS px. */
export const wideFrom = 640;

const straight: Router = ({ from, to }) => [
  { x: middleX(from), y: middleY(from) },
  { x: middleX(to), y: middleY(to) },
];

/** Centre of a stage in a pipeline's band. */
function stageCentre(band: Rect, box: Box, stage: number, shape: Layout['shape']): number {
  const { padding, gap } = inner.band;
  const columns = stageColumns(box.stages?.length ?? 1, shape);
  const width = (band.width - 2 * padding - (columns - 1) * gap) / columns;
  return band.x + padding + (stage % columns) * (width + gap) + width / 2;
}

/**
 * Places the boxes of a diagram by lane and runs the wires between them. Pure: the same for the live picture, the storyboard
 * and tests.
 * @param width CSS px that there are; the height follows from the content
 */
export function layoutOf(diagram: Diagram, width: number, heights: Heights = new Map()): Layout {
  const shape = width >= wideFrom ? 'wide' : 'narrow';
  const height = (box: Box) => heightOf(box, shape, heights);
  const placed =
    shape === 'wide' ? placeWide(diagram, width, height) : placeNarrow(diagram, width, height);
  const paths = new Map(
    diagram.wires.map((wire) => [wire.id, pathOf(wire, diagram, placed.rects, width, shape)]),
  );
  return { shape, width, height: Math.ceil(placed.height), boxes: placed.rects, paths };
}

function pathOf(
  wire: Wire,
  { boxes }: Diagram,
  rects: Rects,
  width: number,
  shape: Layout['shape'],
): Path {
  const ends = [wire.from, wire.to].map((id) => boxes.find((box) => box.id === id));
  const [fromBox, toBox] = ends;
  const [from, to] = [rects.get(wire.from), rects.get(wire.to)];
  if (fromBox === undefined || toBox === undefined || from === undefined || to === undefined)
    return pathThrough([]);
  const routes = shape === 'wide' ? wideRoutes : narrowRoutes;
  const route = routes[`${fromBox.kind}→${toBox.kind}`] ?? straight;
  return pathThrough(
    route({
      from,
      to,
      rects,
      width,
      stageX:
        wire.stage === undefined ? middleX(from) : stageCentre(from, fromBox, wire.stage, shape),
      index: boxes.filter(({ kind }) => kind === toBox.kind).indexOf(toBox),
    }),
  );
}
