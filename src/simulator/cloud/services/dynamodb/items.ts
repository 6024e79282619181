import { count, text } from '../../params.ts';
import { refuse } from '../../results.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import { about, type Found } from '../declared.ts';
import type { PlainOperation } from '../operation.ts';
import { applyUpdate, asItem, type Item, readCondition } from './expressions.ts';
import {
  findTable,
  itemAt,
  itemsOf,
  keyOf,
  learnKey,
  noTable,
  replace,
  tableArn,
} from './table.ts';

const notSimulated = (expression: string): string =>
  `The expression "${expression}" is not simulated.`;

/** The partition key of the item, for policies that let a caller at its own items only. */
function leadingKey(item: Item): Record<string, string | string[]> {
  const [value] = Object.values(asItem(Object.values(item)[0]));
  return typeof value === 'string' ? { 'dynamodb:LeadingKeys': [value] } : {};
}

/** Writes one item where the condition of the call holds. */
function write(
  params: Params,
  env: Environment,
  found: Found,
  o: { key: Item; change: (old: Item | undefined) => Item | undefined; assumed?: string },
): HandlerResult {
  const old = itemAt(params, env, o.key);
  const condition = text(params, 'ConditionExpression');
  const test = condition === '' ? undefined : readCondition(params, condition);
  if (test?.(old) === false) {
    return refuse('ConditionalCheckFailedException', 'The conditional request failed');
  }
  const changed = o.change(old);
  replace(params, env, old, changed);
  const wanted = text(params, 'ReturnValues');
  const returned = wanted.endsWith('_OLD') ? old : wanted.endsWith('_NEW') ? changed : undefined;
  const assumed = o.assumed ?? (test === null ? notSimulated(condition) : found.assumed);
  return about(
    { record: found.record, ...(assumed === undefined ? {} : { assumed }) },
    returned === undefined ? {} : { Attributes: returned },
  );
}

const onTable = (
  handle: (params: Params, env: Environment, found: Found) => HandlerResult,
  item: (params: Params) => Item,
): PlainOperation => ({
  resource: tableArn,
  context: (params) => leadingKey(item(params)),
  trail: 'data',
  latencyMs: 20,
  handle(params, env) {
    const found = findTable(params, env);
    return found === undefined ? noTable() : handle(params, env, found);
  },
});
const key = (params: Params): Item => asItem(params.Key);

function update(params: Params, env: Environment, found: Found): HandlerResult {
  learnKey(found.record, key(params));
  const expression = text(params, 'UpdateExpression');
  const unknown = expression !== '' && applyUpdate(params, expression, {}) === null;
  return write(params, env, found, {
    key: key(params),
    change: (old) => {
      const item = old ?? key(params);
      return expression === '' ? item : (applyUpdate(params, expression, item) ?? item);
    },
    ...(unknown ? { assumed: notSimulated(expression) } : {}),
  });
}

/** Query and Scan: the items for which the conditions hold. With an index its own ARN is asked. */
const list = (conditions: readonly string[]): PlainOperation => ({
  resource(params, env) {
    const index = text(params, 'IndexName');
    return index === '' ? tableArn(params, env) : `${tableArn(params, env)}/index/${index}`;
  },
  trail: 'data',
  latencyMs: 25,
  handle(params, env) {
    const found = findTable(params, env);
    if (found === undefined) return noTable();
    const scanned = itemsOf(params, env);
    let items = scanned;
    let { assumed } = found;
    for (const expression of conditions.map((name) => text(params, name))) {
      const test = expression === '' ? undefined : readCondition(params, expression);
      if (test === null) assumed = notSimulated(expression);
      if (test) items = items.filter(test);
    }
    const limit = count(params, 'Limit');
    if (limit > 0) items = items.slice(0, limit);
    return about(
      assumed === undefined ? { record: found.record } : { record: found.record, assumed },
      {
        ...(text(params, 'Select') === 'COUNT' ? {} : { Items: items }),
        Count: items.length,
        ScannedCount: scanned.length,
        ConsumedCapacity: null,
      },
    );
  },
});

/** Amazon DynamoDB API Reference: items. What is put can be got again; a missing item is an empty answer. */
export const itemOperations: Record<string, PlainOperation> = {
  PutItem: onTable(
    (params, env, found) => {
      const item = asItem(params.Item);
      return write(params, env, found, { key: keyOf(found.record, item), change: () => item });
    },
    (params) => asItem(params.Item),
  ),
  GetItem: onTable((params, env, found) => {
    learnKey(found.record, key(params));
    const item = itemAt(params, env, key(params));
    return about(found, item === undefined ? {} : { Item: item });
  }, key),
  UpdateItem: onTable(update, key),
  DeleteItem: onTable(
    (params, env, found) =>
      write(params, env, found, { key: key(params), change: () => undefined }),
    key,
  ),
  Query: list(['KeyConditionExpression', 'FilterExpression']),
  Scan: list(['FilterExpression']),
};
