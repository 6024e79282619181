import { useMemo } from 'react';
import type { AuthorizationRequest, Decision, StatementTrace } from '../../../simulator/read.ts';
import { type LayerNode, type LayerVerdict, layersOf } from './layers.ts';
import { Sign } from './Sign.tsx';
import { Statement } from './Statement.tsx';
import './tree.css';

interface TreeProps {
  decision: Decision;
  request: AuthorizationRequest;
  /** The statement to look at: it decided, or came nearest. */
  statement: StatementTrace | null;
  /** Shows a statement in its document; null where the studio does not hold it. */
  opener(statement: StatementTrace): (() => void) | null;
}

const verdictSigns: Record<LayerVerdict, boolean | null> = {
  allows: true,
  denies: false,
  lacks: false,
  silent: null,
};

/** How IAM came to a verdict: every layer that could have a say, its statements, their elements. */
export function DecisionTree({ decision, request, statement, opener }: TreeProps) {
  const layers = useMemo(
    () => layersOf(decision, request, statement),
    [decision, request, statement],
  );
  return (
    <ul className="tree" aria-label="Layers of policies">
      {layers.map((layer) => (
        <Layer key={layer.layer} node={layer} decision={decision} {...{ statement, opener }} />
      ))}
    </ul>
  );
}

function Layer(props: Pick<TreeProps, 'decision' | 'statement' | 'opener'> & { node: LayerNode }) {
  const { node, decision, statement, opener } = props;
  const { label, verdict, words, decided, main, others } = node;
  const head = (
    <>
      <Sign ok={verdictSigns[verdict]} />
      <span className="tree-name">{label}</span>
      <span className="tree-words">{words}</span>
      {decided && <span className="tree-decided">◆ decided</span>}
    </>
  );
  const row = (each: StatementTrace) => (
    <Statement
      key={`${each.policy} ${each.index}`}
      trace={each}
      mark={each === statement ? markOf(each, decision) : ''}
      onOpen={opener(each)}
    />
  );
  if (main.length + others.length === 0)
    return (
      <li className="tree-layer">
        <div className="tree-head">{head}</div>
      </li>
    );
  return (
    <li className="tree-layer">
      <details open={decided || main.length > 0}>
        <summary className="tree-head">{head}</summary>
        <ul className="tree-statements">
          {main.map(row)}
          {others.length > 0 && (
            <li>
              <details open={main.length === 0 && others.length <= 3}>
                <summary className="tree-more">
                  {others.length === 1
                    ? '1 statement that does not apply'
                    : `${others.length} statements that do not apply`}
                </summary>
                <ul className="tree-statements">{others.slice(0, most).map(row)}</ul>
                {others.length > most && <p className="soft">and {others.length - most} more</p>}
              </details>
            </li>
          )}
        </ul>
      </details>
    </li>
  );
}

/** Statements that are shown of those that do not apply; the rest is counted. */
const most = 60;

function markOf(trace: StatementTrace, { result }: Decision): string {
  if (!trace.matched) return '◇ came nearest';
  return (trace.effect === 'Allow') === (result === 'Allowed') ? '◆ decided' : '◇ applies, too';
}
