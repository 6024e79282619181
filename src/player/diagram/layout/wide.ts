import { bottom, clamp, middleX, middleY, type Rect, right } from '../geometry.ts';
import type { Box, Diagram } from '../types.ts';
import { inner, type Rects, type Routers } from './types.ts';

const pad = 22;
/** Widths of the outer lanes: a share of the picture's, within limits. */
const lanes = {
  left: { share: 0.225, least: 160, most: 196 },
  right: { share: 0.2, least: 140, most: 176 },
};
const gaps = { row: 22, lane: 38, left: 46, right: 42, stack: 14 };

/** Left: what is set up. Middle: what lives for one build. Right: what lasts. Above them: what starts it. */
export function placeWide(
  { boxes }: Diagram,
  width: number,
  height: (box: Box) => number,
): { rects: Rects; height: number } {
  const rects: Rects = new Map();
  const of = (kind: Box['kind']) => boxes.filter((box) => box.kind === kind);
  const put = (box: Box, rect: Omit<Rect, 'height'>): Rect => {
    const placed = { ...rect, height: height(box) };
    rects.set(box.id, placed);
    return placed;
  };
  const stack = (kind: Box['kind'], x: number, y: number, w: number, gap: number = gaps.stack) => {
    let next = y;
    for (const box of of(kind)) next = bottom(put(box, { x, y: next, width: w })) + gap;
    return next - gap;
  };

  let y = 12;
  const repositories = of('github');
  const developer = 124;
  const room = width - 2 * pad - developer;
  const repository = Math.min(300, room / repositories.length - gaps.left);
  const tops = of('developer').map((box) => bottom(put(box, { x: pad, y, width: developer })));
  repositories.forEach((box, i) => {
    const x = pad + developer + gaps.left + i * (repository + gaps.left);
    tops.push(bottom(put(box, { x, y, width: repository })));
  });
  y = stack('pipeline', pad, Math.max(...tops) + gaps.row, width - 2 * pad) + gaps.lane;

  const lane = ({ share, least, most }: { share: number; least: number; most: number }) =>
    Math.round(clamp(width * share, least, most));
  const left = lane(lanes.left);
  const services = lane(lanes.right);
  const middle = pad + left + gaps.left;
  const edge = width - pad - services;
  const centre = edge - gaps.right - middle;
  const projectsEnd = stack('project', pad, y, left);
  const containerEnd = stack('container', middle, y, centre);
  const servicesEnd = group({ x: edge, y, width: services }, boxes, rects, height);

  const below = containerEnd + gaps.lane - 6;
  const credentials = of('credentials').map((box) =>
    put(box, { x: middle, y: below, width: centre }),
  );
  const roles = of('role');
  const rolesHeight = roles.reduce((sum, box) => sum + height(box) + gaps.stack, -gaps.stack);
  const level = middleY(credentials[0] ?? { x: 0, y: below, width: 0, height: 0 });
  const rolesEnd = stack(
    'role',
    pad,
    Math.max(projectsEnd + gaps.lane, level - rolesHeight / 2),
    left,
  );
  const end = Math.max(servicesEnd, rolesEnd, ...credentials.map(bottom));
  return { rects, height: end + 12 };
}

/** The frame around the services, and they one below the other in it. */
export function group(
  place: Omit<Rect, 'height'>,
  boxes: readonly Box[],
  rects: Rects,
  height: (box: Box) => number,
): number {
  const frame = boxes.find(({ kind }) => kind === 'services');
  if (frame === undefined) return place.y;
  const { padding, gap, head } = inner.group;
  let y = place.y + head + height(frame) + gap;
  for (const box of boxes.filter(({ kind }) => kind === 'service')) {
    const rect = { x: place.x + padding, y, width: place.width - 2 * padding, height: height(box) };
    rects.set(box.id, rect);
    y = bottom(rect) + gap;
  }
  const rect = { ...place, height: y - gap + padding - place.y };
  rects.set(frame.id, rect);
  return bottom(rect);
}

export const wideRoutes: Routers = {
  'developer→github': ({ from, to }) => {
    const y = clamp(middleY(from), to.y + 8, bottom(to) - 8);
    return [
      { x: right(from), y },
      { x: to.x, y },
    ];
  },
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
    const side = to.x - 12;
    return [
      ...start,
      { x: side, y: turn },
      { x: side, y: middleY(to) },
      { x: to.x, y: middleY(to) },
    ];
  },
  'project→container': ({ from, to }) => {
    const y = clamp(middleY(from), to.y + 10, bottom(to) - 10);
    if (y === middleY(from))
      return [
        { x: right(from), y },
        { x: to.x, y },
      ];
    const turn = (right(from) + to.x) / 2;
    return [
      { x: right(from), y: middleY(from) },
      { x: turn, y: middleY(from) },
      { x: turn, y },
      { x: to.x, y },
    ];
  },
  'project→role': ({ from, to, rects }) => {
    const between = [...rects.values()].some(
      (rect) => rect.x === from.x && rect.y > from.y && rect.y < to.y,
    );
    if (!between)
      return [
        { x: middleX(from), y: bottom(from) },
        { x: middleX(to), y: to.y },
      ];
    const side = from.x - 8;
    return [
      { x: from.x, y: middleY(from) },
      { x: side, y: middleY(from) },
      { x: side, y: middleY(to) },
      { x: to.x, y: middleY(to) },
    ];
  },
  'role→credentials': ({ from, to }) => {
    const y = clamp(middleY(to), from.y + 8, bottom(from) - 8);
    if (y === middleY(to))
      return [
        { x: right(from), y },
        { x: to.x, y },
      ];
    const turn = (right(from) + to.x) / 2;
    return [
      { x: right(from), y },
      { x: turn, y },
      { x: turn, y: middleY(to) },
      { x: to.x, y: middleY(to) },
    ];
  },
  'credentials→container': ({ from, to }) => [
    { x: middleX(from), y: from.y },
    { x: middleX(from), y: bottom(to) },
  ],
  'container→service': ({ from, to, index }) => {
    const y = clamp(middleY(to), from.y + 14, bottom(from) - 14 - (index % 3) * 6);
    if (y === middleY(to))
      return [
        { x: right(from), y },
        { x: to.x, y },
      ];
    const turn = right(from) + 14 + (index % 3) * 6;
    return [
      { x: right(from), y },
      { x: turn, y },
      { x: turn, y: middleY(to) },
      { x: to.x, y: middleY(to) },
    ];
  },
  'pipeline→service': ({ from, to, width }) => {
    const y = bottom(from) - 22;
    const side = width - 12;
    return [
      { x: right(from), y },
      { x: side, y },
      { x: side, y: middleY(to) },
      { x: right(to), y: middleY(to) },
    ];
  },
  // Over the container, which does not exist yet when a project calls.
  'project→service': ({ from, to, rects }) => {
    const container = rects.get('container') ?? from;
    const over = container.y - 13;
    const out = right(from) + 14;
    const turn = right(container) + 12;
    const y = from.y + 18;
    return [
      { x: right(from), y },
      { x: out, y },
      { x: out, y: over },
      { x: turn, y: over },
      { x: turn, y: middleY(to) },
      { x: to.x, y: middleY(to) },
    ];
  },
};
