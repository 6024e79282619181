import { createContext, type ReactNode, useContext } from 'react';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { sameJson, usePlayerState } from '../context.tsx';
import { sentences } from '../diagram/sentences.ts';
import type { Box, BoxId } from '../diagram/types.ts';
import { type BoxView, pictureAt } from '../diagram/view/index.ts';
import { focusOf, type PlayerState } from '../store.ts';
import './nodes/nodes.css';

export const viewOf = (state: PlayerState) =>
  pictureAt(state.recording, state.position, focusOf(state));

const unknown: BoxView = { live: false };

/** How a box stands now. */
export const useBoxView = (id: BoxId): BoxView =>
  usePlayerState((state) => viewOf(state).boxes.get(id) ?? unknown, sameJson);

/** Is this one of the six boxes, and has the run reached it? */
export const useLit = (step: number | undefined): boolean =>
  usePlayerState((state) => step !== undefined && viewOf(state).lit >= step);

/** How the measured height of a part of the picture gets to the layout. */
export const Measure = createContext<(id: BoxId, height: number) => void>(() => undefined);
export const useMeasure = () => useContext(Measure);

interface FrameProps {
  box: Box;
  view: BoxView;
  className?: string;
  children: ReactNode;
}

/** The frame that all boxes have: colour of who acts, idle or not, bright or not, place in the story. */
export function Frame({ box, view, className = '', children }: FrameProps) {
  const lit = useLit(box.step);
  const idle = view.status === undefined && !view.live && !lit;
  return (
    <div
      className={`node node-${box.kind} ${className}`.trim()}
      data-actor={box.actor}
      data-step={box.step}
      data-lit={lit || undefined}
      data-live={view.live || undefined}
      data-idle={idle || undefined}
      data-bad={view.status?.health === 'bad' || undefined}
    >
      {children}
    </div>
  );
}

/** Name of a box, with how it went behind it. */
export function Title({ box, view }: { box: Box; view: BoxView }) {
  return (
    <h3 className="node-title">
      <i className="node-mark" aria-hidden="true" />
      <span>{box.title}</span>
      {view.status && <StatusPill {...view.status} />}
    </h3>
  );
}

export function Sentence({ of }: { of: keyof typeof sentences }) {
  return <p className="node-sentence">{sentences[of]}</p>;
}
