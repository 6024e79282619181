import { healthOf } from '../../../player/health.ts';
import { duration } from '../../../player/words.ts';
import {
  type Build,
  type BuildPhase,
  describe as narrate,
  type Recording,
} from '../../../simulator/read.ts';
import { StatusPill } from '../../../ui/StatusPill.tsx';
import { useSessionStore } from '../../session/context.tsx';
import { Approximate } from '../Approximate.tsx';
import { isoTime } from '../builds/times.ts';
import { type PhaseSeqs, phaseSeqs } from './facts.ts';

interface PhaseTableProps {
  recording: Recording;
  build: Build;
  /** The event at the playhead. */
  seq: number;
  onLook(seq: number): void;
}

/** The phases of a build as the console lists them, up to the playhead. */
export function PhaseTable({ recording, build, seq, onLook }: PhaseTableProps) {
  const seqs = phaseSeqs(recording).get(build.id) ?? [];
  const current = seqs.findLastIndex(({ begin }) => begin <= seq);
  const over = build.endedAt !== undefined;
  return (
    <table className="build-phases">
      <caption className="visually-hidden">Phases of the build up to the playhead</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Status</th>
          <th scope="col" className="build-phase-took">
            Duration
          </th>
        </tr>
      </thead>
      <tbody>
        {build.phases.map((phase, index) => (
          <PhaseRow
            // A phase may come twice.
            key={`${phase.phaseType} ${phase.startedAt}`}
            phase={phase}
            current={index === current && (!over || seq <= build.lastSeq)}
            recording={recording}
            seqs={seqs[index]}
            onLook={onLook}
          />
        ))}
      </tbody>
    </table>
  );
}

interface PhaseRowProps {
  recording: Recording;
  phase: BuildPhase;
  seqs: PhaseSeqs | undefined;
  current: boolean;
  onLook(seq: number): void;
}

function PhaseRow({ recording, phase, seqs, current, onLook }: PhaseRowProps) {
  const { phaseType, phaseStatus, startedAt, endedAt, durationInSeconds } = phase;
  const { startTime } = recording.scenario;
  const time = (ms: number) => isoTime(startTime, ms).slice(11, 23);
  const failed = phaseStatus !== undefined && healthOf(phaseStatus) === 'bad';
  return (
    <>
      <tr aria-current={current || undefined} data-failed={failed} data-detailed={failed}>
        <th scope="row">
          <button
            type="button"
            className="build-phase-name mono"
            onClick={() => seqs && onLook(seqs.begin)}
          >
            {phaseType}
          </button>
          <span className="build-phase-times">
            <span className="visually-hidden">started </span>
            {time(startedAt)}
            {endedAt !== undefined && (
              <>
                {' – '}
                <span className="visually-hidden">ended </span>
                {time(endedAt)}
              </>
            )}
          </span>
        </th>
        <td>
          {phaseStatus === undefined ? (
            <span className="faint">marker only</span>
          ) : (
            <StatusPill health={healthOf(phaseStatus)} text={phaseStatus.replace('_', ' ')} />
          )}
        </td>
        <td
          className="build-phase-took mono"
          title={endedAt === undefined ? undefined : duration(endedAt - startedAt)}
        >
          {durationInSeconds === undefined ? '—' : `${durationInSeconds} s`}
        </td>
      </tr>
      {failed && <Reason recording={recording} phase={phase} seq={seqs?.end} onLook={onLook} />}
    </>
  );
}

/** Why a phase did not succeed: AWS's own words, and plain ones. */
function Reason(props: {
  recording: Recording;
  phase: BuildPhase;
  seq: number | undefined;
  onLook(seq: number): void;
}) {
  const { recording, phase, seq, onLook } = props;
  const session = useSessionStore();
  const contexts = phase.contexts.filter(({ statusCode }) => statusCode !== '');
  const goTo = (tab: 'why' | 'logs') => {
    if (seq !== undefined) onLook(seq);
    session.getState().inspect(tab);
  };
  return (
    <tr className="build-phase-reason">
      <td colSpan={3}>
        {contexts.map(({ statusCode, message }) => (
          <p key={`${statusCode} ${message}`} className="mono build-phase-context">
            <b>{statusCode}</b>: {message} <Approximate message={message} context />
          </p>
        ))}
        {seq !== undefined && <p>{narrate(recording, seq).body}</p>}
        <div className="build-ways">
          <button type="button" className="link" onClick={() => goTo('why')}>
            What led here
          </button>
          <button type="button" className="link" onClick={() => goTo('logs')}>
            Show it in the log
          </button>
        </div>
      </td>
    </tr>
  );
}
