import { text, texts } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Params } from '../../types.ts';
import type { PlainOperation } from '../operation.ts';
import { arnOf, arnOfId, inRegion, newId, tagKeys } from './things.ts';

const listOf = (value: unknown): Params[] => (Array.isArray(value) ? (value as Params[]) : []);

/** The permissions of a request: given as a list, or as the single one that the parameters describe. */
function permissionsIn(params: Params): Params[] {
  const list = listOf(params.IpPermissions);
  if (list.length > 0) return list;
  const { IpProtocol, FromPort, ToPort, CidrIp } = params;
  return [{ IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp }] }];
}

/** One rule for each range of addresses (Amazon EC2 API Reference, "SecurityGroupRule"). */
const rulesIn = (params: Params): Params[] =>
  permissionsIn(params).flatMap(({ IpProtocol, FromPort, ToPort, IpRanges }) =>
    listOf(IpRanges).map(({ CidrIp, Description }) => ({
      IsEgress: false,
      IpProtocol,
      ...(FromPort === undefined ? {} : { FromPort, ToPort }),
      CidrIpv4: CidrIp,
      ...(Description === undefined ? {} : { Description }),
    })),
  );

const keyOf = ({ IpProtocol, FromPort, ToPort, CidrIpv4 }: Params): string =>
  `peer: ${CidrIpv4}, ${String(IpProtocol).toUpperCase()}, from port: ${FromPort}, to port: ${ToPort}, ALLOW`;

const notDescribed = (what: string) =>
  `The scenario does not describe the ${what} of the account: the list is empty.`;

/** Amazon EC2 API Reference: networks, of which scenarios say nothing, rules of security groups, and tags. */
export const networkOperations: Record<string, PlainOperation> = {
  DescribeVpcs: {
    handle: () => ({ ok: true, output: { Vpcs: [] }, assumed: notDescribed('VPCs') }),
  },
  DescribeSubnets: {
    handle: () => ({ ok: true, output: { Subnets: [] }, assumed: notDescribed('subnets') }),
  },
  CreateTags: {
    resource: (params, env) => texts(params, 'Resources').map((id) => arnOfId(env, id)),
    context: (params, env) => ({ ...inRegion(params, env), ...tagKeys(listOf(params.Tags)) }),
  },
  AuthorizeSecurityGroupIngress: {
    resource: (params, env) => arnOf(env, 'security-group', text(params, 'GroupId') || '*'),
    context: inRegion,
    handle(params, env) {
      const GroupId = text(params, 'GroupId') || text(params, 'GroupName');
      const known = records(env.state, 'ec2:rule');
      const rules = rulesIn(params);
      const twice = rules.find((rule) => known.has(`${GroupId} ${keyOf(rule)}`));
      if (twice !== undefined) {
        return refuse(
          'InvalidPermission.Duplicate',
          `the specified rule "${keyOf(twice)}" already exists`,
        );
      }
      const SecurityGroupRules = rules.map((rule, index) => ({
        SecurityGroupRuleId: newId(env, 'sgr', index),
        GroupId,
        GroupOwnerId: env.account,
        ...rule,
      }));
      for (const rule of SecurityGroupRules) known.set(`${GroupId} ${keyOf(rule)}`, rule);
      return done({ Return: true, SecurityGroupRules });
    },
    details: (params) => ({ group: text(params, 'GroupId') }),
  },
};
