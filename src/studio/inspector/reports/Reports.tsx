import { useState } from 'react';
import { healthOf } from '../../../player/health.ts';
import { clock } from '../../../player/words.ts';
import type { Recording, Report, World } from '../../../simulator/read.ts';
import { StatusPill } from '../../../ui/StatusPill.tsx';
import { BuildChooser } from '../builds/BuildChooser.tsx';
import { useBuild } from '../builds/useBuild.ts';
import { CoverageReport } from './CoverageReport.tsx';
import { NoReport } from './NoReport.tsx';
import { TestReport } from './TestReport.tsx';
import './reports.css';

interface ReportsProps {
  recording: Recording;
  world: World;
  /** The event at the playhead. */
  seq: number;
  onLook(seq: number): void;
}

/** The reports of a build up to the playhead. */
export function Reports(props: ReportsProps) {
  const build = useBuild(props);
  if (build === undefined)
    return <p className="empty">No build has started yet, so there is no report.</p>;
  const reports = build.reports ?? [];
  return (
    <div className="reports">
      <BuildChooser world={props.world} />
      {reports.length > 0 ? (
        <ReportList key={build.id} reports={reports} />
      ) : (
        <NoReport world={props.world} build={build} onLook={props.onLook} />
      )}
    </div>
  );
}

const kinds: Record<Report['type'], string> = {
  TEST: 'Test report',
  CODE_COVERAGE: 'Code coverage',
};

/** One report at a time, with a chooser where there are several. */
export function ReportList({ reports }: { reports: readonly Report[] }) {
  const [chosen, setChosen] = useState('');
  const report = reports.find(({ arn }) => arn === chosen) ?? reports[0];
  if (report === undefined) return null;
  const { arn, reportGroup, type, status, created, files } = report;
  return (
    <>
      {reports.length > 1 && (
        <select
          className="btn small build-chooser"
          aria-label="Report"
          value={arn}
          onChange={({ target }) => setChosen(target.value)}
        >
          {reports.map((each) => (
            <option key={each.arn} value={each.arn}>
              {each.reportGroup} · {kinds[each.type]} · {each.status}
            </option>
          ))}
        </select>
      )}
      <section className="report" aria-label={`Report ${reportGroup}`}>
        <header className="report-head">
          <h3>{reportGroup}</h3>
          <StatusPill health={healthOf(status)} text={status} />
          <span className="faint">
            {kinds[type]}, made at {clock(created)} from <FileNames files={files} />
          </span>
        </header>
        {type === 'TEST' ? (
          <TestReport key={arn} report={report} />
        ) : (
          <CoverageReport report={report} />
        )}
      </section>
    </>
  );
}

function FileNames({ files }: { files: readonly string[] }) {
  const [first = 'no file', ...others] = files;
  return (
    <span className="mono" title={files.join('\n')}>
      {first}
      {others.length > 0 && ` and ${others.length} more`}
    </span>
  );
}
