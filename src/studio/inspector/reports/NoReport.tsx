import type { Build, World } from '../../../simulator/read.ts';
import { useSessionStore } from '../../session/context.tsx';

interface NoReportProps {
  world: World;
  build: Build;
  onLook(seq: number): void;
}

/** Says why a build has no report, and what it takes to have one. */
export function NoReport({ world, build, onLook }: NoReportProps) {
  const session = useSessionStore();
  const refused = world.calls.find(
    ({ service, operation, errorCode, seq }) =>
      service === 'codebuild' &&
      operation.includes('Report') &&
      errorCode !== undefined &&
      seq >= build.firstSeq,
  );
  if (refused !== undefined)
    return (
      <div className="empty">
        <p>
          This build has no report: CodeBuild makes it with the service role, and the role may not.{' '}
          <code className="mono">{refused.action}</code> was refused.
        </p>
        {refused.errorMessage !== undefined && (
          <p className="mono report-message">{refused.errorMessage}</p>
        )}
        <button
          type="button"
          className="link"
          onClick={() => {
            onLook(refused.seq);
            session.getState().inspect('why');
          }}
        >
          See why it was refused
        </button>
      </div>
    );
  return (
    <div className="empty">
      <p>
        {build.endedAt === undefined
          ? 'This build has made no report yet. Reports are made in UPLOAD_ARTIFACTS, after all commands.'
          : 'This build has made no report.'}
      </p>
      <p>
        CodeBuild reads result files that a test tool wrote: JUnit XML, Cobertura and others. Name
        them under <code className="mono">reports</code> in the buildspec, and allow the service
        role <code className="mono">codebuild:CreateReportGroup</code> and the actions that go with
        it.
      </p>
    </div>
  );
}
