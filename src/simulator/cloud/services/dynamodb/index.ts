import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, Params, ServiceDefinition } from '../../types.ts';
import { about, forget } from '../declared.ts';
import { operations } from '../operation.ts';
import { batchOperations } from './batch.ts';
import { itemOperations } from './items.ts';
import { findTable, newTable, tableArn, tableName } from './table.ts';

const noSuch = (params: Params) =>
  refuse(
    'ResourceNotFoundException',
    `Requested resource not found: Table: ${tableName(params)} not found`,
  );

const tableOf = (params: Params, env: Environment) =>
  records(env.state, 'dynamodb:table').get(tableName(params));

/** Amazon DynamoDB API Reference. */
export const dynamodbService: ServiceDefinition = {
  service: 'dynamodb',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: operations('dynamodb', {
    ...itemOperations,
    ...batchOperations,
    CreateTable: {
      resource: tableArn,
      handle(params, env) {
        const old = tableOf(params, env);
        if (old !== undefined && old.deleted !== true) {
          return refuse('ResourceInUseException', `Table already exists: ${tableName(params)}`);
        }
        const record = newTable(params, env);
        records(env.state, 'dynamodb:table').set(tableName(params), record);
        return { ok: true, output: { TableDescription: { ...record, TableStatus: 'CREATING' } } };
      },
    },
    DescribeTable: {
      resource: tableArn,
      handle(params, env) {
        const found = findTable(params, env);
        return found === undefined ? noSuch(params) : about(found, { Table: found.record });
      },
    },
    ListTables: {
      handle: (_params, env) =>
        done({
          TableNames: [...records(env.state, 'dynamodb:table')]
            .filter(([, table]) => table.deleted !== true)
            .map(([name]) => name)
            .sort(),
        }),
    },
    DeleteTable: {
      resource: tableArn,
      handle(params, env) {
        const found = findTable(params, env);
        if (found === undefined) return noSuch(params);
        forget(env, 'dynamodb:table', tableName(params));
        return about(found, { TableDescription: { ...found.record, TableStatus: 'DELETING' } });
      },
    },
  }),
};
