import { statementName } from '../names.ts';
import { type CandidateMaker, nearMisses, onlyMiss, serviceOf } from '../situation.ts';
import { append, documentNamed } from './append.ts';

/**
 * Adds the action to Allow statements in which everything else fits. A statement about everything (`Resource: "*"`) is
 * only taken when it is about the same service already, and never in a role's own policies: it would grant too much.
 */
export const addAction: CandidateMaker = (situation, layer) => {
  const { action, resource } = situation.request;
  return nearMisses(situation, layer).flatMap(({ statement, missed }) => {
    const missing = onlyMiss(missed, 'Action');
    if (missing === undefined) return [];
    const named = statement.elements.find(({ element }) => element === 'Resource')?.expected ?? [];
    const same = missing.expected.some((pattern) => serviceOf(pattern) === serviceOf(action));
    const broad = named.includes('*') && resource !== '*';
    if (broad && (!same || layer === 'identity')) return [];
    const name = statement.policy;
    const content = documentNamed(situation, layer, name);
    return {
      kind: 'add-action',
      layer,
      title: `Add ${action} to ${statementName(statement)}`,
      reason: `${statementName(statement)} fits this request in everything but the action.${
        broad ? ' It is about every resource, so the action will be allowed on all of them.' : ''
      }`,
      edits: [append({ name, content }, [...statement.path, 'Action'], action)],
      near: (same ? 2 : 0) + (broad ? 0 : 1),
    };
  });
};
