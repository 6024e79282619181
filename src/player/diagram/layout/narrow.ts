import { bottom, middleX, middleY, type Rect, right } from '../geometry.ts';
import type { Box, Diagram } from '../types.ts';
import type { Rects, Routers } from './types.ts';
import { group } from './wide.ts';

const pad = 18;
const gaps = { row: 26, lane: 40, side: 30, stack: 12 };

/** Every lane below the one before it; what belongs together stands side by side. */
export function placeNarrow(
  { boxes }: Diagram,
  width: number,
  height: (box: Box) => number,
): { rects: Rects; height: number } {
  const rects: Rects = new Map();
  const whole = width - 2 * pad;
  const half = (whole - gaps.side) / 2;
  const of = (kind: Box['kind']) => boxes.filter((box) => box.kind === kind);
  const put = (box: Box, rect: Omit<Rect, 'height'>): number => {
    const placed = { ...rect, height: height(box) };
    rects.set(box.id, placed);
    return bottom(placed);
  };
  const stack = (kind: Box['kind'], x: number, y: number, w: number) =>
    of(kind).reduce((next, box) => put(box, { x, y: next, width: w }) + gaps.stack, y) - gaps.stack;

  const developer = Math.round(whole * 0.27);
  const start = 14;
  const started = Math.max(
    stack('developer', pad, start, developer),
    stack('github', pad + developer + gaps.side, start, whole - developer - gaps.side),
  );
  const piped = stack('pipeline', pad, started + gaps.row, whole);
  const setUp = Math.max(
    stack('project', pad, piped + gaps.lane, half),
    stack('role', pad + half + gaps.side, piped + gaps.lane, half),
  );
  const built = stack('container', pad, setUp + gaps.lane, whole);
  const held = stack('credentials', pad, built + gaps.lane - 8, whole);
  const end = group({ x: pad, y: held + gaps.row, width: whole }, boxes, rects, height);
  return { rects, height: end + 16 };
}

/** Down the left margin from one box's side to another's. */
const leftMargin = (from: Rect, to: Rect, y: number) => [
  { x: from.x, y },
  { x: from.x - 9, y },
  { x: from.x - 9, y: middleY(to) },
  { x: to.x, y: middleY(to) },
];

export const narrowRoutes: Routers = {
  'developer→github': ({ from, to }) => [
    { x: right(from), y: middleY(from) },
    { x: to.x, y: middleY(from) },
  ],
  'github→pipeline': ({ from, to }) => [
    { x: middleX(from), y: bottom(from) },
    { x: middleX(from), y: to.y },
  ],
  'pipeline→project': ({ from, to, stageX, index }) => {
    const turn = bottom(from) + 18;
    const start = [
      { x: stageX, y: bottom(from) },
      { x: stageX, y: turn },
    ];
    if (index === 0) return [...start, { x: middleX(to), y: turn }, { x: middleX(to), y: to.y }];
    const side = to.x - 9;
    return [
      ...start,
      { x: side, y: turn },
      { x: side, y: middleY(to) },
      { x: to.x, y: middleY(to) },
    ];
  },
  'project→container': ({ from, to }) => [
    { x: middleX(from), y: bottom(from) },
    { x: middleX(from), y: to.y },
  ],
  'project→role': ({ from, to }) => [
    { x: right(from), y: middleY(from) },
    { x: to.x, y: middleY(from) },
  ],
  'role→credentials': ({ from, to, width }) => {
    const side = width - 9;
    return [
      { x: right(from), y: middleY(from) },
      { x: side, y: middleY(from) },
      { x: side, y: middleY(to) },
      { x: right(to), y: middleY(to) },
    ];
  },
  'credentials→container': ({ from, to }) => [
    { x: middleX(from), y: from.y },
    { x: middleX(from), y: bottom(to) },
  ],
  'container→service': ({ from, to }) => leftMargin(from, to, bottom(from) - 26),
  'project→service': ({ from, to }) => leftMargin(from, to, middleY(from)),
  'pipeline→service': ({ from, to, width }) => {
    const y = bottom(from) - 22;
    const side = width - 4;
    return [
      { x: right(from), y },
      { x: side, y },
      { x: side, y: middleY(to) },
      { x: right(to), y: middleY(to) },
    ];
  },
};
