import { type NodeId, type Recording, worldAt } from '../../../simulator/read.ts';
import { perRecording } from '../../perRecording.ts';
import { chaptersLit } from '../../story.ts';
import { type Travel, travelsOf, travelTo } from '../../travels.ts';
import { boxOf, diagramOf } from '../model.ts';
import { routeOf } from '../routes.ts';
import type { BoxId, Diagram, Wire } from '../types.ts';
import { factsOf } from './boxes.ts';
import { subjectsOf } from './subjects.ts';
import type { BoxView, PictureView, WireView } from './types.ts';

export type * from './types.ts';

/** What travels on each wire, by wire id, in the order of arrival. */
const traffic = perRecording((recording) => {
  const diagram = diagramOf(recording.scenario);
  const byWire = new Map<string, Travel[]>();
  for (const travel of travelsOf(recording)) {
    for (const { wire } of routeOf(diagram, travel)) {
      const list = byWire.get(wire.id);
      if (list === undefined) byWire.set(wire.id, [travel]);
      else list.push(travel);
    }
  }
  return byWire;
});

function liveBoxes(recording: Recording, diagram: Diagram, focus: number): Set<BoxId> {
  const event = recording.events[focus];
  const live = new Set<BoxId>();
  for (const subject of event === undefined ? [] : subjectsOf(event)) {
    const box =
      subject === 'pipeline'
        ? diagram.boxes.find(({ kind }) => kind === 'pipeline')?.id
        : boxOf(diagram, subject as NodeId);
    if (box) live.add(box);
  }
  return live;
}

function wireView(recording: Recording, wire: Wire, position: number, focus: number): WireView {
  const travels = traffic(recording).get(wire.id) ?? [];
  const last = travels.findLast(({ seq }) => seq < position);
  const now = focus < 0 ? undefined : travelTo(recording, focus);
  if (now !== undefined && travels.includes(now)) return { state: 'live', denied: now.denied };
  if (last === undefined) return { state: 'idle', denied: false };
  return { state: last.denied ? 'refused' : 'used', denied: last.denied };
}

function pictureOf(recording: Recording, position: number, focus: number): PictureView {
  const diagram = diagramOf(recording.scenario);
  const world = worldAt(recording, position);
  const live = liveBoxes(recording, diagram, focus);
  const boxes = new Map(
    diagram.boxes.map((box): [BoxId, BoxView] => [
      box.id,
      {
        live: live.has(box.id),
        ...factsOf(box, { recording, world, focus }),
      },
    ]),
  );
  const held = boxes.get('sts')?.credentials?.holder === 'container';
  const wires = new Map(
    diagram.wires.map((wire): [string, WireView] => {
      const view = wireView(recording, wire, position, focus);
      const holds = held && wire.from === 'sts' && view.state === 'used';
      return [wire.id, holds ? { ...view, state: 'held' } : view];
    }),
  );
  return { boxes, wires, lit: chaptersLit(recording, position) };
}

const kept = perRecording(() => ({ key: '', view: null as PictureView | null }));

/**
 * The picture after `position` events, with the event `focus` in the middle of attention. The last answer is kept, so that all
 * boxes of one moment cost one look.
 */
export function pictureAt(recording: Recording, position: number, focus: number): PictureView {
  const memory = kept(recording);
  const key = `${position} ${focus}`;
  if (memory.view === null || memory.key !== key) {
    memory.view = pictureOf(recording, position, focus);
    memory.key = key;
  }
  return memory.view;
}

/** Seq of the last event before a position that concerned a box; null when there was none. */
export function lastEventOf(recording: Recording, position: number, box: BoxId): number | null {
  const diagram = diagramOf(recording.scenario);
  for (let seq = position - 1; seq >= 0; seq--)
    if (liveBoxes(recording, diagram, seq).has(box)) return seq;
  return null;
}
