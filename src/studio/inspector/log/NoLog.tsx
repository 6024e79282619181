import type { Build, World } from '../../../simulator/read.ts';
import { useSessionStore } from '../../session/context.tsx';

interface NoLogProps {
  world: World;
  build: Build;
  /** Lines that were written and never arrived. */
  lost: number;
  showing: boolean;
  onShow(showing: boolean): void;
  onLook(seq: number): void;
}

/** Says why CloudWatch has no line, or not every line, of a build. */
export function NoLog({ world, build, lost, showing, onShow, onLook }: NoLogProps) {
  const session = useSessionStore();
  const refused = world.calls.findLast(
    ({ service, errorCode, seq }) =>
      service === 'logs' && errorCode !== undefined && seq >= build.firstSeq,
  );
  if (refused === undefined) {
    return lost > 0 ? <SwitchedOff lost={lost} showing={showing} onShow={onShow} /> : null;
  }
  const { caller, action, errorMessage, seq } = refused;
  const who = caller.type === 'AssumedRole' ? caller.role : refused.principal;
  return (
    <section className="log-lost" aria-label="Why the log is missing">
      <p>
        <b>{lost === 0 ? 'This build has no log.' : 'CloudWatch never got this log.'}</b>{' '}
        {lost === 0
          ? `CodeBuild makes the log stream with the service role, and ${who} may not: ${action} was refused. So there is nothing that lines could be written to.`
          : `The container sends its lines with the service role, and ${who} may not: ${action} was refused. The build runs on; its words are lost.`}
      </p>
      {errorMessage !== undefined && <p className="mono log-lost-message">{errorMessage}</p>}
      <div className="log-lost-ways">
        <button
          type="button"
          className="link"
          onClick={() => {
            onLook(seq);
            session.getState().inspect('why');
          }}
        >
          See why it was refused
        </button>
        {lost > 0 && (
          <button type="button" className="link" onClick={() => onShow(!showing)}>
            {showing ? 'Show only what CloudWatch has' : `Show the ${lost} lines that were lost`}
          </button>
        )}
      </div>
    </section>
  );
}

/** The project's `logsConfig` has no log in CloudWatch. */
function SwitchedOff({ lost, showing, onShow }: Pick<NoLogProps, 'lost' | 'showing' | 'onShow'>) {
  return (
    <section className="log-lost" aria-label="Why the log is missing">
      <p>
        <b>CloudWatch has no log of this build.</b> The project switches it off (
        <code>logsConfig.cloudWatchLogs.status: DISABLED</code>). The build runs all the same; its
        words are lost.
      </p>
      <div className="log-lost-ways">
        <button type="button" className="link" onClick={() => onShow(!showing)}>
          {showing ? 'Show only what CloudWatch has' : `Show the ${lost} lines that were lost`}
        </button>
      </div>
    </section>
  );
}
