import { StatusPill } from '../../../ui/StatusPill.tsx';
import { sentences } from '../../diagram/sentences.ts';
import type { Box } from '../../diagram/types.ts';
import './pipeline.css';
import { Frame, useBoxView } from '../parts.tsx';

interface PipelineProps {
  box: Box;
  /** Stages side by side. */
  columns: number;
}

/** The band of stages. A stage's border tells how it went. */
export function Pipeline({ box, columns }: PipelineProps) {
  const view = useBoxView(box.id);
  const stages = view.stages ?? [];
  return (
    <Frame box={box} view={view}>
      <h3 className="node-title">
        <i className="node-mark" aria-hidden="true" />
        <span>{box.title}</span>
        <span className="node-name">
          {box.name}
          {view.fact && (
            <>
              {' · execution '}
              <span className="mono">{view.fact}…</span>
            </>
          )}
        </span>
        <span className="node-sentence">{sentences.pipeline}</span>
      </h3>
      <ol className={`stages stages-${columns}`}>
        {stages.map(({ name, detail, status }) => (
          <li key={name} className="stage-box" data-health={status.health}>
            <span className="stage-head">
              <strong>{name}</strong>
              <StatusPill {...status} />
            </span>
            <span className="stage-detail" title={detail}>
              {detail}
            </span>
          </li>
        ))}
      </ol>
    </Frame>
  );
}
