import { texts } from '../params.ts';
import { done } from '../results.ts';
import type { ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

/** Elastic Load Balancing API Reference, version 2015-12-01 (`aws elbv2`). */
export const elasticloadbalancingService: ServiceDefinition = {
  service: 'elasticloadbalancing',
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('elasticloadbalancing', {
    DescribeLoadBalancers: {
      handle(params, env) {
        const names = texts(params, 'Names');
        if (names.length === 0) return done({ LoadBalancers: [] });
        const place = `arn:aws:elasticloadbalancing:${env.region}:${env.account}:loadbalancer/app`;
        return {
          ok: true,
          output: {
            LoadBalancers: names.map((LoadBalancerName) => ({
              LoadBalancerArn: `${place}/${LoadBalancerName}/${env.ids.hex(`elb/${LoadBalancerName}`, 16)}`,
              DNSName: `${LoadBalancerName}.${env.region}.elb.amazonaws.com`,
              LoadBalancerName,
              Scheme: 'internet-facing',
              State: { Code: 'active' },
              Type: 'application',
            })),
          },
          assumed:
            'The scenario does not describe load balancers; those asked for are taken to exist.',
        };
      },
    },
  }),
};
