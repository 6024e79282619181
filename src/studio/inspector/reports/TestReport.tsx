import { useId, useState } from 'react';
import { duration, plural } from '../../../player/words.ts';
import type { Report, TestCase } from '../../../simulator/read.ts';
import { StatusPill } from '../../../ui/StatusPill.tsx';
import {
  casesWith,
  figuresOf,
  percent,
  statusOrder,
  type TestStatus,
  testStatuses,
} from './figures.ts';

/** Rows that are shown at once. */
const page = 100;

/** A test report: its figures, and its test cases with a filter. */
export function TestReport({ report }: { report: Report }) {
  const id = useId();
  const [words, setWords] = useState('');
  const [status, setStatus] = useState<TestStatus | 'ALL'>('ALL');
  const [pages, setPages] = useState(1);
  const { count, passRate, durationMs } = figuresOf(report);
  const cases = casesWith(report, words, status);
  const shown = cases.slice(0, pages * page);
  const present = statusOrder.filter((each) => count[each] > 0);
  const { total, testCases } = report;
  return (
    <>
      <div className="report-figures">
        <b className="report-rate">{percent(passRate)}</b> passed
        <span className="faint">
          {plural(total, 'test case')}, {duration(durationMs)}
        </span>
      </div>
      <div className="report-bar" aria-hidden="true">
        {present.map((each) => (
          <i key={each} data-health={testStatuses[each].health} style={{ flexGrow: count[each] }} />
        ))}
      </div>
      <div className="report-counts">
        {present.map((each) => (
          <StatusPill
            key={each}
            health={testStatuses[each].health}
            text={`${count[each]} ${testStatuses[each].word.toLowerCase()}`}
          />
        ))}
      </div>
      {total > testCases.length && (
        <p className="soft">
          A report keeps {testCases.length} test cases; {total - testCases.length} more were in the
          files and are counted only.
        </p>
      )}
      <div className="report-filter">
        <label className="visually-hidden" htmlFor={id}>
          Filter test cases
        </label>
        <input
          id={id}
          type="text"
          placeholder="Filter test cases"
          autoComplete="off"
          spellCheck={false}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <select
          className="btn small"
          aria-label="Status"
          value={status}
          onChange={({ target }) =>
            setStatus(statusOrder.find((each) => each === target.value) ?? 'ALL')
          }
        >
          <option value="ALL">All</option>
          {present.map((each) => (
            <option key={each} value={each}>
              {testStatuses[each].word}
            </option>
          ))}
        </select>
      </div>
      <table className="report-table">
        <caption role="status">{plural(cases.length, 'test case')}</caption>
        <thead>
          <tr>
            <th scope="col">Test case</th>
            <th scope="col">Status</th>
            <th scope="col" className="report-number">
              Duration
            </th>
          </tr>
        </thead>
        <tbody>
          {keyed(shown).map(([key, test]) => (
            <TestRow key={key} test={test} />
          ))}
        </tbody>
      </table>
      {cases.length > shown.length && (
        <button type="button" className="link" onClick={() => setPages(pages + 1)}>
          Show {Math.min(page, cases.length - shown.length)} more of {cases.length}
        </button>
      )}
    </>
  );
}

function TestRow({ test }: { test: TestCase }) {
  const { prefix, name, status, message, durationInNanoSeconds } = test;
  const { word, health } = testStatuses[status];
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="report-prefix">{prefix}</span>
        {message !== undefined && message !== '' && (
          <details open={health === 'bad'}>
            <summary>Message</summary>
            <pre className="report-message">{message}</pre>
          </details>
        )}
      </th>
      <td>
        <StatusPill health={health} text={word} />
      </td>
      <td className="report-number">{duration(durationInNanoSeconds / 1e6)}</td>
    </tr>
  );
}

/** Each case with a key of its own: suites may hold several of one name. */
function keyed(cases: readonly TestCase[]): [string, TestCase][] {
  const seen = new Map<string, number>();
  return cases.map((test) => {
    const name = `${test.prefix} ${test.name}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return [`${name} ${times}`, test];
  });
}
