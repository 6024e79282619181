import { type NodeChange, ReactFlow, ViewportPortal } from '@xyflow/react';
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import '@xyflow/react/dist/base.css';
import { useReducedMotion } from '../../ui/media.ts';
import { usePlayer, usePlayerState } from '../context.tsx';
import { stageColumns } from '../diagram/layout/index.ts';
import { diagramOf } from '../diagram/model.ts';
import type { Box, BoxId } from '../diagram/types.ts';
import { lastEventOf } from '../diagram/view/index.ts';
import { type Fit, fitInto } from './fit.ts';
import { type BoxNode, nodeTypes } from './nodes/index.tsx';
import { Measure } from './parts.tsx';
import './picture.css';
import { Tokens } from './Tokens.tsx';
import { useFollow } from './useFollow.ts';
import { type Size, useSize } from './useSize.ts';
import { edgeTypes, type WireEdgeType } from './WireEdge.tsx';

/** Before the room is known. */
const firstRoom: Size = { width: 712, height: 616 };
/** React Flow would listen on the whole page, and take the space bar away from an editor that is no form field. */
const noKeys = {
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  panActivationKeyCode: null,
  zoomActivationKeyCode: null,
};
const quiet = { hideAttribution: true };

function nodesOf(boxes: readonly Box[], { layout }: Fit): BoxNode[] {
  return boxes.flatMap((box) => {
    const rect = layout.boxes.get(box.id);
    if (rect === undefined) return [];
    const columns = stageColumns(box.stages?.length ?? 1, layout.shape);
    return {
      id: box.id,
      type: 'box' as const,
      position: { x: rect.x, y: rect.y },
      width: rect.width,
      initialHeight: rect.height,
      ...(box.kind === 'services' && { height: rect.height, zIndex: -1 }),
      ariaLabel: `${box.title} ${box.name}`.trim(),
      data: { box, columns },
    };
  });
}

/** The whole way from a push to what it leaves behind, at the player's moment. */
export function Picture() {
  const player = usePlayer();
  const diagram = usePlayerState(({ recording }) => diagramOf(recording.scenario));
  const calm = useReducedMotion();
  const scroller = useRef<HTMLDivElement>(null);
  const room = useSize(scroller) ?? firstRoom;
  const [heights, setHeights] = useState<ReadonlyMap<BoxId, number>>(new Map());
  useFollow(scroller);

  const fit = useMemo(() => fitInto(diagram, room, heights), [diagram, room, heights]);
  const nodes = useMemo(() => nodesOf(diagram.boxes, fit), [diagram, fit]);
  const edges = useMemo(
    () =>
      diagram.wires.flatMap((wire): WireEdgeType[] => {
        const path = fit.layout.paths.get(wire.id);
        if (path === undefined) return [];
        return [
          { id: wire.id, source: wire.from, target: wire.to, type: 'wire', data: { wire, path } },
        ];
      }),
    [diagram, fit],
  );

  const measure = useCallback((id: BoxId, height: number) => {
    setHeights((last) =>
      height === 0 || Math.abs((last.get(id) ?? 0) - height) < 1
        ? last
        : new Map(last).set(id, height),
    );
  }, []);
  const onNodesChange = (changes: NodeChange<BoxNode>[]) => {
    for (const change of changes)
      if (change.type === 'dimensions' && change.dimensions && change.id !== 'services')
        measure(change.id, change.dimensions.height);
  };
  const lookAt = (box: BoxId) => {
    const { recording, position, focusOn } = player.getState();
    const seq = lastEventOf(recording, position, box);
    if (seq !== null) focusOn(seq);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return;
    const box = event.target.dataset.id;
    if (box !== undefined) lookAt(box);
  };

  return (
    <section
      ref={scroller}
      className="picture"
      aria-labelledby="picture-title"
      data-shape={fit.layout.shape}
    >
      <h2 className="visually-hidden" id="picture-title">
        Picture of the run
      </h2>
      <div className="picture-canvas" style={{ width: fit.width, height: fit.height }}>
        <Measure value={measure}>
          <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            viewport={{ x: 0, y: 0, zoom: fit.zoom }}
            onNodesChange={onNodesChange}
            onNodeClick={(_event, node) => lookAt(node.id)}
            onKeyDown={onKeyDown}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable
            edgesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y
            {...noKeys}
            panOnDrag={false}
            panOnScroll={false}
            zoomOnScroll={false}
            zoomOnPinch={false}
            zoomOnDoubleClick={false}
            preventScrolling={false}
            proOptions={quiet}
          >
            <ViewportPortal>{!calm && <Tokens layout={fit.layout} />}</ViewportPortal>
          </ReactFlow>
        </Measure>
      </div>
    </section>
  );
}
