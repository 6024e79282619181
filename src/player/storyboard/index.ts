/** The picture as a text: what is seen before any script runs, where none may run, and on paper. */
import type { Recording, Scenario } from '../../simulator/read.ts';
import { type Layout, layoutOf } from '../diagram/layout/index.ts';
import { diagramOf } from '../diagram/model.ts';
import type { Wire } from '../diagram/types.ts';
import { type PictureView, pictureAt } from '../diagram/view/index.ts';
import { boxSvg } from './boxes.ts';
import { escaped } from './svg.ts';

function wireSvg(wire: Wire, picture: PictureView, layout: Layout): string {
  const path = layout.paths.get(wire.id);
  const view = picture.wires.get(wire.id);
  if (path === undefined || view === undefined || wire.quiet) return '';
  return `<path class="sb-wire" data-actor="${wire.actor}" data-state="${view.state}" d="${path.d}"/>`;
}

/**
 * One moment of a run as an SVG document fragment. No inline styles: its classes are in `storyboard.css`.
 * @param position number of events applied
 * @param width CSS px; decides whether the lanes stand side by side or below each other
 */
export function storyboard(recording: Recording, position: number, width: number): string {
  const diagram = diagramOf(recording.scenario);
  const layout = layoutOf(diagram, width);
  const picture = pictureAt(recording, position, position - 1);
  // Frames first, so that they lie behind what stands in them.
  const boxes = diagram.boxes.toSorted(
    (a, b) => Number(b.kind === 'services') - Number(a.kind === 'services'),
  );
  const label = `From a push to ${recording.scenario.repository.fullName} to what it leaves behind`;
  return [
    `<svg class="storyboard" data-shape="${layout.shape}" viewBox="0 0 ${layout.width} ${layout.height}" width="${layout.width}" height="${layout.height}" role="img" aria-label="${escaped(label)}">`,
    ...boxes.filter(({ kind }) => kind === 'services').map((box) => boxSvg(box, picture, layout)),
    ...diagram.wires.map((wire) => wireSvg(wire, picture, layout)),
    ...boxes.filter(({ kind }) => kind !== 'services').map((box) => boxSvg(box, picture, layout)),
    '</svg>',
  ].join('');
}

/** A scenario before its push, as a recording without events. */
export const beforePush = (scenario: Scenario): Recording => ({
  formatVersion: 1,
  engine: '',
  hash: '',
  ended: 'idle',
  scenario,
  events: [],
  blobs: {},
  outcome: { executions: [], builds: [], commands: [], calls: [], unused: [] },
});
