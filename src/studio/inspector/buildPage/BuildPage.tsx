import type { ReactNode } from 'react';
import { healthOf } from '../../../player/health.ts';
import { duration } from '../../../player/words.ts';
import type { Build, Recording, World } from '../../../simulator/read.ts';
import { StatusPill } from '../../../ui/StatusPill.tsx';
import { CommandList } from '../../outcomes/CommandList.tsx';
import { useSessionStore } from '../../session/context.tsx';
import { BuildChooser } from '../builds/BuildChooser.tsx';
import { isoTime } from '../builds/times.ts';
import { useBuild } from '../builds/useBuild.ts';
import { BatchBuilds, batchOf } from './BatchBuilds.tsx';
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
  const session = useSessionStore();
  const build = useBuild(props);
  const { recording, world, seq, onLook } = props;
  const batch = batchOf(world, build);
  if (build === undefined) {
    return batch === undefined ? (
      <p className="empty">No build has started yet.</p>
    ) : (
      <div className="build-page">
        <BatchBuilds batch={batch} />
      </div>
    );
  }
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
      <FactList facts={statusOf(build, world, recording)} />
      {batch !== undefined && <BatchBuilds batch={batch} />}
      <h3>Phase details</h3>
      <PhaseTable recording={recording} build={build} seq={seq} onLook={onLook} />
      <h3>Build details</h3>
      <FactList facts={detailsOf(build, recording, () => session.getState().inspect('logs'))} />
      <h3>Commands</h3>
      <CommandList
        recording={recording}
        buildId={build.id}
        position={world.position}
        seq={seq}
        onLook={onLook}
      />
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

type Fact = [term: string, value: ReactNode];

/** The console's “Build status”. */
function statusOf(build: Build, world: World, { scenario }: Recording): Fact[] {
  const { startedAt, endedAt, currentPhase } = build;
  const time = (ms: number) =>
    `${isoTime(scenario.startTime, ms).replace('T', ' ').slice(0, 19)} UTC`;
  const took = duration((endedAt ?? Math.max(world.at, startedAt)) - startedAt);
  return [
    ['Initiator', build.initiator ?? 'not known at this moment'],
    ['Start time', time(startedAt)],
    ['End time', endedAt === undefined ? 'still running' : time(endedAt)],
    ['Duration', endedAt === undefined ? `${took} so far` : took],
    ['Current phase', mono(currentPhase)],
  ];
}

/** The console's “Build details”. */
function detailsOf(build: Build, { scenario }: Recording, onLogs: () => void): Fact[] {
  const project = scenario.projects?.[build.projectName];
  const { groupName } = build.logs;
  return [
    ['Build ARN', <CopyText key="arn" name="build ARN" text={build.arn} />],
    ['Project', build.projectName],
    ['Build number', build.buildNumber],
    ['Image', mono(build.image)],
    ['Compute', mono(project?.environment.computeType ?? '—')],
    ['Service role', mono(project?.serviceRole ?? '—')],
    [
      'Logs',
      groupName === undefined ? (
        'no log stream'
      ) : (
        <button key="logs" type="button" className="link mono" onClick={onLogs}>
          {groupName}
        </button>
      ),
    ],
  ];
}

const mono = (text: string) => <span className="mono">{text}</span>;

function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="build-facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
