import type { ReactNode } from 'react';
import type { Decision } from '../../../simulator/read.ts';
import { Sign } from './Sign.tsx';

/** The verdict in AWS's words. */
const verdicts: Record<Decision['result'], string> = {
  Allowed: 'Allowed',
  ExplicitlyDenied: 'Explicitly denied',
  ImplicitlyDenied: 'Implicitly denied',
};

interface VerdictProps {
  decision: Decision;
  action: string;
  resource: string;
  children?: ReactNode;
}

/** What came out: the verdict, and about what. */
export function Verdict({ decision: { result }, action, resource, children }: VerdictProps) {
  return (
    <div className="verdict" data-result={result}>
      <p>
        <Sign ok={result === 'Allowed'} /> <b>{verdicts[result]}</b> ·{' '}
        <span className="mono">{action}</span>
      </p>
      <p className="mono soft">{resource}</p>
      {children}
    </div>
  );
}
