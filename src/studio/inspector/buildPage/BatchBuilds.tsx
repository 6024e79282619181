import { healthOf } from '../../../player/health.ts';
import type { BatchBuild, Build, World } from '../../../simulator/read.ts';
import { StatusPill } from '../../../ui/StatusPill.tsx';
import { Approximate } from '../Approximate.tsx';
import { useBuildView } from '../builds/view.ts';

/** The batch that a build belongs to; without a build, the last one. */
export const batchOf = (world: World, build: Build | undefined): BatchBuild | undefined =>
  build === undefined
    ? world.batches.at(-1)
    : world.batches.find(({ groups }) => groups.some(({ buildId }) => buildId === build.id));

/** What a batch build is made of, and how each part is, as the console lists it. */
export function BatchBuilds({ batch }: { batch: BatchBuild }) {
  const [, change] = useBuildView();
  const { currentPhase, buildBatchStatus, buildBatchNumber, groups, message } = batch;
  return (
    <section>
      <h3>
        Batch <span className="faint">#{buildBatchNumber}</span>{' '}
        <StatusPill health={healthOf(buildBatchStatus)} text={buildBatchStatus.replace('_', ' ')} />
      </h3>
      <p className="faint">
        Phase <span className="mono">{currentPhase}</span>
      </p>
      {message !== undefined && (
        <p className="mono build-phase-context">
          <span>{message}</span> <Approximate message={message} context />
        </p>
      )}
      {groups.length > 0 && (
        <table>
          <caption className="visually-hidden">Builds of the batch up to the playhead</caption>
          <thead>
            <tr>
              <th scope="col">Identifier</th>
              <th scope="col">Depends on</th>
              <th scope="col">Status</th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ identifier, dependsOn, ignoreFailure, status, buildId }) => (
              <tr key={identifier}>
                <th scope="row">
                  {buildId === undefined ? (
                    <span className="mono">{identifier}</span>
                  ) : (
                    <button
                      type="button"
                      className="build-phase-name mono"
                      onClick={() => change({ build: buildId, folded: new Set() })}
                    >
                      {identifier}
                    </button>
                  )}
                </th>
                <td className="mono">{dependsOn.join(', ') || '—'}</td>
                <td>
                  {status === undefined ? (
                    <span className="faint">not started</span>
                  ) : (
                    <StatusPill health={healthOf(status)} text={status.replace('_', ' ')} />
                  )}
                  {ignoreFailure && <span className="faint"> failure ignored</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
