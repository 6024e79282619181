import { texts } from '../../params.ts';
import { done } from '../../results.ts';
import type { Environment, Params } from '../../types.ts';
import type { PlainOperation } from '../operation.ts';
import { clusterRefused, servicesIn } from './services.ts';
import { taskArns } from './tasks.ts';
import { clusterArn, clusterName } from './things.ts';

const asked = (params: Params): string[] => {
  const names = texts(params, 'clusters');
  return names.length === 0 ? ['default'] : names;
};

const shown = (params: Params, env: Environment): Params => ({
  clusterArn: clusterArn(params, env),
  clusterName: clusterName(params),
  status: 'ACTIVE',
  registeredContainerInstancesCount: 0,
  runningTasksCount: taskArns(params, env).length,
  pendingTasksCount: 0,
  activeServicesCount: servicesIn(params, env).length,
  statistics: [],
  tags: [],
  settings: [],
  capacityProviders: [],
  defaultCapacityProviderStrategy: [],
});

/** Amazon ECS API Reference: clusters. One that is not there is a failure in the list, and no error. */
export const clusterOperations: Readonly<Record<string, PlainOperation>> = {
  DescribeClusters: {
    resource: (params, env) => asked(params).map((cluster) => clusterArn({ cluster }, env)),
    handle(params, env) {
      const all = asked(params).map((cluster) => ({ cluster }));
      const there = all.filter((each) => clusterRefused(each, env) === null);
      const output = {
        clusters: there.map((each) => shown(each, env)),
        failures: all
          .filter((each) => clusterRefused(each, env) !== null)
          .map((each) => ({ arn: clusterArn(each, env), reason: 'MISSING' })),
      };
      return env.scenario.resources.clusters === undefined
        ? {
            ...done(output),
            assumed:
              'The scenario does not describe clusters; those that are asked for are taken to exist.',
          }
        : done(output);
    },
  },
};
