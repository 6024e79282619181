import type { PhaseType, Recording, SimEvent } from '../simulator/read.ts';
import { perRecording } from './perRecording.ts';

/** The phases whose commands the buildspec gives. */
export const buildspecPhases: readonly PhaseType[] = [
  'INSTALL',
  'PRE_BUILD',
  'BUILD',
  'POST_BUILD',
];

type Reached = (event: SimEvent) => boolean;

/** When each of the six boxes is reached, in the order of the story. */
const chapters: readonly Reached[] = [
  (event) => event.type === 'push',
  (event) => event.type === 'execution.status',
  (event) => event.type === 'build.started',
  (event) => event.type === 'container.state',
  (event) =>
    event.type === 'command.started' ||
    (event.type === 'build.phase' && buildspecPhases.includes(event.phase)),
  (event) =>
    event.type === 'api.call' &&
    (event.from?.startsWith('container:') ?? false) &&
    event.to !== 'sts',
];

/** Seq of the event that lights each of the six boxes; a box is lit only after the one before it. */
export const chapterSeqs: (recording: Recording) => readonly (number | null)[] = perRecording(
  ({ events }) => {
    let from: number | null = 0;
    return chapters.map((reached) => {
      const start: number | null = from;
      const found: SimEvent | undefined =
        start === null ? undefined : events.find((event) => event.seq >= start && reached(event));
      from = found?.seq ?? null;
      return from;
    });
  },
);

/** How many of the six boxes are lit. */
export const chaptersLit = (recording: Recording, position: number): number =>
  chapterSeqs(recording).filter((seq) => seq !== null && seq < position).length;
