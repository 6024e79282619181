import { getLocation, type JSONPath, parse } from 'jsonc-parser';
import type { Term } from '../../../worker/protocol.ts';
import { principalsOf, resourcesOf } from '../../session/arns.ts';
import { isObject } from '../../session/json.ts';
import { operators, principalElements, statementElements, topElements } from './elements.ts';
import type { Completion, CompletionSource, Suggestion } from './types.ts';

/** What can stand at a place of a policy; null for other documents and places. */
export async function completePolicy(
  text: string,
  offset: number,
  source: CompletionSource,
): Promise<Completion | null> {
  if (!Object.hasOwn(statementElements, source.kind)) return null;
  const { path, previousNode, isAtPropertyKey } = getLocation(text, offset);
  const inside =
    previousNode !== undefined &&
    (previousNode.type === 'string' || previousNode.type === 'property') &&
    previousNode.offset < offset &&
    offset <= previousNode.offset + previousNode.length;
  const start = inside ? previousNode.offset : offset;
  const end = inside ? previousNode.offset + previousNode.length : offset;
  const typed = inside ? text.slice(start + 1, offset) : '';
  const place: Place = { text, path, typed, source };
  const terms = isAtPropertyKey ? keysAt(place) : valuesAt(place);
  const named = /^\s*:/.test(text.slice(end));
  const items = (await terms).map((term) => suggestionOf(term, isAtPropertyKey && !named));
  return items.length === 0 ? null : { start, end, items };
}

interface Place {
  text: string;
  path: JSONPath;
  /** What stands between the quote and the cursor. */
  typed: string;
  source: CompletionSource;
}
type Offered = Term & { sort: Suggestion['sort']; goesOn?: boolean };

function suggestionOf({ name, detail, sort, goesOn = false }: Offered, asKey: boolean): Suggestion {
  const quoted = JSON.stringify(name);
  const insert = asKey ? `${quoted}: ` : goesOn ? quoted.slice(0, -1) : quoted;
  return { insert, label: name, detail, sort, goesOn: goesOn || asKey };
}

const as = (sort: Suggestion['sort'], terms: readonly Term[]): Offered[] =>
  terms.map((term) => ({ ...term, sort }));

/** The path below the statement: `['Statement', 0, 'Action', 1]` → `['Action', 1]`; null above it. */
function inStatement(path: JSONPath): JSONPath | null {
  if (path[0] !== 'Statement' || path.length < 2) return null;
  return typeof path[1] === 'number' ? path.slice(2) : path.slice(1);
}

/** The statement around a place, as far as it can be read. */
function statementAt({ text, path }: Place): Record<string, unknown> {
  const root: unknown = parse(text);
  const steps = path.slice(0, typeof path[1] === 'number' ? 2 : 1);
  let at: unknown = root;
  for (const step of steps) at = isObject(at) ? (at as Record<string, unknown>)[step] : undefined;
  return isObject(at) ? (at as Record<string, unknown>) : {};
}

async function keysAt(place: Place): Promise<Offered[]> {
  const { path, source } = place;
  if (path.length === 1) return as('element', topElements);
  const [element, operator, ...deeper] = inStatement(path) ?? [];
  if (element === undefined) return [];
  if (operator === undefined) {
    const present = statementAt(place);
    const free = (statementElements[source.kind] ?? []).filter(
      ({ name }) => name === element || !Object.hasOwn(present, name),
    );
    return as('element', free);
  }
  if (element === 'Principal' || element === 'NotPrincipal')
    return as('element', principalElements);
  if (element !== 'Condition') return [];
  return deeper.length === 0 ? as('element', operators) : as('value', await conditionKeys(place));
}

/** Keys of the services that the statement is about, and the global ones. */
async function conditionKeys(place: Place): Promise<Term[]> {
  const found = new Map<string, Term>();
  for (const prefix of prefixesAt(place).concat('')) {
    const { keys } = await place.source.words(prefix);
    for (const key of keys) found.set(key.name, key);
  }
  return [...found.values()];
}

/** Services named by the actions of a statement; of very many the first. */
function prefixesAt(place: Place): string[] {
  const { Action, NotAction } = statementAt(place);
  const actions = [Action, NotAction].flat().filter((action) => typeof action === 'string');
  const prefixes = actions.map((action) => action.split(':')[0] ?? '');
  return [...new Set(prefixes)].filter((prefix) => /^[a-z0-9-]+$/i.test(prefix)).slice(0, 8);
}

