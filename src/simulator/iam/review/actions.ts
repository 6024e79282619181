import { writeValue } from '../check/finding.ts';
import { coversAction } from '../check/warnings/covers.ts';
import type { Item } from '../check/warnings/view.ts';
import { quoted } from '../check/warnings/warning.ts';
import type { Knowledge, ServiceFacts } from '../knowledge/types.ts';
import { nearest } from '../nearest.ts';
import { ACTION_OF_API, PREFIX_OF_NAME } from './apiNames.ts';
import type { ReviewCheck } from './types.ts';

/** Prefix and name of an action, in lower case; undefined for `*` and for wildcards in the prefix. */
export function splitAction({ lower }: Item): { prefix: string; name: string } | undefined {
  const colon = lower.indexOf(':');
  const prefix = lower.slice(0, Math.max(0, colon));
  return colon > 0 && !/[*?]/.test(prefix) ? { prefix, name: lower.slice(colon + 1) } : undefined;
}

/** A prefix that AWS has and that was probably meant. */
function prefixFor(prefix: string, { services }: Knowledge): string | undefined {
  return PREFIX_OF_NAME.get(prefix) ?? nearest(prefix, services.keys());
}

/** True when the text of an action covers one that the service has. */
function exists(name: string, facts: ServiceFacts): boolean {
  if (!/[*?]/.test(name)) return facts.actions.has(name);
  if (name === '*') return true;
  for (const known of facts.actions.keys()) if (coversAction(name, known)) return true;
  return false;
}

/** The action that was probably meant, with its prefix. */
function actionFor(item: Item, name: string, facts: ServiceFacts): string | undefined {
  const byApi = ACTION_OF_API.get(item.lower);
  if (byApi) return byApi;
  if (/[*?]/.test(name)) return undefined;
  const near = nearest(
    name,
    [...facts.actions.values()].map((action) => action.name),
  );
  if (near) return `${facts.prefix}:${near}`;
  const longer = [...facts.actions.values()].find((action) =>
    action.name.toLowerCase().startsWith(name),
  );
  return longer && name.length >= 6 ? `${facts.prefix}:${longer.name}` : undefined;
}

/** Source: IAM Access Analyzer policy check reference, errors "Invalid action", "Invalid service in action". */
export const actionReviews: readonly ReviewCheck[] = [
  {
    issueCode: 'INVALID_SERVICE_IN_ACTION',
    title: 'Invalid service in action',
    findingType: 'ERROR',
    words: 'AWS has no service with this prefix, so the action never matches.',
    fires({ actions }, knowledge, fire) {
      for (const item of actions) {
        const split = splitAction(item);
        if (!split || knowledge.services.has(split.prefix)) continue;
        const meant = prefixFor(split.prefix, knowledge);
        const says = `AWS has no service with the prefix ${quoted(split.prefix)}.`;
        const mend = meant && writeValue(`${meant}${item.text.slice(split.prefix.length)}`);
        const words = meant ? `${says} Did you mean ${meant}?` : says;
        fire({ at: item.at, words, mend: mend || undefined });
      }
    },
  },
  {
    issueCode: 'INVALID_ACTION',
    title: 'Invalid action',
    findingType: 'ERROR',
    words: 'The service has no such action, so it never matches.',
    fires({ actions }, { facts, services }, fire) {
      for (const item of actions) {
        const split = splitAction(item);
        const service = split && facts.get(split.prefix);
        if (!split || !service || exists(split.name, service)) continue;
        const full = services.get(split.prefix) ?? split.prefix;
        const says = /[*?]/.test(split.name)
          ? `No action of ${full} matches ${quoted(item.text)}.`
          : `The action ${quoted(item.text)} does not exist in ${full}.`;
        const meant = actionFor(item, split.name, service);
        const words = meant ? `${says} Did you mean ${meant}?` : says;
        fire({ at: item.at, words, mend: meant ? writeValue(meant) : undefined });
      }
    },
  },
];
