import { type Heights, type Layout, layoutOf, wideFrom } from '../diagram/layout/index.ts';
import type { Diagram } from '../diagram/types.ts';
import type { Size } from './useSize.ts';

/** The picture as it was drawn; on larger screens it grows, up to `most`. It never shrinks: its text must stay readable. */
const drawn = { width: 700, widest: 900, most: 1.4 };

export interface Fit {
  layout: Layout;
  zoom: number;
  /** CSS px on the screen. */
  width: number;
  height: number;
}

/** The layout for the room that there is, and how much it is enlarged. What is higher than the room scrolls. */
export function fitInto(diagram: Diagram, room: Size, heights: Heights): Fit {
  if (room.width < wideFrom) {
    const layout = layoutOf(diagram, room.width, heights);
    return { layout, zoom: 1, width: layout.width, height: layout.height };
  }
  const plain = layoutOf(diagram, Math.min(room.width, drawn.widest), heights);
  const grow = Math.min(room.width / drawn.width, room.height / plain.height, drawn.most);
  const zoom = Math.max(1, grow);
  const layout = layoutOf(diagram, Math.min(room.width / zoom, drawn.widest), heights);
  return { layout, zoom, width: layout.width * zoom, height: layout.height * zoom };
}
