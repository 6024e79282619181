import { replaceKey } from '../check/finding.ts';
import {
  judgeQualifier,
  MISSING_QUALIFIER,
  typeMismatch,
  VACUOUS_QUALIFIER,
} from '../check/warnings/conditionKeys.ts';
import type { ConditionItem, StatementView } from '../check/warnings/view.ts';
import { quoted } from '../check/warnings/warning.ts';
import type { KeyFinder } from '../knowledge/keys.ts';
import { globalKey, keyFinder } from '../knowledge/keys.ts';
import type { ActionFacts, KeyFacts, Knowledge, ServiceFacts } from '../knowledge/types.ts';
import { nearest } from '../nearest.ts';
import { actionsOf } from './resources.ts';
import type { ReviewCheck } from './types.ts';

const finders = new WeakMap<object, KeyFinder>();

function finderOf(of: ServiceFacts | ActionFacts, keys: () => readonly KeyFacts[]): KeyFinder {
  const known = finders.get(of);
  if (known) return known;
  const made = keyFinder(keys());
  finders.set(of, made);
  return made;
}

/** Conditions on keys of a service whose facts are known; `found` is undefined when the service has no such key. */
function* serviceKeys(
  { conditions }: StatementView,
  { facts }: Knowledge,
): Generator<{ condition: ConditionItem; service: ServiceFacts; found: KeyFacts | undefined }> {
  for (const condition of conditions) {
    const { lower } = condition.key;
    const service = facts.get(lower.slice(0, Math.max(0, lower.indexOf(':'))));
    if (!service || globalKey(lower)) continue;
    yield { condition, service, found: finderOf(service, () => service.keys)(lower) };
  }
}

/** All keys that requests of an action may have, global ones apart. */
function keysOf(action: ActionFacts): readonly KeyFacts[] {
  return [...action.keys, ...action.resources.flatMap((type) => type.keys)];
}

/** Source: IAM Access Analyzer policy check reference, errors about condition keys. */
export const conditionKeyReviews: readonly ReviewCheck[] = [
  {
    issueCode: 'INVALID_SERVICE_CONDITION_KEY',
    title: 'Invalid service condition key',
    findingType: 'ERROR',
    words: 'The service has no such condition key, so the condition sees it as missing.',
    fires(statement, knowledge, fire) {
      for (const { condition, service, found } of serviceKeys(statement, knowledge)) {
        if (found) continue;
        const { key } = condition;
        const meant = nearest(
          key.text,
          service.keys.map(({ name }) => name),
        );
        const says = `${quoted(key.text)} is no condition key of ${knowledge.services.get(service.prefix) ?? service.prefix}.`;
        const words = meant ? `${says} Did you mean ${meant}?` : says;
        fire({ at: key.at, mark: 'key', words, mend: meant ? replaceKey(meant) : undefined });
      }
    },
  },
  {
    issueCode: 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
    title: 'Unsupported action for condition key',
    findingType: 'ERROR',
    words: 'Requests of the action never have this key.',
    fires(statement, knowledge, fire) {
      if (statement.notAction) return;
      for (const { condition, found } of serviceKeys(statement, knowledge)) {
        // Asking whether a key is there is no mistake.
        if (!found || condition.base === 'null' || condition.use.ifExists) continue;
        const { key } = condition;
        const without = statement.actions.find((item) => {
          const actions = actionsOf(item, knowledge);
          return actions?.every((action) => !finderOf(action, () => keysOf(action))(key.lower));
        });
        if (!without) continue;
        const words = `Requests of ${quoted(without.text)} never have ${quoted(key.text)}, so here the condition sees it as missing. Give the action a statement of its own.`;
        fire({ at: key.at, mark: 'key', words });
      }
    },
  },
  {
    issueCode: 'TYPE_MISMATCH',
    title: 'Type mismatch',
    findingType: 'WARNING',
    words: 'The operator does not fit the type of the key.',
    fires(statement, knowledge, fire) {
      for (const { condition, found } of serviceKeys(statement, knowledge)) {
        const words = found && typeMismatch(condition, found.type);
        if (words) fire({ at: ['Condition', condition.operator], mark: 'key', words });
      }
    },
  },
  {
    issueCode: 'MISSING_QUALIFIER',
    title: 'Missing qualifier',
    findingType: 'ERROR',
    words: MISSING_QUALIFIER,
    fires(statement, knowledge, fire) {
      for (const { condition, found } of serviceKeys(statement, knowledge)) {
        const judged = found && judgeQualifier(statement, condition, found.type);
        if (!judged || !('missing' in judged)) continue;
        fire({ at: ['Condition', condition.operator], mark: 'key', mend: judged.mend });
      }
    },
  },
  {
    issueCode: 'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
    title: 'ForAllValues with single valued key',
    findingType: 'SECURITY_WARNING',
    words: VACUOUS_QUALIFIER,
    fires(statement, knowledge, fire) {
      for (const { condition, found } of serviceKeys(statement, knowledge)) {
        const judged = found && judgeQualifier(statement, condition, found.type);
        if (!judged || !('vacuous' in judged)) continue;
        fire({ at: ['Condition', condition.operator], mark: 'key', mend: judged.mend });
      }
    },
  },
];
