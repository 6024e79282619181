export interface Point {
  x: number;
  y: number;
}
export interface Rect extends Point {
  width: number;
  height: number;
}

export const right = (rect: Rect): number => rect.x + rect.width;
export const bottom = (rect: Rect): number => rect.y + rect.height;
export const middleX = (rect: Rect): number => rect.x + rect.width / 2;
export const middleY = (rect: Rect): number => rect.y + rect.height / 2;
export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(value, high));

const cornerRadius = 8;
/** Straight pieces that stand for one rounded corner. */
const cornerPieces = 5;

const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);
const between = (a: Point, b: Point, t: number): Point => ({
  x: a.x + (b.x - a.x) * t,
  y: a.y + (b.y - a.y) * t,
});

interface Corner {
  from: Point;
  at: Point;
  to: Point;
}
function cornerOf(before: Point, at: Point, after: Point): Corner {
  const into = distance(before, at);
  const out = distance(at, after);
  const radius = Math.min(cornerRadius, into / 2, out / 2);
  return {
    from: into === 0 ? at : between(at, before, radius / into),
    at,
    to: out === 0 ? at : between(at, after, radius / out),
  };
}

/** A line with right angles, its corners rounded, ready to be drawn and travelled on. */
export interface Path {
  /** The `d` of an SVG path. */
  d: string;
  /** The same line as many short straight pieces. */
  points: readonly Point[];
}

const round = (value: number): number => Math.round(value * 10) / 10;
const text = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;

export function pathThrough(points: readonly Point[]): Path {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return { d: '', points: [] };
  const dense: Point[] = [first];
  let d = `M${text(first)}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [before, at, after] = [points[i - 1], points[i], points[i + 1]];
    if (before === undefined || at === undefined || after === undefined) continue;
    const corner = cornerOf(before, at, after);
    d += `L${text(corner.from)}Q${text(corner.at)} ${text(corner.to)}`;
    for (let piece = 0; piece <= cornerPieces; piece++) {
      const t = piece / cornerPieces;
      dense.push(between(between(corner.from, corner.at, t), between(corner.at, corner.to, t), t));
    }
  }
  if (points.length > 1) {
    d += `L${text(last)}`;
    dense.push(last);
  }
  return { d, points: dense };
}

/** The point at a share (0 … 1) of a line's length. */
export function pointAlong(points: readonly Point[], share: number): Point {
  const lengths = points.map((point, i) => distance(points[i - 1] ?? point, point));
  let left = lengths.reduce((sum, length) => sum + length, 0) * clamp(share, 0, 1);
  for (let i = 1; i < points.length; i++) {
    const length = lengths[i] ?? 0;
    const [a, b] = [points[i - 1], points[i]];
    if (a === undefined || b === undefined) break;
    if (left <= length) return length === 0 ? b : between(a, b, left / length);
    left -= length;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}
