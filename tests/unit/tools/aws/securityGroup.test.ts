import { describe, expect, it } from 'vitest';
import type { Params } from '../../../../src/simulator/cloud/types.ts';
import { securityGroupOptions } from '../../../../src/simulator/shell/tools/aws/parameters/securityGroup.ts';

/** What the options on one command line make of the call, in their order. */
function permissionOf(...words: readonly [option: string, word: string][]): unknown {
  const params: Params = {};
  for (const [option, word] of words) {
    Object.assign(params, securityGroupOptions[option]!.params([word], params));
  }
  return params.IpPermissions;
}

describe('the short way to write a rule of a security group', () => {
  it('makes one permission of all options', () => {
    expect(permissionOf(['cidr', '10.0.0.0/8'], ['protocol', 'tcp'], ['port', '22-25'])).toEqual([
      { IpRanges: [{ CidrIp: '10.0.0.0/8' }], IpProtocol: 'tcp', FromPort: 22, ToPort: 25 },
    ]);
  });

  it('names another group by id or name, and its owner', () => {
    expect(permissionOf(['source-group', 'sg-1'], ['group-owner', '444455556666'])).toEqual([
      { UserIdGroupPairs: [{ GroupId: 'sg-1', UserId: '444455556666' }] },
    ]);
    expect(permissionOf(['source-group', 'web'])).toEqual([
      { UserIdGroupPairs: [{ GroupName: 'web' }] },
    ]);
  });

  it('writes "all" as -1', () => {
    expect(permissionOf(['protocol', 'all'], ['port', 'all'])).toEqual([
      { IpProtocol: '-1', FromPort: -1, ToPort: -1 },
    ]);
    expect(permissionOf(['protocol', 'icmp'], ['port', '3--1'])).toEqual([
      { IpProtocol: 'icmp', FromPort: 3, ToPort: -1 },
    ]);
  });

  it.each([
    ['protocol', 'http', 'protocol parameter should be one of: tcp|udp|icmp|all'],
    ['protocol', '256', 'protocol numbers must be in the range 0-255'],
    ['port', 'http', 'port parameter should be of the form <from[-to]>'],
    ['port', '22-', 'port parameter should be of the form <from[-to]>'],
  ])('refuses --%s %s', (option, word, message) => {
    expect(() => permissionOf([option, word])).toThrow(
      expect.objectContaining({ message: expect.stringContaining(message), exitCode: 252 }),
    );
  });
});
