import { Icon } from '../../../ui/Icon.tsx';
import { StatusPill, signs } from '../../../ui/StatusPill.tsx';
import type { Box } from '../../diagram/types.ts';
import type { ContainerBoxView, PhaseView } from '../../diagram/view/index.ts';
import type { Health } from '../../health.ts';
import { shortPhases } from '../../words.ts';
import './container.css';
import { Frame, Sentence, useBoxView, useLit } from '../parts.tsx';

/** What the container says of itself, by its state. */
const states: Record<
  Exclude<ContainerBoxView['state'], 'running'>,
  { health: Health; text: string }
> = {
  none: { health: 'idle', text: 'not there yet' },
  forming: { health: 'busy', text: 'being made' },
  gone: { health: 'idle', text: 'gone for good' },
};

/** It forms, runs and dissolves: only its outline is always there. */
export function Container({ box }: { box: Box }) {
  const view = useBoxView(box.id);
  const container = view.container;
  if (container === undefined) return null;
  return (
    <Frame box={box} view={view} className={`is-${container.state}`}>
      <h3 className="node-title">
        <i className="node-mark" aria-hidden="true" />
        <span>{box.title}</span>
        {container.state === 'running' ? (
          <span className="pill">temporary</span>
        ) : (
          <StatusPill {...states[container.state]} />
        )}
      </h3>
      <p className="mono node-line">{container.image}</p>
      <Sentence of="container" />
      <Buildspec view={container} />
    </Frame>
  );
}

function Buildspec({ view }: { view: ContainerBoxView }) {
  const lit = useLit(5);
  return (
    <div
      className="buildspec"
      data-step={5}
      data-lit={lit || undefined}
      data-live={view.buildspecLive || undefined}
    >
      <h4 className="mono">buildspec.yml</h4>
      <Sentence of="buildspec" />
      <ol className="phases">
        {view.phases.map((phase) => (
          <Phase key={phase.name} {...phase} />
        ))}
      </ol>
      <Terminal command={view.command} />
    </div>
  );
}

/** Words for the sign beside a phase. */
const said: Record<Health, string> = {
  idle: 'not run',
  busy: 'running',
  ok: 'succeeded',
  bad: 'failed',
};

function Phase({ name, health, took }: PhaseView) {
  return (
    <li className="phase" data-health={health}>
      <i className="phase-sign">{health !== 'idle' && <Icon name={signs[health]} size={9} />}</i>
      <span className="phase-name" title={name}>
        {shortPhases[name] ?? name}
      </span>
      <span className="visually-hidden">{said[health]}</span>
      <span className="phase-took">{took}</span>
    </li>
  );
}

function Terminal({ command }: { command: ContainerBoxView['command'] }) {
  return (
    <div className="mini-terminal">
      <p>
        <span className="terminal-prompt">$ </span>
        {command?.text ?? <span className="terminal-prompt">no command yet</span>}
      </p>
      <p data-health={command?.health ?? 'idle'} className="terminal-output">
        {command?.output || (command?.health === 'busy' ? 'running …' : '\u00a0')}
      </p>
    </div>
  );
}
