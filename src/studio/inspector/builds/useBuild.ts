import type { Build, Recording, World } from '../../../simulator/read.ts';
import { useBuildView } from './view.ts';

export interface BuildPlace {
  recording: Recording;
  world: World;
  /** The event at the playhead. */
  seq: number;
}

/** The build that an event is about, else the one that started last; undefined before the first. */
export function buildAt({ recording, world, seq }: BuildPlace): Build | undefined {
  const event = recording.events[seq];
  const id = event !== undefined && 'buildId' in event ? event.buildId : undefined;
  return world.builds.find((build) => build.id === id) ?? world.builds.at(-1);
}

/** The build that the panels talk about: the chosen one as long as it has started, else the playhead's. */
export function useBuild(place: BuildPlace): Build | undefined {
  const [{ build: chosen }] = useBuildView();
  return place.world.builds.find(({ id }) => id === chosen) ?? buildAt(place);
}
