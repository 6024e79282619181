/** A decision as a tree: layers of policies, their statements. */
import {
  type AuthorizationRequest,
  type Decision,
  explainDecision,
  layerLabel,
  type PolicyLayer,
  type StatementTrace,
} from '../../../simulator/read.ts';

/** `allows`, `denies`: a statement applies · `lacks`: nothing allows here, and that decided · `silent`: no say. */
export type LayerVerdict = 'allows' | 'denies' | 'lacks' | 'silent';

export interface LayerNode {
  layer: PolicyLayer;
  label: string;
  verdict: LayerVerdict;
  /** In a few words. */
  words: string;
  /** This layer decided the whole. */
  decided: boolean;
  /** Those that apply, and the one to look at. */
  main: StatementTrace[];
  /** Those that do not apply. */
  others: StatementTrace[];
}

/** In the order in which a reader looks for an Allow, then for what caps it. */
const order: readonly PolicyLayer[] = [
  'identity',
  'trust',
  'resource',
  'boundary',
  'session',
  'serviceControl',
  'resourceControl',
  'endpoint',
];
const words: Record<LayerVerdict, string> = {
  allows: 'allows it',
  denies: 'denies it',
  lacks: 'nothing allows it',
  silent: 'no statement applies',
};

/** @param key the statement that a reader wants to see first */
export function layersOf(
  decision: Decision,
  request: AuthorizationRequest,
  key: StatementTrace | null,
): LayerNode[] {
  const { result, decidedBy, statements } = decision;
  return order.flatMap((layer): LayerNode[] => {
    const own = statements.filter((statement) => statement.layer === layer);
    const decided = decidedBy === layer;
    const label = layerLabel(layer, request);
    if (own.length === 0) {
      const absent = absence(label, decision, request);
      if (absent === null) return [];
      const verdict = decided && result !== 'Allowed' ? 'lacks' : 'silent';
      return [{ layer, label, verdict, words: absent, decided, main: [], others: [] }];
    }
    const verdict = verdictOf(own, decided && result === 'ImplicitlyDenied');
    const main = own.filter((statement) => statement.matched || statement === key);
    const others = own.filter((statement) => !main.includes(statement));
    return [{ layer, label, verdict, words: words[verdict], decided, main, others }];
  });
}

function verdictOf(own: readonly StatementTrace[], blocks: boolean): LayerVerdict {
  const applies = (effect: StatementTrace['effect']) =>
    own.some((statement) => statement.matched && statement.effect === effect);
  if (applies('Deny')) return 'denies';
  if (blocks) return 'lacks';
  return applies('Allow') ? 'allows' : 'silent';
}

/** Why a layer has no statements, where that is worth a word. */
function absence(label: string, decision: Decision, request: AuthorizationRequest): string | null {
  const line = explainDecision(decision, request).lines.find(({ text }) =>
    text.startsWith(`${label}: none`),
  );
  return line === undefined ? null : 'none attached';
}

/** The first and the last sentence about a decision: whether a Deny stands anywhere, and what decided. */
export function sentencesOf(
  decision: Decision,
  request: AuthorizationRequest,
): { title: string; deny: string; decided: string } {
  const { title, lines } = explainDecision(decision, request);
  return { title, deny: lines[0]?.text ?? '', decided: lines.at(-1)?.text ?? '' };
}

/** `role:web-build-role/policy:Site` → `Site`: which role it is, the caller says already. */
export const shortName = (policy: string): string =>
  /^(?:role:.*\/policy:|managed:arn:.*\/|trust:|[a-z]+:)(.+?)(?:\/policy)?$/s.exec(policy)?.[1] ??
  policy;

/** `Site` or `statement 2`. */
export const statementName = ({ sid, index }: StatementTrace): string =>
  sid ?? `statement ${index + 1}`;
