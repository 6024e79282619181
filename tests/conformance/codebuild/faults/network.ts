import type { Scenario, SubnetResource } from '../../../../src/simulator/read.ts';
import { eventsOf, type Policy, phaseOf, simulate } from '../../../unit/engine/support.ts';
import { allowBuild } from '../../iam/edits.ts';
import { onlyBuild, project, vpc } from '../edits.ts';
import type { BuildFault } from '../fault.ts';

const scenario = 'node-site-to-s3';
const guide = 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"';

/** The project lies in one subnet, and its role may make interfaces there. */
function inSubnet(edited: Scenario, subnet: SubnetResource): void {
  project(edited).vpcConfig = vpc;
  edited.resources!.subnets = { [vpc.subnets[0]!]: subnet };
  allowBuild(edited, 'Vpc', 'ec2:*', '*');
}

/** Builds in a VPC. */
export const networkFaults: readonly BuildFault[] = [
  {
    scenario,
    number: 35,
    what: 'the subnet has no usable addresses',
    source: `${guide}; the words beside the code are not verified`,
    edit: (edited) => inSubnet(edited, { availableIpAddressCount: 0 }),
    message: 'Phase: QUEUED, Code: INSUFFICIENT_SUBNET',
    phase: 'QUEUED',
    statusCode: 'INSUFFICIENT_SUBNET',
  },
  {
    scenario,
    number: 36,
    what: 'the role may not make network interfaces',
    source: 'CodeBuild User Guide, "Amazon Elastic File System sample"',
    edit: (edited) => {
      project(edited).vpcConfig = vpc;
    },
    message: 'VPC_CLIENT_ERROR: Unexpected EC2 error: UnauthorizedOperation',
    phase: 'PROVISIONING',
    statusCode: 'VPC_CLIENT_ERROR',
  },
  {
    scenario,
    number: 37,
    what: 'a public subnet, which gives builds no public address',
    source: guide,
    edit: (edited) => inSubnet(edited, { defaultRoute: 'internet-gateway' }),
    message: 'Build does not have internet connectivity. Please check subnet network configuration',
    phase: 'DOWNLOAD_SOURCE',
    statusCode: 'CLIENT_ERROR',
  },
  {
    scenario,
    number: 38,
    what: 'npm waits for a registry that it cannot reach',
    source: `${guide}; the words are npm’s, from general knowledge`,
    edit: (edited) => {
      inSubnet(edited, { defaultRoute: 'none', endpoints: ['s3', 'logs'] });
      edited.repository.files['package.json'] = edited.repository.files['package.json']!.replace(
        '"private": true,',
        '"private": true,\n  "dependencies": { "left-pad": "^1.3.0" },',
      );
    },
    message:
      'npm error network request to https://registry.npmjs.org/left-pad failed, reason: connect ETIMEDOUT',
    phase: 'INSTALL',
    statusCode: 'COMMAND_EXECUTION_ERROR',
    exitCode: 1,
    also: (_told, recording) => {
      const [command] = eventsOf(recording, 'command.ended');
      if ((command?.durationMs ?? 0) < 120_000) throw new Error('it must have waited');
    },
  },
  {
    scenario,
    number: 82,
    what: 'a file system whose policy wants IAM, which a mount does not bring',
    source: 'CodeBuild User Guide, "Amazon Elastic File System sample"',
    edit: (edited) => {
      inSubnet(edited, {});
      const account = 'arn:aws:iam::111122223333:root';
      const location = 'fs-0a1b2c3d.efs.us-east-1.amazonaws.com:/';
      project(edited).fileSystemLocations = [
        { type: 'EFS', location, mountPoint: '/mnt/cache', identifier: 'cache' },
      ];
      const Statement = [
        {
          Effect: 'Allow',
          Principal: { AWS: account },
          Action: 'elasticfilesystem:ClientMount',
          Resource: '*',
        },
      ];
      edited.resources!.fileSystems = {
        'fs-0a1b2c3d': { policy: { Version: '2012-10-17', Statement } },
      };
    },
    message: "CLIENT_ERROR: mounting '127.0.0.1:/' failed. permission denied",
    phase: 'PROVISIONING',
    statusCode: 'CLIENT_ERROR',
    also: async (_told, { scenario: refused }) => {
      const open = structuredClone(refused) as Scenario;
      for (const { policy } of Object.values(open.resources!.fileSystems!)) {
        (policy as Policy).Statement[0]!.Principal = { AWS: '*' };
      }
      onlyBuild(open, 'test "$CODEBUILD_CACHE" = /mnt/cache && touch "$CODEBUILD_CACHE/a"');
      const build = phaseOf(await simulate(open), 'BUILD');
      if (build?.phaseStatus !== 'SUCCEEDED') throw new Error('everybody is let in');
    },
  },
  {
    scenario,
    number: 83,
    what: 'a subnet without the internet that has an endpoint for S3 alone',
    source: guide,
    edit: (edited) => inSubnet(edited, { defaultRoute: 'none', endpoints: ['s3'] }),
    message:
      /RequestError: send request failed caused by: Post https:\/\/logs\.us-east-1\.amazonaws\.com\/: dial tcp [\d.]+:443: i\/o timeout/,
    phase: 'DOWNLOAD_SOURCE',
    statusCode: 'CLIENT_ERROR',
  },
];
