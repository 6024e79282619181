import type { EventOf, EventType, NodeId, PhaseType, SimEvent } from '../../../simulator/read.ts';
import type { BoxId } from '../types.ts';

/** Boxes that are no places of the recording. */
export type Subject = NodeId | BoxId;
type Subjects = { [T in EventType]: (event: EventOf<T>) => Subject[] };

/** Phases before there is a container. */
const before: ReadonlySet<PhaseType> = new Set(['SUBMITTED', 'QUEUED']);
const projectOf = (buildId: string): Subject => `project:${buildId.split(':')[0] ?? ''}`;
const none = (): Subject[] => [];

/** Whom each type of event is about. */
const subjects: Subjects = {
  push: ({ repository }) => ['developer', `github:${repository}`],
  webhook: ({ repository }) => [`github:${repository}`],
  'execution.status': ({ pipeline }) => [`pipeline:${pipeline}`],
  'stage.status': () => ['pipeline'],
  'action.status': () => ['pipeline'],
  'artifact.stored': ({ bucket }) => [`bucket:${bucket}`],
  'build.started': ({ project }) => [`project:${project}`],
  'build.phase': ({ buildId, phase }) =>
    before.has(phase) || phase === 'COMPLETED' ? [projectOf(buildId)] : ['container'],
  'build.ended': ({ buildId }) => [projectOf(buildId)],
  'batch.state': ({ project }) => [`project:${project}`],
  'report.created': ({ buildId }) => [projectOf(buildId)],
  'container.state': () => ['container'],
  'session.state': ({ role, state }) =>
    state === 'active' || state === 'expired' ? [`role:${role}`, 'sts'] : [`role:${role}`],
  'session.holder': ({ holder }) => ['sts', ...(holder === null ? [] : [holder])],
  'command.started': () => ['container'],
  'command.output': () => ['container'],
  'command.ended': () => ['container'],
  log: () => ['container'],
  'api.call': ({ from, to }) => [...(from ? [from] : []), ...(to ? [to] : [])],
  'object.stored': ({ bucket }) => [`bucket:${bucket}`],
  'object.deleted': ({ bucket }) => [`bucket:${bucket}`],
  'image.stored': ({ repository }) => [`repository:${repository}`],
  'policy.refused': none,
  'machine.state': none,
};

export function subjectsOf(event: SimEvent): Subject[] {
  const make = subjects[event.type] as (event: SimEvent) => Subject[];
  return make(event);
}
