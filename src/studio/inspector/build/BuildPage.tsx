import type { ReactNode } from 'react';
import { healthOf } from '../../../player/health.ts';
import { duration } from '../../../player/words.ts';
import type { Build, Recording, World } from '../../../simulator/read.ts';
import { StatusPill } from '../../../ui/StatusPill.tsx';
import { useSessionStore } from '../../session/context.tsx';
import { BuildChooser } from '../builds/BuildChooser.tsx';
import { isoTime } from '../builds/times.ts';
import { useBuild } from '../builds/useBuild.ts';
import { CopyText } from './CopyText.tsx';
import { artifactsOf, startedBy, variablesOf } from './facts.ts';
import { PhaseTable } from './PhaseTable.tsx';
import { Artifacts, Exported, Variables } from './parts.tsx';
import './build.css';

interface BuildPageProps {
  recording: Recording;
  world: World;
  /** The event at the playhead. */
  seq: number;
  onLook(seq: number): void;
}

/** A build as the CodeBuild console shows it, at the playhead. */
export function BuildPage(props: BuildPageProps) {
  const build = useBuild(props);
  if (build === undefined) return <p className="empty">No build has started yet.</p>;
  const { recording, world, seq, onLook } = props;
  const { scenario } = recording;
  const by = startedBy(scenario, world, build);
  const ended = build.endedAt !== undefined;
  const exported =
    build.exportedEnvironmentVariables.length > 0
      ? build.exportedEnvironmentVariables
      : Object.entries(by?.action.outputVariables ?? {}).map(([name, value]) => ({ name, value }));
  return (
    <div className="build-page">
      <header className="build-head">
        <h3 className="build-title">
          {build.projectName} <span className="faint">#{build.buildNumber}</span>
        </h3>
        <StatusPill
          health={healthOf(build.buildStatus)}
          text={build.buildStatus.replace('_', ' ')}
        />
        <BuildChooser world={world} />
      </header>
      <Facts build={build} world={world} recording={recording} initiator={by?.execution.pipeline} />
      <h3>Phase details</h3>
      <PhaseTable recording={recording} build={build} seq={seq} onLook={onLook} />
      <h3>Environment variables</h3>
      <Variables variables={variablesOf(scenario, build, by?.declaration)} />
      <h3>Exported variables</h3>
      <Exported variables={exported} ended={ended} />
      <h3>Artifacts</h3>
      <Artifacts
        artifacts={artifactsOf(recording, world, build, by?.execution.id)}
        location={build.artifacts.location}
        onLook={onLook}
      />
    </div>
  );
}

interface FactsProps {
  build: Build;
  world: World;
  recording: Recording;
  /** Name of the pipeline that started it. */
  initiator: string | undefined;
}

/** What the console's build status and configuration say, in its own words. */
function Facts({ build, world, recording, initiator }: FactsProps) {
  const session = useSessionStore();
  const { startTime, projects } = recording.scenario;
  const project = projects?.[build.projectName];
  const { groupName } = build.logs;
  const time = (ms: number) => isoTime(startTime, ms).replace('T', ' ').slice(0, 19);
  const took = duration((build.endedAt ?? Math.max(world.at, build.startedAt)) - build.startedAt);
  const rows: [string, ReactNode][] = [
    [
      'Initiator',
      initiator === undefined ? 'not known at this moment' : `codepipeline/${initiator}`,
    ],
    ['Project', build.projectName],
    ['Build number', build.buildNumber],
    ['Start time', `${time(build.startedAt)} UTC`],
    ['End time', build.endedAt === undefined ? 'still running' : `${time(build.endedAt)} UTC`],
    ['Duration', build.endedAt === undefined ? `${took} so far` : took],
    [
      'Current phase',
      <span key="phase" className="mono">
        {build.currentPhase}
      </span>,
    ],
    [
      'Image',
      <span key="image" className="mono">
        {build.image}
      </span>,
    ],
    [
      'Compute',
      <span key="type" className="mono">
        {project?.environment.computeType ?? '—'}
      </span>,
    ],
    [
      'Service role',
      <span key="role" className="mono">
        {project?.serviceRole ?? '—'}
      </span>,
    ],
    [
      'Logs',
      groupName === undefined ? (
        'no log stream yet'
      ) : (
        <button
          key="logs"
          type="button"
          className="link mono"
          onClick={() => session.getState().inspect('logs')}
        >
          {groupName}
        </button>
      ),
    ],
    ['Build ARN', <CopyText key="arn" name="build ARN" text={build.arn} />],
  ];
  return (
    <dl className="build-facts">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
