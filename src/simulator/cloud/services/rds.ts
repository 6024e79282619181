import { count, text } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { Environment, Params, ServiceDefinition } from '../types.ts';
import { about, find } from './declared.ts';
import { operations } from './operation.ts';

/** ms of virtual time that a snapshot takes; a typical figure. */
const snapshotMs = 180_000;

const arnOf = (env: Environment, type: 'db' | 'snapshot', name: string): string =>
  `arn:aws:rds:${env.region}:${env.account}:${type}:${name || '*'}`;

const snapshot = ({ readyAt, ...record }: Params, env: Environment): Params => ({
  ...record,
  Status: env.clock.now() < count({ readyAt }, 'readyAt') ? 'creating' : 'available',
});

/** Amazon RDS API Reference. */
export const rdsService: ServiceDefinition = {
  service: 'rds',
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('rds', {
    DescribeDBInstances: {
      resource: (params, env) => arnOf(env, 'db', text(params, 'DBInstanceIdentifier')),
      handle(params, env) {
        const name = text(params, 'DBInstanceIdentifier');
        if (name === '') return done({ DBInstances: [] });
        const found = find(env, {
          kind: 'rds:db',
          name,
          called: 'database',
          make: () => ({
            DBInstanceIdentifier: name,
            DBInstanceStatus: 'available',
            DBInstanceArn: arnOf(env, 'db', name),
          }),
        });
        return found === undefined
          ? refuse('DBInstanceNotFound', `DBInstance ${name} not found.`, 404)
          : about(found, { DBInstances: [found.record] });
      },
    },
    CreateDBSnapshot: {
      resource: (params, env) => [
        arnOf(env, 'db', text(params, 'DBInstanceIdentifier')),
        arnOf(env, 'snapshot', text(params, 'DBSnapshotIdentifier')),
      ],
      handle(params, env) {
        const name = text(params, 'DBSnapshotIdentifier');
        const snapshots = records(env.state, 'rds:snapshot');
        if (snapshots.has(name)) {
          return refuse(
            'DBSnapshotAlreadyExists',
            `Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`,
          );
        }
        const made = {
          DBSnapshotIdentifier: name,
          DBInstanceIdentifier: text(params, 'DBInstanceIdentifier'),
          SnapshotType: 'manual',
          DBSnapshotArn: arnOf(env, 'snapshot', name),
          readyAt: env.clock.now() + snapshotMs,
        };
        snapshots.set(name, made);
        return done({ DBSnapshot: snapshot(made, env) });
      },
      details: (params) => ({ database: text(params, 'DBInstanceIdentifier') }),
    },
    DescribeDBSnapshots: {
      resource: (params, env) => arnOf(env, 'snapshot', text(params, 'DBSnapshotIdentifier')),
      handle(params, env) {
        const name = text(params, 'DBSnapshotIdentifier');
        const all = [...records(env.state, 'rds:snapshot').values()].filter(
          (each) => name === '' || each.DBSnapshotIdentifier === name,
        );
        return name !== '' && all.length === 0
          ? refuse('DBSnapshotNotFound', `DBSnapshot ${name} not found.`, 404)
          : done({ DBSnapshots: all.map((each) => snapshot(each, env)) });
      },
    },
  }),
};
