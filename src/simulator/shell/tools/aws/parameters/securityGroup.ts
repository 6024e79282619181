import type { Params } from '../../../../cloud/types.ts';
import { parameterError } from '../errors.ts';
import type { ExtraOption } from './extras.ts';

const named = new Set(['tcp', 'udp', 'icmp', 'all']);

/** `all` is -1; numbers are those of the Internet protocols. */
function protocol(word: string): Params {
  if (/^-?\d+$/.test(word)) {
    const number = Number(word);
    if (number < -1 || number > 255) {
      throw parameterError(
        'protocol numbers must be in the range 0-255 or -1 to specify all protocols',
      );
    }
  } else if (!named.has(word)) {
    throw parameterError(
      'protocol parameter should be one of: tcp|udp|icmp|all or any valid protocol number.',
    );
  }
  return { IpProtocol: word === 'all' ? '-1' : word };
}

/** `22`, `22-25`, `all`; for ICMP its type and code. */
function port(word: string): Params {
  if (word === 'all' || word === '-1') return { FromPort: -1, ToPort: -1 };
  const [, from, to = from] = /^(\d{1,9})(?:-(-?\d{1,9}))?$/.exec(word) ?? [];
  if (from === undefined) {
    throw parameterError('port parameter should be of the form <from[-to]> (e.g. 22 or 22-25)');
  }
  return { FromPort: Number(from), ToPort: Number(to) };
}

const pairIn = (permission: Params): Params => {
  const { UserIdGroupPairs: pairs } = permission;
  return (Array.isArray(pairs) ? (pairs as Params[])[0] : undefined) ?? {};
};

const pair = (permission: Params, member: Params): Params => ({
  UserIdGroupPairs: [{ ...pairIn(permission), ...member }],
});

/** One member of the one permission that the options describe together. */
const member = (read: (word: string, permission: Params) => Params): ExtraOption => ({
  kind: 'value',
  params: (words, { IpPermissions: permissions }) => {
    const permission =
      (Array.isArray(permissions) ? (permissions as Params[])[0] : undefined) ?? {};
    const word = String(words.at(-1) ?? '');
    return { IpPermissions: [{ ...permission, ...read(word, permission) }] };
  },
});

/**
 * The short way to write one rule of a security group (AWS CLI Command Reference, "authorize-security-group-ingress").
 * Throws the CLI's error for a protocol or port that is none, exit 252.
 */
export const securityGroupOptions: Readonly<Record<string, ExtraOption>> = {
  protocol: member(protocol),
  port: member(port),
  cidr: member((CidrIp) => ({ IpRanges: [{ CidrIp }] })),
  'source-group': member((group, permission) =>
    pair(permission, group.startsWith('sg-') ? { GroupId: group } : { GroupName: group }),
  ),
  'group-owner': member((UserId, permission) => pair(permission, { UserId })),
};
