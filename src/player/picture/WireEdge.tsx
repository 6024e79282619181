import type { Edge, EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { sameJson, usePlayerState } from '../context.tsx';
import type { Path, Point } from '../diagram/geometry.ts';
import type { Wire } from '../diagram/types.ts';
import type { WireView } from '../diagram/view/index.ts';
import { viewOf } from './parts.tsx';

export type WireEdgeType = Edge<{ wire: Wire; path: Path }, 'wire'>;

const unknown: WireView = { state: 'idle', denied: false };

/** A triangle at the end of a line, pointing where the line goes. */
export function arrowAt(points: readonly Point[]): string {
  const [before, tip] = [points.at(-2), points.at(-1)];
  if (before === undefined || tip === undefined) return '';
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const corner = (turn: number): string => {
    const x = tip.x - 8 * Math.cos(angle + turn);
    const y = tip.y - 8 * Math.sin(angle + turn);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  return `M${tip.x.toFixed(1)} ${tip.y.toFixed(1)}L${corner(0.46)}L${corner(-0.46)}z`;
}

/** The colour of a wire is that of who acts on it; only what acts now is bright. */
export const WireEdge = memo(function WireEdge({ data }: EdgeProps<WireEdgeType>) {
  const id = data?.wire.id ?? '';
  const { state, denied } = usePlayerState(
    (player) => viewOf(player).wires.get(id) ?? unknown,
    sameJson,
  );
  if (data === undefined || (data.wire.quiet && state !== 'live')) return null;
  const { wire, path } = data;
  return (
    <g
      className="wire"
      data-kind={wire.kind}
      data-actor={wire.actor}
      data-state={state}
      data-denied={denied || undefined}
    >
      <path className="wire-line" d={path.d} />
      <path className="wire-tip" d={arrowAt(path.points)} />
    </g>
  );
});

export const edgeTypes = { wire: WireEdge };
