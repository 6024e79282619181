import { useMemo } from 'react';
import { usePlayerState } from '../../../player/context.tsx';
import { clock } from '../../../player/words.ts';
import { type Recording, type World, worldAt } from '../../../simulator/read.ts';
import type { SimulatorClient } from '../../../worker/client.ts';
import { OpenShell } from '../../terminal/OpenShell.tsx';
import { Snapshot } from './Snapshot.tsx';
import { useLook } from './useLook.ts';
import './container.css';

/** The simulator, as far as it looks into containers. */
export type ContainerSource = Pick<SimulatorClient, 'inspect' | 'readFile'>;

interface ContainerProps {
  recording: Recording;
  /** The event that is talked about. */
  seq: number;
  source: ContainerSource;
  onJump(seq: number): void;
}

/** The inside of the build container at this moment. It is asked for when the playhead rests. */
export function Container({ recording, seq, source, onJump }: ContainerProps) {
  const playing = usePlayerState((state) => state.playing);
  const world = worldAt(recording, seq + 1);
  const running = world.containers.some(({ state }) => state === 'Running');
  const asking = running && !playing;
  const { scenario } = recording;
  const look = useMemo(
    () => (asking ? () => source.inspect(scenario, seq) : null),
    [asking, source, scenario, seq],
  );
  const read = useMemo(
    () => (asking ? (path: string) => source.readFile(scenario, seq, path) : null),
    [asking, source, scenario, seq],
  );
  const { answer, fresh } = useLook(look, recording);
  if (!running) return <NoContainer world={world} recording={recording} onJump={onJump} />;
  if (answer === null)
    return (
      <p className="empty" role="status">
        {playing
          ? 'The container is shown when the playhead rests.'
          : 'Looking into the container…'}
      </p>
    );
  if (!answer.ok)
    return (
      <p className="empty" role="alert">
        The container could not be looked into. {answer.failure.message}
      </p>
    );
  if (answer.value === null)
    return <p className="empty">The container runs, but nothing has been put into it yet.</p>;
  return (
    <>
      <OpenShell recording={recording} seq={seq} />
      <Snapshot snapshot={answer.value} busy={!fresh} read={read} />
    </>
  );
}

/** Why there is none, and the way to a moment when there is one. */
function NoContainer(props: { world: World; recording: Recording; onJump(seq: number): void }) {
  const { world, recording, onJump } = props;
  const last = world.containers.at(-1);
  const target =
    last === undefined ? firstCommand(recording) : lastCommand(recording, last.buildId);
  const words = {
    Provisioning: 'The container is still being made: its image is pulled, and it starts.',
    Stopped: `The container is gone: CodeBuild threw it away at ${clock(last?.endedAt ?? 0)}, with everything in it that was not uploaded.`,
    Running: '',
  };
  return (
    <div className="container-none">
      <p>
        {last === undefined
          ? 'There is no container yet: each build gets one of its own.'
          : words[last.state]}
      </p>
      {target !== undefined && (
        <button type="button" className="link" onClick={() => onJump(target)}>
          {last?.state === 'Stopped' ? 'Go to its last command' : 'Go to the first command'}
        </button>
      )}
    </div>
  );
}

const firstCommand = ({ events }: Recording) =>
  events.find(({ type }) => type === 'command.started')?.seq;

const lastCommand = ({ events }: Recording, buildId: string) =>
  events.findLast((event) => event.type === 'command.started' && event.buildId === buildId)?.seq;
