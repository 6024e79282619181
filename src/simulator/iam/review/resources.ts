import { writeValue } from '../check/finding.ts';
import { coversAction } from '../check/warnings/covers.ts';
import { isPitfall } from '../check/warnings/pitfalls.ts';
import type { Item, ResourceItem, StatementView } from '../check/warnings/view.ts';
import { quoted } from '../check/warnings/warning.ts';
import type { ActionFacts, Knowledge, ResourceFacts } from '../knowledge/types.ts';
import { splitAction } from './actions.ts';
import { mayApply, templateOf } from './arnTemplate.ts';
import type { ReviewCheck } from './types.ts';

/** ARNs of these begin with the name of another service. */
const ARN_SERVICES = new Set(['aws', 'aws-marketplace', 'catalog', 'identitycenter']);

/** The actions of the reference that the text of an action covers; undefined: not known. */
export function actionsOf(item: Item, { facts }: Knowledge): readonly ActionFacts[] | undefined {
  const split = splitAction(item);
  const service = split && facts.get(split.prefix);
  if (!split || !service) return undefined;
  if (!/[*?]/.test(split.name)) {
    const one = service.actions.get(split.name);
    return one ? [one] : undefined;
  }
  const covered: ActionFacts[] = [];
  for (const [name, action] of service.actions) {
    if (coversAction(split.name, name)) covered.push(action);
  }
  return covered.length > 0 ? covered : undefined;
}

const isStar = ({ text }: { text: string }): boolean => text === '*';

/** ARNs of the statement; undefined when it says `*` somewhere, or has no list of resources. */
function arnsOf({ resources, notResource }: StatementView): readonly ResourceItem[] | undefined {
  if (notResource || resources.length === 0 || resources.some(isStar)) return undefined;
  return resources;
}

/** Unions over long lists of wildcards stay small: beyond that many checks a statement is left alone. */
const MAX_CHECKS = 20_000;

function applies(action: ActionFacts, arns: readonly ResourceItem[]): boolean {
  return action.resources.some((type) =>
    arns.some(({ parts, text }) => mayApply(type, arnParts(parts, text))),
  );
}

/** Seven pieces are enough to see the first six parts; a longer name is put together again. */
function arnParts(parts: readonly string[], text: string): readonly string[] {
  if (parts.length <= 6) return parts;
  const head = parts.slice(0, 5);
  return [...head, text.slice(head.join(':').length + 1)];
}

/** The shortest templates: those of the resources that people mean, not of their access points. */
function listed(types: readonly ResourceFacts[]): string {
  const arns = types
    .map(({ arn }) => arn.replace(/\$\{Partition\}/, 'aws').replace(/\$\{(\w+)\}/g, '<$1>'))
    .sort((a, b) => a.length - b.length);
  return arns.slice(0, 2).join(' or ');
}

function neverApplies(
  statement: StatementView,
  knowledge: Knowledge,
  fire: Parameters<ReviewCheck['fires']>[2],
  onlyStar: boolean,
): void {
  const arns = arnsOf(statement);
  if (!arns || statement.notAction) return;
  let checks = 0;
  for (const item of statement.actions) {
    if (isPitfall(item, statement)) continue;
    const actions = actionsOf(item, knowledge);
    checks += (actions?.length ?? 0) * arns.length;
    if (!actions || checks > MAX_CHECKS) continue;
    if (actions.every((action) => action.resources.length === 0) !== onlyStar) continue;
    if (actions.some((action) => applies(action, arns))) continue;
    const [only] = arns;
    const alone = onlyStar && statement.actions.length === 1 && arns.length === 1 && only;
    const types = actions.length === 1 ? (actions[0]?.resources ?? []) : [];
    const words = onlyStar
      ? `${quoted(item.text)} names no resource in its requests, so only "*" covers it, never an ARN.`
      : `None of the resources here is one that ${quoted(item.text)} is about${types.length > 0 ? `: ${listed(types)}` : ''}.`;
    if (alone) fire({ at: only.at, words, mend: writeValue('*') });
    else fire({ at: item.at, words });
  }
}

/** Types of all services whose actions the statement names, by the service in their ARN. */
function* foreign(
  statement: StatementView,
  { facts }: Knowledge,
): Generator<{ item: ResourceItem; types: readonly ResourceFacts[] }> {
  for (const item of statement.resources) {
    const [prefix, , service = ''] = item.parts;
    const types = facts.get(service)?.resources;
    if (prefix === 'arn' && item.parts.length >= 6 && types && types.length > 0)
      yield { item, types };
  }
}

/** Source: IAM Access Analyzer policy check reference, errors about ARNs; the first two are our own. */
export const resourceReviews: readonly ReviewCheck[] = [
  {
    issueCode: 'ACTION_NEEDS_STAR',
    title: 'Action without resource type',
    findingType: 'WARNING',
    words: 'Only "*" covers the action.',
    fires(statement, knowledge, fire) {
      if (statement.kind === 'identity') neverApplies(statement, knowledge, fire, true);
    },
  },
  {
    issueCode: 'RESOURCE_NEVER_APPLIES',
    title: 'Resource of another type',
    findingType: 'WARNING',
    words: 'The action is never asked for such a resource.',
    fires(statement, knowledge, fire) {
      if (statement.kind === 'identity') neverApplies(statement, knowledge, fire, false);
    },
  },
  {
    issueCode: 'INVALID_SERVICE',
    title: 'Invalid service',
    findingType: 'ERROR',
    words: 'No ARN has this service, so it matches nothing.',
    fires({ resources }, { services }, fire) {
      for (const { parts, at } of resources) {
        const [prefix, , service = ''] = parts;
        if (prefix !== 'arn' || !/^[a-z0-9-]+$/.test(service)) continue;
        if (services.has(service) || ARN_SERVICES.has(service)) continue;
        fire({
          at,
          words: `AWS has no service called ${quoted(service)}, so the ARN matches nothing.`,
        });
      }
    },
  },
  {
    issueCode: 'INVALID_ARN_RESOURCE',
    title: 'Invalid ARN resource',
    findingType: 'ERROR',
    words: 'The service has no resources with such an ARN.',
    fires(statement, knowledge, fire) {
      for (const { item, types } of foreign(statement, knowledge)) {
        const anyPlace = arnParts(item.parts, item.text).map((part, index) =>
          index === 3 || index === 4 ? '*' : part,
        );
        if (types.some((type) => mayApply(type, anyPlace))) continue;
        fire({
          at: item.at,
          words: `The service has no resources whose ARN looks like ${quoted(item.text)}.`,
        });
      }
    },
  },
  {
    issueCode: 'MISSING_ARN_REGION',
    title: 'Missing ARN Region',
    findingType: 'ERROR',
    words: 'ARNs of these resources name their Region: write it, or * for all.',
    fires(statement, knowledge, fire) {
      for (const { item, types } of foreign(statement, knowledge)) {
        if (item.parts[3] !== '') continue;
        const withAny = arnParts(item.parts, item.text).map((part, index) =>
          index === 3 || index === 4 ? '*' : part,
        );
        const fitting = types.filter((type) => mayApply(type, withAny));
        if (fitting.length === 0 || fitting.some((type) => templateOf(type).region === 'empty'))
          continue;
        const [head, partition, service] = item.parts;
        const start = [head, partition, service, ''].join(':');
        fire({ at: item.at, mend: writeValue(`${start}*${item.text.slice(start.length)}`) });
      }
    },
  },
];
