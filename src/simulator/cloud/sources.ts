import type { SourceRef } from '../diagnostics.ts';
import type { Decision, StatementTrace } from '../iam/types.ts';

const sourceOf = (statement: StatementTrace): SourceRef => ({
  document: statement.policy,
  path: statement.path,
});

const serviceOf = (action: string): string => (action.split(':')[0] ?? '').toLowerCase();

/**
 * How near a statement came. One about the same service is what the author meant to allow with; among those, a resource that
 * fits counts more than an action that fits, and one that is named more than a mere `*`.
 */
function nearness(statement: StatementTrace): number {
  return statement.elements.reduce((sum, { element, matched, expected, actual }) => {
    if (element.endsWith('Action')) {
      const service = serviceOf(actual[0] ?? '');
      return (
        sum +
        (expected.some((pattern) => serviceOf(pattern) === service) ? 4 : 0) +
        (matched ? 2 : 0)
      );
    }
    if (!matched) return sum;
    return sum + (element.endsWith('Resource') && !expected.includes('*') ? 3 : 1);
  }, 0);
}

/**
 * The statements that decided. For an implicit denial: the one that came nearest, and if none came near, the policies that
 * were looked at, so that *Why* always leads somewhere.
 */
export function decidingSources(decision: Decision): SourceRef[] {
  const { result, statements } = decision;
  if (result !== 'ImplicitlyDenied') {
    const effect = result === 'Allowed' ? 'Allow' : 'Deny';
    return statements
      .filter((statement) => statement.matched && statement.effect === effect)
      .map(sourceOf);
  }
  const allows = statements.filter(({ effect }) => effect === 'Allow');
  const nearest = allows.reduce<StatementTrace | null>(
    (best, statement) => (best === null || nearness(statement) > nearness(best) ? statement : best),
    null,
  );
  return nearest === null ? [] : [sourceOf(nearest)];
}
