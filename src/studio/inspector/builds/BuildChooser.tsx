import type { World } from '../../../simulator/read.ts';
import { useBuildView } from './view.ts';
import './builds.css';

/** Which build log, build page and reports show, where there are several. */
export function BuildChooser({ world }: { world: World }) {
  const [{ build }, change] = useBuildView();
  const { builds } = world;
  if (builds.length < 2) return null;
  const known = builds.some(({ id }) => id === build);
  return (
    <select
      className="btn small build-chooser"
      aria-label="Build"
      value={known ? (build ?? '') : ''}
      onChange={({ target }) =>
        change({ build: target.value === '' ? null : target.value, folded: new Set() })
      }
    >
      <option value="">Build at the playhead</option>
      {builds.map(({ id, projectName, buildNumber, buildStatus }) => (
        <option key={id} value={id}>
          {projectName} #{buildNumber} · {buildStatus}
        </option>
      ))}
    </select>
  );
}
