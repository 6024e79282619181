import { Icon } from '../../../ui/Icon.tsx';
import { signs } from '../../../ui/StatusPill.tsx';
import { usePlayerState } from '../../context.tsx';
import type { Box } from '../../diagram/types.ts';
import { Frame, Sentence, Title, useBoxView } from '../parts.tsx';

interface NodeProps {
  box: Box;
}

export function Developer({ box }: NodeProps) {
  const view = useBoxView(box.id);
  const message = usePlayerState(
    ({ recording }) => recording.scenario.repository.commit?.message ?? 'a commit',
  );
  return (
    <Frame box={box} view={view}>
      <Title box={box} view={{ live: false }} />
      <p className="mono node-line">{box.name}</p>
      <p className="node-sentence node-cut" title={message}>
        “{message}”
      </p>
    </Frame>
  );
}

export function GitHub({ box }: NodeProps) {
  const view = useBoxView(box.id);
  return (
    <Frame box={box} view={view}>
      <Title box={box} view={view} />
      <p className="mono node-line">
        {box.name} {view.fact}
      </p>
      <Sentence of="github" />
    </Frame>
  );
}

export function Project({ box }: NodeProps) {
  const view = useBoxView(box.id);
  return (
    <Frame box={box} view={view}>
      <Title box={box} view={{ live: false }} />
      <p className="mono node-line">{box.name}</p>
      <Sentence of="project" />
      <p className="node-status">
        {view.status ? (
          <>
            <StatusText {...view.status} />
            <span className="faint"> {view.fact}</span>
          </>
        ) : (
          <span className="faint">service role attached</span>
        )}
      </p>
    </Frame>
  );
}

export function Role({ box }: NodeProps) {
  const view = useBoxView(box.id);
  return (
    <Frame box={box} view={view}>
      <Title box={box} view={{ live: false }} />
      <p className="mono node-line">{box.name}</p>
      <Sentence of="role" />
      <p className="node-status">
        {view.status ? (
          <StatusText {...view.status} />
        ) : (
          <span className="faint">not used yet</span>
        )}
      </p>
    </Frame>
  );
}

export function Service({ box }: NodeProps) {
  const view = useBoxView(box.id);
  return (
    <Frame box={box} view={view}>
      <h3 className="node-title">
        <i className="node-mark" aria-hidden="true" />
        <span className="node-cut" title={box.title}>
          {box.title}
        </span>
      </h3>
      <p className="node-status">
        {view.status ? <StatusText {...view.status} /> : <span className="faint">{box.name}</span>}
      </p>
    </Frame>
  );
}

/** A status without the pill, where room is short. */
export function StatusText({ health, text }: { health: keyof typeof signs; text: string }) {
  return (
    <span className="status-text" data-health={health}>
      <Icon name={signs[health]} size={11} />
      <span title={text}>{text}</span>
    </span>
  );
}
