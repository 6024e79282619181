import type { SourceRef } from '../diagnostics.ts';
import type { Decision, StatementTrace } from '../iam/types.ts';

const sourceOf = (statement: StatementTrace): SourceRef => ({
  document: statement.policy,
  path: statement.path,
});

/** How near a statement came: a matching resource counts more than a matching action. */
function nearness(statement: StatementTrace): number {
  return statement.elements.reduce((sum, { element, matched }) => {
    if (!matched) return sum;
    return sum + (element.endsWith('Resource') ? 3 : element.endsWith('Action') ? 2 : 1);
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
