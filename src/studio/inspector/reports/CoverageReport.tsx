import { plural } from '../../../player/words.ts';
import type { CoveredFile, Report } from '../../../simulator/read.ts';
import { percent, share, wholeOf } from './figures.ts';

/** A coverage report: lines and branches of all files, and of each, the least covered first. */
export function CoverageReport({ report }: { report: Report }) {
  const files = report.coverage ?? [];
  if (files.length === 0)
    return <p className="empty">The report names no file: nothing of it was measured.</p>;
  const whole = wholeOf(files);
  const byShare = [...files].sort((a, b) => lines(a) - lines(b));
  return (
    <>
      <dl className="report-wholes">
        <Whole name="Lines" covered={whole.linesCovered} missed={whole.linesMissed} />
        <Whole name="Branches" covered={whole.branchesCovered} missed={whole.branchesMissed} />
      </dl>
      <table className="report-table">
        <caption>{plural(files.length, 'file')}, the least covered first</caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" className="report-number">
              Lines
            </th>
            <th scope="col" className="report-number">
              Branches
            </th>
          </tr>
        </thead>
        <tbody>
          {byShare.map((file) => (
            <tr key={file.path}>
              <th scope="row" className="mono">
                {file.path}
                <Bar value={share(file.linesCovered, file.linesMissed)} />
                <span className="report-prefix">
                  {file.linesMissed === 0
                    ? 'no line missed'
                    : `${plural(file.linesMissed, 'line')} missed`}
                </span>
              </th>
              <td className="report-number">
                {percent(share(file.linesCovered, file.linesMissed))}
              </td>
              <td className="report-number">
                {percent(share(file.branchesCovered, file.branchesMissed))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const lines = ({ linesCovered, linesMissed }: CoveredFile) =>
  share(linesCovered, linesMissed) ?? 101;

function Whole({ name, covered, missed }: { name: string; covered: number; missed: number }) {
  const value = share(covered, missed);
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b className="report-rate">{percent(value)}</b>
        <span className="faint">
          {covered} of {covered + missed}
        </span>
        <Bar value={value} />
      </dd>
    </div>
  );
}

/** The number beside it says the same. */
function Bar({ value }: { value: number | null }) {
  if (value === null) return null;
  return (
    <span className="report-bar" aria-hidden="true">
      <i data-health="ok" style={{ flexGrow: value }} />
      <i data-health="bad" style={{ flexGrow: 100 - value }} />
    </span>
  );
}
