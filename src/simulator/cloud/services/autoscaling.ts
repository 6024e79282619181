import { count, text } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

/** ms of virtual time that a refresh takes; a typical figure. */
const refreshMs = 300_000;

/** Amazon EC2 Auto Scaling API Reference. */
export const autoscalingService: ServiceDefinition = {
  service: 'autoscaling',
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('autoscaling', {
    StartInstanceRefresh: {
      resource:
        'arn:aws:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}',
      handle(params, env) {
        const group = text(params, 'AutoScalingGroupName');
        const refreshes = records(env.state, 'autoscaling:refresh');
        const last = refreshes.get(group);
        const now = env.clock.now();
        if (last !== undefined && now < count(last, 'startedAt') + refreshMs) {
          return refuse(
            'InstanceRefreshInProgress',
            'An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.',
          );
        }
        refreshes.set(group, { startedAt: now });
        return done({ InstanceRefreshId: env.ids.uuid(`${env.trace.scope}/refresh`) });
      },
      details: (params) => ({ group: text(params, 'AutoScalingGroupName') }),
    },
  }),
};
