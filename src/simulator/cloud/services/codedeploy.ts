import { count, text } from '../params.ts';
import { done } from '../results.ts';
import { records } from '../state.ts';
import type { Environment, Params, ServiceDefinition } from '../types.ts';
import { find } from './declared.ts';
import { operations } from './operation.ts';

const kind = 'codedeploy:deployment';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** ms that a deployment takes: what is deployed is not simulated, so this is a typical time. */
const deploymentMs = 60_000;
const assumed = 'What a deployment of CodeDeploy does is not simulated; it is taken to succeed.';

const deploymentOf = (params: Params, env: Environment) => {
  const id = text(params, 'deploymentId');
  return find(env, {
    kind,
    name: id,
    called: 'deployment',
    make: () => ({ deploymentId: id, createTime: 0, status: 'Succeeded' }),
  });
};

/** A group belongs to its application; a deployment that nobody described could be of any. */
const groupArn = (env: Environment, params: Params): string => {
  const application = text(params, 'applicationName') || '*';
  const group = text(params, 'deploymentGroupName') || '*';
  return `arn:aws:codedeploy:${env.region}:${env.account}:deploymentgroup:${application}/${group}`;
};

/** AWS CodeDeploy API Reference. CreateDeployment is checked for three actions (reference: iam §6.1). */
export const codedeployService: ServiceDefinition = {
  service: 'codedeploy',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: operations('codedeploy', {
    CreateDeployment: {
      resource: (params, env) => groupArn(env, params),
      also: (params, env) => [
        {
          action: 'codedeploy:GetDeploymentConfig',
          resource: `arn:aws:codedeploy:${env.region}:${env.account}:deploymentconfig:${text(params, 'deploymentConfigName') || '*'}`,
        },
        {
          action: 'codedeploy:RegisterApplicationRevision',
          resource: `arn:aws:codedeploy:${env.region}:${env.account}:application:${text(params, 'applicationName')}`,
        },
      ],
      handle(params, env) {
        const deploymentId = `d-${env.ids.text(`${env.trace.scope}/deployment`, 9, letters)}`;
        records(env.state, kind).set(deploymentId, {
          applicationName: params.applicationName,
          deploymentGroupName: params.deploymentGroupName,
          deploymentId,
          createTime: env.clock.now(),
        });
        return { ok: true, output: { deploymentId }, assumed };
      },
      rule: 'codedeploy.three-actions',
    },
    GetDeployment: {
      resource: (params, env) => groupArn(env, deploymentOf(params, env)?.record ?? {}),
      handle(params, env) {
        const record = deploymentOf(params, env)?.record ?? {};
        const over = env.clock.now() >= count(record, 'createTime') + deploymentMs;
        return {
          ok: true,
          output: {
            deploymentInfo: {
              applicationName: record.applicationName,
              deploymentGroupName: record.deploymentGroupName,
              deploymentId: record.deploymentId,
              status: record.status ?? (over ? 'Succeeded' : 'InProgress'),
              createTime: record.createTime,
            },
          },
          assumed,
        };
      },
    },
    GetApplication: {
      resource: 'arn:aws:codedeploy:{region}:{account}:application:{applicationName}',
      handle: (params) => ({
        ok: true,
        output: {
          application: { applicationName: text(params, 'applicationName'), computePlatform: 'ECS' },
        },
        assumed,
      }),
    },
    GetDeploymentGroup: {
      resource: (params, env) => groupArn(env, params),
      handle: (params) => ({
        ok: true,
        output: {
          deploymentGroupInfo: {
            applicationName: text(params, 'applicationName'),
            deploymentGroupName: text(params, 'deploymentGroupName'),
          },
        },
        assumed,
      }),
    },
    RegisterApplicationRevision: {
      resource: 'arn:aws:codedeploy:{region}:{account}:application:{applicationName}',
      handle: () => done(),
    },
  }),
};