type Values = (place: Place, path: JSONPath) => Promise<Offered[]> | Offered[];
const values: Record<string, Values> = {
  Effect: () => [
    { name: 'Allow', detail: 'lets it through', sort: 'value' },
    { name: 'Deny', detail: 'wins over every Allow', sort: 'value' },
  ],
  Action: actionsFor,
  NotAction: actionsFor,
  Resource: resourcesFor,
  NotResource: resourcesFor,
  Principal: principalsFor,
  NotPrincipal: principalsFor,
  Condition: conditionValues,
};

async function valuesAt(place: Place): Promise<Offered[]> {
  const { path } = place;
  if (path[0] === 'Version')
    return [{ name: '2012-10-17', detail: 'the current version', sort: 'value' }];
  const [element, ...rest] = inStatement(path) ?? [];
  const key = `${element ?? ''}`;
  return Object.hasOwn(values, key) ? ((await values[key]?.(place, rest)) ?? []) : [];
}

async function actionsFor({ typed, source }: Place): Promise<Offered[]> {
  const trust = source.kind === 'trustPolicy';
  const [prefix = '', name] = (trust && !typed.includes(':') ? 'sts:' : typed).split(':');
  const words = await source.words(prefix);
  if (name !== undefined)
    return as('action', [
      ...words.actions,
      { name: `${prefix}:*`, detail: 'every action of the service' },
    ]);
  return words.services.map((service) => ({
    name: `${service.name}:`,
    detail: service.detail,
    sort: 'service',
    goesOn: true,
  }));
}

async function resourcesFor(place: Place): Promise<Offered[]> {
  const { source } = place;
  const { id: account, region } = source.scenario.account ?? {};
  const own = resourcesOf(source.scenario).map(({ value, what }) => ({
    name: value,
    detail: what,
  }));
  const prefixes = prefixesAt(place);
  const about = (arn: string) =>
    prefixes.length === 0 || prefixes.includes(arn.split(':')[2] ?? '');
  const templates: Term[] = [];
  for (const prefix of prefixes) {
    const { resources } = await source.words(prefix);
    for (const { name, detail } of resources)
      templates.push({ name: filled(name, account, region), detail: `any ${detail}` });
  }
  const known = new Map<string, Term>();
  for (const term of [...own.filter(({ name }) => about(name)), ...templates])
    if (!known.has(term.name)) known.set(term.name, term);
  return as('value', [...known.values(), { name: '*', detail: 'everything' }]);
}

/** A template of the Service Authorization Reference with what the scenario knows, and `*` for the rest. */
function filled(template: string, account: unknown, region: unknown): string {
  const known = new Map([
    ['Partition', 'aws'],
    ['Account', `${account ?? '*'}`],
    ['Region', `${region ?? '*'}`],
  ]);
  return template.replace(/\$\{([^}]*)\}/g, (_, name: string) => known.get(name) ?? '*');
}

function principalsFor({ source }: Place, [type]: JSONPath): Offered[] {
  const all = principalsOf(source.scenario).map(({ value, what }) => ({
    name: value,
    detail: what,
  }));
  const isService = ({ name }: Term) => !name.startsWith('arn:');
  if (type === 'Service') return as('value', all.filter(isService));
  if (type !== undefined && type !== 'AWS') return [];
  const everybody = { name: '*', detail: 'everybody' };
  const roles = all.filter((term) => !isService(term));
  return as('value', type === undefined ? [everybody] : [...roles, everybody]);
}

function conditionValues({ source }: Place, [operator, key]: JSONPath): Offered[] {
  const name = `${key ?? ''}`.toLowerCase();
  if (operator === 'Bool' || operator === 'Null')
    return as('value', [
      { name: 'true', detail: '' },
      { name: 'false', detail: '' },
    ]);
  if (name.endsWith('account')) {
    const id = source.scenario.account?.id;
    return id === undefined ? [] : as('value', [{ name: id, detail: 'this account' }]);
  }
  if (!name.endsWith('arn')) return [];
  return as(
    'value',
    resourcesOf(source.scenario).map(({ value, what }) => ({ name: value, detail: what })),
  );
}
