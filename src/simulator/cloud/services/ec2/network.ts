import { text, texts } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, Params } from '../../types.ts';
import type { PlainOperation } from '../operation.ts';
import { arnOf, arnOfId, inRegion, newId, tagKeys } from './things.ts';

const listOf = (value: unknown): Params[] => (Array.isArray(value) ? (value as Params[]) : []);

/** The permissions of a request: given as a list, or as the single one that the parameters describe. */
function permissionsIn(params: Params): Params[] {
  const list = listOf(params.IpPermissions);
  if (list.length > 0) return list;
  const { IpProtocol, FromPort, ToPort, CidrIp, SourceSecurityGroupName: GroupName } = params;
  const from =
    GroupName === undefined
      ? { IpRanges: [{ CidrIp }] }
      : { UserIdGroupPairs: [{ GroupName, UserId: params.SourceSecurityGroupOwnerId }] };
  return [{ IpProtocol, FromPort, ToPort, ...from }];
}

const described = ({ Description }: Params): Params =>
  Description === undefined ? {} : { Description };

/** Where one rule lets traffic come from: a range of addresses, a list of them, or another security group. */
const sourcesIn = (permission: Params, env: Environment): Params[] => [
  ...listOf(permission.IpRanges).map((each) => ({ CidrIpv4: each.CidrIp, ...described(each) })),
  ...listOf(permission.Ipv6Ranges).map((each) => ({ CidrIpv6: each.CidrIpv6, ...described(each) })),
  ...listOf(permission.PrefixListIds).map((each) => ({
    PrefixListId: each.PrefixListId,
    ...described(each),
  })),
  ...listOf(permission.UserIdGroupPairs).map((each) => ({
    ReferencedGroupInfo: {
      GroupId: each.GroupId ?? each.GroupName,
      UserId: each.UserId ?? env.account,
    },
    ...described(each),
  })),
];

/** One rule for each source (Amazon EC2 API Reference, "SecurityGroupRule"). */
const rulesIn = (params: Params, env: Environment): Params[] =>
  permissionsIn(params).flatMap((permission) => {
    const { IpProtocol, FromPort, ToPort } = permission;
    return sourcesIn(permission, env).map((source) => ({
      IsEgress: false,
      IpProtocol,
      ...(FromPort === undefined ? {} : { FromPort, ToPort }),
      ...source,
    }));
  });

/** The other side of a rule, as EC2 names it when the rule is there twice. */
function peerOf({ CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo }: Params): string {
  const group = ReferencedGroupInfo as { GroupId?: unknown } | undefined;
  return String(CidrIpv4 ?? CidrIpv6 ?? PrefixListId ?? group?.GroupId);
}

const keyOf = (rule: Params): string =>
  `peer: ${peerOf(rule)}, ${String(rule.IpProtocol).toUpperCase()}, from port: ${rule.FromPort}, to port: ${rule.ToPort}, ALLOW`;

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
      const rules = rulesIn(params, env);
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
