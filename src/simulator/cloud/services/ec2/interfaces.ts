import { text, texts } from '../../params.ts';
import { done } from '../../results.ts';
import type { PlainOperation } from '../operation.ts';
import { arnOf, inRegion, newId } from './things.ts';

/**
 * Network interfaces as services make them in a customer's VPC (Amazon EC2 API Reference; the permissions are those of CodeBuild
 * User Guide, "Using identity-based policies", access to VPC).
 */
export const interfaceOperations: Record<string, PlainOperation> = {
  DescribeSecurityGroups: {},
  DescribeDhcpOptions: {},
  DescribeNetworkInterfaces: {},
  CreateNetworkInterface: {
    resource: (params, env) => [
      arnOf(env, 'network-interface', '*'),
      arnOf(env, 'subnet', text(params, 'SubnetId') || '*'),
      ...texts(params, 'Groups').map((id) => arnOf(env, 'security-group', id)),
    ],
    context: inRegion,
    handle: (params, env) =>
      done({
        NetworkInterface: {
          NetworkInterfaceId: newId(env, 'eni'),
          SubnetId: text(params, 'SubnetId'),
          Status: 'pending',
        },
      }),
    details: (params) => ({ subnet: text(params, 'SubnetId') }),
  },
  CreateNetworkInterfacePermission: {
    resource: (params, env) => arnOf(env, 'network-interface', text(params, 'NetworkInterfaceId')),
    context: (params, env) => ({
      ...inRegion(params, env),
      'ec2:AuthorizedService': text(params, 'AwsService'),
      'ec2:Subnet': arnOf(env, 'subnet', text(params, 'SubnetId')),
    }),
  },
  DeleteNetworkInterface: {
    resource: (params, env) => arnOf(env, 'network-interface', text(params, 'NetworkInterfaceId')),
    context: inRegion,
  },
};
