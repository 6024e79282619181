import { charts, type MachineName, type World } from '../../simulator/read.ts';
import { ChartView } from './ChartView.tsx';

interface MachinesProps {
  world: World;
  onLook(seq: number): void;
}

/** From the outside in: the order in which a reader meets them. */
const order: readonly MachineName[] = [
  'execution',
  'stage',
  'action',
  'build',
  'container',
  'roleSession',
];

/** Every state machine that has run so far; what it is doing now is lit. */
export function Machines({ world, onLook }: MachinesProps) {
  const running = Object.entries(world.machines);
  return (
    <div className="machines">
      {order.map((name) => {
        const chart = charts[name];
        const instances = running.filter(([, { machine }]) => machine === name);
        return (
          <section key={name} aria-label={chart.title}>
            <h3>{chart.title}</h3>
            <p className="soft">{chart.description}</p>
            {instances.length === 0 && (
              <>
                <p className="faint">None has run yet.</p>
                <ChartView chart={chart} active={[]} />
              </>
            )}
            {instances.map(([id, { state, seq }], index) => (
              <details key={id} open={index === instances.length - 1}>
                <summary>
                  <span className="mono">{id}</span>
                  <span className="machine-now">{leaves(state)}</span>
                </summary>
                <ChartView chart={chart} active={state} />
                <button type="button" className="link" onClick={() => onLook(seq)}>
                  Go to its last step
                </button>
              </details>
            ))}
          </section>
        );
      })}
    </div>
  );
}

/** Names of the innermost active states. */
function leaves(state: readonly string[]): string {
  return state
    .filter((path) => !state.some((other) => other.startsWith(`${path}.`)))
    .map((path) => path.split('.').at(-1))
    .join(' · ');
}
