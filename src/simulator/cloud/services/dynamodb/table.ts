import { isForeign } from '../../arns.ts';
import { text } from '../../params.ts';
import { refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import { type Found, find } from '../declared.ts';
import { asItem, type Item, own, sameValue } from './expressions.ts';

const kind = 'dynamodb:table';

/** Name of a table, which a call may also give as its ARN. */
export const tableName = (params: Params): string => {
  const given = text(params, 'TableName');
  return given.startsWith('arn:') ? (given.split(':table/')[1] ?? given) : given;
};

export const tableArn = (params: Params, env: Environment): string =>
  isForeign(env, text(params, 'TableName'))
    ? text(params, 'TableName')
    : `arn:aws:dynamodb:${env.region}:${env.account}:table/${tableName(params)}`;

/** A table; one that no command made is taken to exist. */
export const findTable = (params: Params, env: Environment): Found | undefined =>
  isForeign(env, text(params, 'TableName'))
    ? undefined
    : find(env, {
        kind,
        name: tableName(params),
        called: 'table',
        make: () => newTable(params, env),
      });

export const newTable = (params: Params, env: Environment): Params => ({
  ...(params.AttributeDefinitions === undefined
    ? {}
    : { AttributeDefinitions: params.AttributeDefinitions }),
  TableName: tableName(params),
  ...(params.KeySchema === undefined ? {} : { KeySchema: params.KeySchema }),
  TableStatus: 'ACTIVE',
  CreationDateTime: env.clock.now(),
  TableArn: tableArn(params, env),
});

export const noTable = (): HandlerResult =>
  refuse('ResourceNotFoundException', 'Requested resource not found');

const itemKind = (params: Params): string => `dynamodb:item/${tableName(params)}`;
/** The items of the table that a call names, in the order in which they were put. */
export const itemsOf = (params: Params, env: Environment): Item[] => [
  ...records(env.state, itemKind(params)).values(),
];

/**
 * Names of the key attributes: of CreateTable, else of the first call that gave a key, else the usual names, else the
 * first attribute of the item.
 */
function keyNames(table: Params, item: Item): string[] {
  const { KeySchema: schema } = table;
  if (Array.isArray(schema)) return schema.map((each) => text(asItem(each), 'AttributeName'));
  const usual = ['id', 'pk', 'PK', 'LockID'].find((name) => own(item, name) !== undefined);
  return [usual ?? Object.keys(item)[0] ?? ''];
}

export const keyOf = (table: Params, item: Item): Item =>
  Object.fromEntries(keyNames(table, item).map((name) => [name, own(item, name)]));

/** Learns the key of a table that nobody described from a call that gives one. */
export function learnKey(table: Params, key: Item): void {
  table.KeySchema ??= Object.keys(key).map((name, at) => ({
    AttributeName: name,
    KeyType: at === 0 ? 'HASH' : 'RANGE',
  }));
}

export const itemAt = (params: Params, env: Environment, key: Item): Item | undefined =>
  itemsOf(params, env).find((item) =>
    Object.entries(key).every(([name, value]) => sameValue(own(item, name), value)),
  );

/** A place for one more item; a call may put several. */
function freePlace(all: ReadonlyMap<string, Item>, env: Environment): string {
  let number = all.size;
  while (all.has(`${env.trace.scope}/${number}`)) number++;
  return `${env.trace.scope}/${number}`;
}

/** Puts an item in the place of the one with its key. */
export function replace(
  params: Params,
  env: Environment,
  old: Item | undefined,
  item: Item | undefined,
): void {
  const all = records(env.state, itemKind(params));
  const place = [...all].find(([, each]) => each === old)?.[0];
  if (item !== undefined) all.set(place ?? freePlace(all, env), item);
  else if (place !== undefined) all.delete(place);
}
