import { count, text, texts } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, Params, Permission } from '../../types.ts';
import { find } from '../declared.ts';
import { type PlainOperation, passRole } from '../operation.ts';
import { arnOf, inRegion, newId, tagKeys, tagsFor } from './things.ts';

const kind = 'ec2:instance';
/** ms of virtual time until an instance runs, or is gone; typical figures. */
const startMs = 15_000;
const stopMs = 30_000;
/** More than this in one call no account may start. */
const mostInstances = 50;

const states = {
  pending: { Code: 0, Name: 'pending' },
  running: { Code: 16, Name: 'running' },
  'shutting-down': { Code: 32, Name: 'shutting-down' },
  terminated: { Code: 48, Name: 'terminated' },
} as const;

/** `runsAt` and `goneAt`: when it runs, and when it is gone, in ms of virtual time. */
function stateOf(instance: Params, now: number): (typeof states)[keyof typeof states] {
  const { goneAt } = instance;
  if (typeof goneAt === 'number') {
    return now < goneAt ? states['shutting-down'] : states.terminated;
  }
  return now < count(instance, 'runsAt') ? states.pending : states.running;
}

function shown(instance: Params, now: number): Params {
  const { InstanceId, ImageId, runsAt: _runs, goneAt: _gone, reservation: _of, ...rest } = instance;
  return { InstanceId, ImageId, State: stateOf(instance, now), ...rest };
}

const instanceOf = (env: Environment, id: string) =>
  find(env, {
    kind,
    name: id,
    called: 'instance',
    make: () => ({ InstanceId: id, LaunchTime: 0, reservation: `r-${id.slice(2)}` }),
  });

/** Each of these is checked for RunInstances (Service Authorization Reference, "Amazon EC2"). */
function runResources(params: Params, env: Environment): string[] {
  const key = text(params, 'KeyName');
  const groups = texts(params, 'SecurityGroupIds');
  return [
    arnOf(env, 'instance', '*'),
    arnOf(env, 'image', text(params, 'ImageId') || '*'),
    arnOf(env, 'subnet', text(params, 'SubnetId') || '*'),
    arnOf(env, 'network-interface', '*'),
    ...(groups.length === 0 ? ['*'] : groups).map((id) => arnOf(env, 'security-group', id)),
    arnOf(env, 'volume', '*'),
    ...(key === '' ? [] : [arnOf(env, 'key-pair', key)]),
  ];
}

/** Tags on creation need ec2:CreateTags; an instance profile needs the right to pass its role, which mostly has its name. */
function alsoForRun(params: Params, env: Environment): Permission[] {
  const tags = tagsFor(params, 'instance');
  const { IamInstanceProfile: profile } = params;
  const { Name, Arn } = (profile ?? {}) as Params;
  const named = typeof Name === 'string' ? Name : String(Arn ?? '');
  return [
    ...(tags.length === 0
      ? []
      : [
          {
            action: 'ec2:CreateTags',
            resource: arnOf(env, 'instance', '*'),
            context: { ...tagKeys(tags), 'ec2:CreateAction': 'RunInstances' },
          },
        ]),
    ...passRole(env, named.slice(named.lastIndexOf('/') + 1), 'ec2.amazonaws.com'),
  ];
}

/** Amazon EC2 API Reference: instances, which hold nothing that runs. */
export const instanceOperations: Record<string, PlainOperation> = {
  DescribeInstances: {
    handle(params, env) {
      const ids = texts(params, 'InstanceIds');
      const found = ids.map((id) => ({ id, instance: instanceOf(env, id) }));
      const missing = found.find(({ instance }) => instance === undefined);
      if (missing !== undefined) {
        return refuse(
          'InvalidInstanceID.NotFound',
          `The instance ID '${missing.id}' does not exist`,
        );
      }
      const all =
        ids.length === 0
          ? [...records(env.state, kind).values()]
          : found.flatMap(({ instance }) => (instance === undefined ? [] : [instance.record]));
      const assumed = found.find(({ instance }) => instance?.assumed !== undefined)?.instance;
      return {
        ok: true,
        output: {
          Reservations: all.map((instance) => ({
            ReservationId: instance.reservation,
            OwnerId: env.account,
            Groups: [],
            Instances: [shown(instance, env.clock.now())],
          })),
        },
        ...(assumed?.assumed === undefined ? {} : { assumed: assumed.assumed }),
      };
    },
  },
  RunInstances: {
    resource: runResources,
    context: (params, env) => ({
      ...inRegion(params, env),
      ...tagKeys(tagsFor(params, 'instance')),
      'ec2:InstanceType': text(params, 'InstanceType') || 'm1.small',
    }),
    also: alsoForRun,
    handle(params, env) {
      const reservation = newId(env, 'r');
      const number = Math.min(mostInstances, Math.max(1, count(params, 'MaxCount')));
      const tags = tagsFor(params, 'instance');
      const now = env.clock.now();
      const made = Array.from(
        { length: number },
        (_, index): Params => ({
          InstanceId: newId(env, 'i', index),
          ImageId: text(params, 'ImageId'),
          InstanceType: text(params, 'InstanceType') || 'm1.small',
          LaunchTime: now,
          runsAt: now + startMs,
          ...(tags.length === 0 ? {} : { Tags: tags }),
          reservation,
        }),
      );
      for (const each of made) records(env.state, kind).set(text(each, 'InstanceId'), each);
      return done({
        ReservationId: reservation,
        OwnerId: env.account,
        Groups: [],
        Instances: made.map((instance) => shown(instance, now)),
      });
    },
    details: (params) => ({ image: text(params, 'ImageId') }),
    rule: 'ec2.run-instances-checks-each-resource',
  },
  TerminateInstances: {
    resource: (params, env) => texts(params, 'InstanceIds').map((id) => arnOf(env, 'instance', id)),
    context: inRegion,
    handle(params, env) {
      const now = env.clock.now();
      const ids = texts(params, 'InstanceIds');
      return done({
        TerminatingInstances: ids.map((InstanceId) => {
          const record = instanceOf(env, InstanceId)?.record ?? {};
          const PreviousState = stateOf(record, now);
          record.goneAt ??= now + stopMs;
          return { CurrentState: stateOf(record, now), InstanceId, PreviousState };
        }),
      });
    },
  },
};
