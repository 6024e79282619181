import { refuse } from '../../results.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import type { PlainOperation } from '../operation.ts';
import { asItem } from './expressions.ts';
import { findTable, itemAt, keyOf, learnKey, noTable, replace, tableArn } from './table.ts';

/** Most requests in one BatchWriteItem (Amazon DynamoDB API Reference, "BatchWriteItem"). */
const mostRequests = 25;

interface Request {
  /** What a call on that one table would have. */
  params: Params;
  put?: Params;
  key?: Params;
}

/** The tables that a call names, each with its requests. */
const tablesOf = (params: Params): [string, unknown[]][] =>
  Object.entries(asItem(params.RequestItems)).map(([name, list]) => [
    name,
    Array.isArray(list) ? (list as unknown[]) : [],
  ]);

const requestsOf = (params: Params): Request[] =>
  tablesOf(params).flatMap(([TableName, list]) =>
    list.map((each): Request => {
      const { PutRequest: put, DeleteRequest: gone } = asItem(each);
      return put === undefined
        ? { params: { TableName }, key: asItem(asItem(gone).Key) }
        : { params: { TableName }, put: asItem(asItem(put).Item) };
    }),
  );

function write(params: Params, env: Environment): HandlerResult {
  const requests = requestsOf(params);
  if (requests.length > mostRequests) {
    return refuse('ValidationException', 'Too many items requested for the BatchWriteItem call');
  }
  const found = requests.map((request) => ({ ...request, table: findTable(request.params, env) }));
  if (found.some(({ table }) => table === undefined)) return noTable();
  let assumed: string | undefined;
  for (const { params: of, put, key, table } of found) {
    if (table === undefined) continue;
    assumed ??= table.assumed;
    if (key !== undefined) learnKey(table.record, key);
    const place = key ?? keyOf(table.record, put ?? {});
    replace(of, env, itemAt(of, env, place), put);
  }
  return {
    ok: true,
    output: { UnprocessedItems: {} },
    ...(assumed === undefined ? {} : { assumed }),
  };
}

/** Amazon DynamoDB API Reference: several items at once, authorized on every table. */
export const batchOperations: Readonly<Record<string, PlainOperation>> = {
  BatchWriteItem: {
    resource: (params, env) => tablesOf(params).map(([TableName]) => tableArn({ TableName }, env)),
    trail: 'data',
    latencyMs: 25,
    handle: write,
  },
};
