import type {
  BuildPhase,
  NodeId,
  PhaseType,
  Recording,
  StageExecution,
  World,
} from '../../../simulator/read.ts';
import { type Health, healthOf } from '../../health.ts';
import { duration, plural, shortImage, shortKey, wholeSeconds } from '../../words.ts';
import type { Box, BoxKind } from '../types.ts';
import type { BoxView, ContainerBoxView, StageView, Status } from './types.ts';

export interface Moment {
  recording: Recording;
  world: World;
  /** The event that is talked about. */
  focus: number;
}
type Facts = Omit<BoxView, 'live'>;
type MakeFacts = (box: Box, moment: Moment) => Facts;

const nameIn = (box: Box): string => box.id.slice(box.id.indexOf(':') + 1);

function stageStatus(stage: StageExecution | undefined, over: boolean): Status {
  if (stage === undefined || stage.status === null)
    return { health: 'idle', text: over ? 'not run' : 'waits' };
  const { status, startedAt = 0, endedAt = startedAt } = stage;
  const health = healthOf(status);
  if (health === 'ok') return { health, text: duration(endedAt - startedAt) };
  return { health, text: health === 'busy' ? 'running' : status.toLowerCase() };
}

/** The phases that the buildspec's box lists. */
const listed: readonly PhaseType[] = [
  'DOWNLOAD_SOURCE',
  'INSTALL',
  'PRE_BUILD',
  'BUILD',
  'POST_BUILD',
  'UPLOAD_ARTIFACTS',
];

function phaseHealth(phase: BuildPhase | undefined): Health {
  return phase?.phaseStatus === undefined ? 'idle' : healthOf(phase.phaseStatus);
}

const containerStates = { Provisioning: 'forming', Running: 'running', Stopped: 'gone' } as const;
const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';

function containerFacts({ recording, world, focus }: Moment): ContainerBoxView {
  const container = world.containers.reduce<World['containers'][number] | undefined>(
    (latest, other) => (latest === undefined || other.seq > latest.seq ? other : latest),
    undefined,
  );
  const id = container?.buildId ?? world.builds.at(-1)?.id;
  const phases = world.builds.find((build) => build.id === id)?.phases ?? [];
  const run = world.commands.findLast((command) => command.buildId === id);
  const event = recording.events[focus];
  const project = Object.values(recording.scenario.projects)[0];
  return {
    state: container === undefined ? 'none' : containerStates[container.state],
    image: shortImage(container?.image ?? project?.environment.image ?? ''),
    buildspecLive: event?.type.startsWith('command.') ?? false,
    phases: listed.map((name) => {
      const phase = phases.find(({ phaseType }) => phaseType === name);
      const took =
        phase?.endedAt === undefined ? '' : wholeSeconds(phase.endedAt - phase.startedAt);
      return { name, health: phaseHealth(phase), took };
    }),
    command:
      run === undefined
        ? null
        : {
            text: run.text.split('\n')[0] ?? '',
            health: container?.command?.running ? 'busy' : run.exitCode === 0 ? 'ok' : 'bad',
            output: lastLine(run.output.at(-1)?.text ?? ''),
          },
  };
}

const holders = (holder: NodeId | null) =>
  holder === null ? 'nobody' : holder.startsWith('container:') ? 'container' : 'project';

/** The last call or change at a service, in a word. */
function lastAt(box: Box, { recording, world }: Moment): Status | null {
  const node = world.nodes[box.id];
  if (node === undefined || node.seq === null) return null;
  const event = recording.events[node.seq];
  if (event?.type !== 'api.call')
    return { health: node.state === 'failed' ? 'bad' : 'ok', text: 'stored' };
  const health = event.call.errorCode === undefined ? 'ok' : 'bad';
  return { health, text: event.call.operation };
}

function logFacts({ world }: Moment): Facts | null {
  const lines = Object.values(world.logs).reduce(
    (sum, list) => sum + list.reduce((n, { text }) => n + text.trimEnd().split('\n').length, 0),
    0,
  );
  return lines === 0 ? null : { status: { health: 'ok', text: plural(lines, 'line') } };
}

/** What is known about each kind of box at one moment. */
const facts: Record<BoxKind, MakeFacts> = {
  developer: (_box, { world }) =>
    Object.keys(world.heads).length > 0 ? { status: { health: 'ok', text: 'pushed' } } : {},
  github: (box, { world }) => {
    const head = world.heads[nameIn(box)];
    if (head === undefined) return {};
    const refused = world.nodes[box.id]?.state === 'failed';
    return {
      fact: head.commitId.slice(0, 7),
      status: refused
        ? { health: 'bad', text: 'no pipeline starts' }
        : { health: 'ok', text: 'received' },
    };
  },
  pipeline: (box, { world }) => {
    const execution = world.executions.findLast(({ pipeline }) => pipeline === nameIn(box));
    const over = execution?.endedAt !== undefined;
    const stages = (box.stages ?? []).map(
      ({ name, detail }): StageView => ({
        name,
        detail,
        status: stageStatus(
          execution?.stages.find((stage) => stage.name === name),
          over,
        ),
      }),
    );
    if (execution === undefined) return { stages };
    const { status, id } = execution;
    return { stages, fact: id.slice(0, 8), status: { health: healthOf(status), text: status } };
  },
  project: (box, { world }) => {
    const build = world.builds.findLast(({ projectName }) => projectName === nameIn(box));
    if (build === undefined) return {};
    const health = healthOf(build.buildStatus);
    const text = health === 'busy' ? build.currentPhase : build.buildStatus;
    return { fact: `build ${build.buildNumber}`, status: { health, text } };
  },
  container: (_box, moment) => ({ container: containerFacts(moment) }),
  role: (box, { world }) => {
    const session = world.sessions.findLast(({ role }) => role === nameIn(box));
    if (session === undefined) return {};
    if (session.state === 'requested') return { status: { health: 'busy', text: 'asked for' } };
    return session.state === 'refused'
      ? { status: { health: 'bad', text: 'does not trust CodeBuild' } }
      : { status: { health: 'ok', text: 'trusts CodeBuild' } };
  },
  credentials: (_box, { recording, world }) => {
    const roles = Object.values(recording.scenario.projects).map(
      ({ serviceRole }) => serviceRole.split('/').at(-1) ?? '',
    );
    const session = world.sessions.findLast(({ role }) => roles.includes(role));
    return {
      credentials: {
        key: session === undefined ? '' : shortKey(session.accessKeyId),
        role: session?.role ?? '',
        state: session?.state ?? 'none',
        expiresAt: session?.expiresAt ?? null,
        holder: holders(session?.holder ?? null),
      },
    };
  },
  services: () => ({}),
  service: (box, moment) => {
    const last = lastAt(box, moment);
    const logs = box.id === 'logs' && last?.health !== 'bad' ? logFacts(moment) : null;
    return logs ?? (last === null ? {} : { status: last });
  },
};

export const factsOf = (box: Box, moment: Moment): Facts => facts[box.kind](box, moment);
