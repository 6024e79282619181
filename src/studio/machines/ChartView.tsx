import type { Chart, ChartState } from '../../simulator/read.ts';
import './machines.css';

interface ChartViewProps {
  chart: Chart;
  /** Active states as dotted paths. */
  active: readonly string[];
}

/** A state is lit when it or a state inside it is active. */
const isActive = (state: ChartState, active: readonly string[]): boolean =>
  active.some((path) => path === state.id || path.startsWith(`${state.id}.`));

/** A statechart as nested boxes, with the active states lit. */
export function ChartView({ chart, active }: ChartViewProps) {
  return (
    <ul className="chart" aria-label={`States of ${chart.title}`}>
      {chart.states.map((state) => (
        <StateBox key={state.id} state={state} active={active} />
      ))}
    </ul>
  );
}

function StateBox({ state, active }: { state: ChartState; active: readonly string[] }) {
  const lit = isActive(state, active);
  const leaf = state.states.length === 0;
  const next = lit && leaf ? state.transitions : [];
  return (
    <li className="chart-state" data-type={state.type} data-active={lit}>
      <span className="chart-name">
        {state.name}
        {lit && <span className="visually-hidden"> (active)</span>}
      </span>
      {!leaf && (
        <ul>
          {state.states.map((inner) => (
            <StateBox key={inner.id} state={inner} active={active} />
          ))}
        </ul>
      )}
      {next.length > 0 && (
        <ul className="chart-next" aria-label="Leads to">
          {next.map(({ event, target }) => (
            <li key={`${event} ${target}`}>
              <span className="mono">{event}</span> → {target.split('.').at(-1)}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
