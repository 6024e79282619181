import type { FilledScenario } from '../../scenario/types.ts';
import { text } from '../params.ts';
import { refuse } from '../results.ts';
import { records } from '../state.ts';
import type { CloudState, Environment, Params, ServiceDefinition } from '../types.ts';
import { about, find } from './declared.ts';
import { kubernetesApi } from './kubernetes.ts';
import { operations } from './operation.ts';

const kind = 'eks:cluster';

const clusterFacts = (env: Environment, name: string): Params => ({
  name,
  arn: `arn:aws:eks:${env.region}:${env.account}:cluster/${name}`,
  createdAt: 0,
  version: '1.33',
  endpoint: `https://${env.ids.hex(`eks/${name}`, 32).toUpperCase()}.gr7.${env.region}.eks.amazonaws.com`,
  roleArn: `arn:aws:iam::${env.account}:role/${name}-cluster`,
  resourcesVpcConfig: {},
  status: 'ACTIVE',
  certificateAuthority: { data: btoa(`certificate of ${name}`) },
  platformVersion: 'eks.9',
});

/** Amazon EKS API Reference. */
export const eksService: ServiceDefinition = {
  service: 'eks',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 403,
  quotesResource: false,
  seed(state: CloudState, scenario: FilledScenario) {
    for (const name of Object.keys(scenario.resources.clusters ?? {})) {
      records(state, kind).set(name, { name });
    }
  },
  operations: operations('eks', {
    DescribeCluster: {
      resource: 'arn:aws:eks:{region}:{account}:cluster/{name}',
      handle(params, env) {
        const name = text(params, 'name');
        const found = find(env, {
          kind,
          name,
          table: 'clusters',
          called: 'cluster',
          make: () => ({ name }),
        });
        return found === undefined
          ? refuse('ResourceNotFoundException', `No cluster found for name: ${name}.`, 404)
          : about(found, { cluster: clusterFacts(env, name) });
      },
      details: (params) => ({ cluster: text(params, 'name') }),
    },
    KubernetesApi: kubernetesApi,
  }),
};
