import type { CallResult, Params } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Trace } from '../recording/types.ts';
import type { SubnetResource } from '../scenario/types.ts';
import { type BuildRun, failure, type PhaseResult } from './buildRun.ts';
import { buildSession } from './credentials.ts';

/** A project's `vpcConfig`. */
interface VpcConfig {
  subnets: string[];
  securityGroupIds: string[];
}

const words = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** The VPC the build runs in; null for a build outside of any. */
export function vpcOf(run: BuildRun): VpcConfig | null {
  const { vpcConfig } = run.project;
  if (typeof vpcConfig !== 'object' || vpcConfig === null) return null;
  const { subnets, securityGroupIds } = vpcConfig as Params;
  return words(subnets).length === 0
    ? null
    : { subnets: words(subnets), securityGroupIds: words(securityGroupIds) };
}

function subnetOf(sim: Simulation, id: string): SubnetResource {
  const { subnets } = sim.scenario.resources;
  return (subnets !== undefined && Object.hasOwn(subnets, id) ? subnets[id] : undefined) ?? {};
}

/** The subnet the build is put into: the first that has an address left. */
const subnetFor = (sim: Simulation, vpc: VpcConfig): string | undefined =>
  vpc.subnets.find((id) => (subnetOf(sim, id).availableIpAddressCount ?? 1) > 0);

/** No subnet with a free address: the build fails in the queue (CodeBuild User Guide, "Troubleshooting AWS CodeBuild"). */
export function findSubnet(sim: Simulation, run: BuildRun): PhaseResult | null {
  const vpc = vpcOf(run);
  if (vpc === null || subnetFor(sim, vpc) !== undefined) return null;
  // Which words go with the code was not seen.
  return failure('INSUFFICIENT_SUBNET', 'No subnet of the project has a usable address.');
}

/**
 * Can the build reach a service, or `internet`? Outside a VPC always; in one through a NAT gateway, or an endpoint. An internet
 * gateway alone does not help: builds get no public address (CodeBuild User Guide, "Use AWS CodeBuild with Amazon VPC").
 */
export function reaches(sim: Simulation, run: BuildRun, target: string): boolean {
  const vpc = vpcOf(run);
  const id = vpc === null ? undefined : subnetFor(sim, vpc);
  if (id === undefined) return true;
  const { defaultRoute = 'nat-gateway', endpoints = [] } = subnetOf(sim, id);
  return defaultRoute === 'nat-gateway' || endpoints.includes(target);
}

type Calls = (operation: string, params: Params) => Promise<CallResult>;

async function asRole(sim: Simulation, run: BuildRun, trace: Trace): Promise<Calls> {
  const session = await buildSession(sim, trace, run);
  return async (operation, params) => {
    const result = await sim.door.call(trace, {
      service: 'ec2',
      operation,
      params,
      signer: {
        type: 'session',
        accessKeyId: session?.accessKeyId ?? '',
        via: 'codebuild.amazonaws.com',
      },
      from: run.node,
      sources: [{ document: `project:${run.project.name}`, path: ['vpcConfig'] }],
      rule: 'codebuild.vpc-interface',
    });
    trace.after(result.seq);
    return result;
  };
}

/**
 * The interface that puts the container into its subnet, made as the service role (CodeBuild User Guide, "Allow CodeBuild access to
 * AWS services required to create a VPC network interface"). Null when it is there, or not needed.
 */
export async function attachInterface(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
): Promise<PhaseResult | null> {
  const vpc = vpcOf(run);
  const subnet = vpc === null ? undefined : subnetFor(sim, vpc);
  if (vpc === null || subnet === undefined) return null;
  const call = await asRole(sim, run, trace);
  const refused = (result: CallResult) =>
    result.ok ? null : failure('VPC_CLIENT_ERROR', `Unexpected EC2 error: ${result.error.code}`);
  const looks = [
    'DescribeSubnets',
    'DescribeSecurityGroups',
    'DescribeVpcs',
    'DescribeDhcpOptions',
  ];
  for (const operation of looks) {
    const failed = refused(await call(operation, {}));
    if (failed !== null) return failed;
  }
  const made = await call('CreateNetworkInterface', {
    SubnetId: subnet,
    Groups: vpc.securityGroupIds,
  });
  if (!made.ok) return refused(made);
  const { NetworkInterfaceId } = made.output.NetworkInterface as Params;
  run.networkInterface = String(NetworkInterfaceId);
  const permitted = await call('CreateNetworkInterfacePermission', {
    NetworkInterfaceId,
    SubnetId: subnet,
    AwsService: 'codebuild.amazonaws.com',
    Permission: 'INSTANCE-ATTACH',
  });
  return refused(permitted);
}

/** The interface goes with the container. A role that may not take it away leaves it behind. */
export async function detachInterface(sim: Simulation, run: BuildRun, trace: Trace): Promise<void> {
  const { networkInterface } = run;
  if (networkInterface === undefined) return;
  const call = await asRole(sim, run, trace);
  await call('DeleteNetworkInterface', { NetworkInterfaceId: networkInterface });
}

/** ms until a connection that nobody answers is given up. */
const dialTimeoutMs = 30_000;

/** What the agent needs of the network before it can begin; how DOWNLOAD_SOURCE fails without it. */
export async function checkNetwork(sim: Simulation, run: BuildRun): Promise<PhaseResult | null> {
  if (reaches(sim, run, 's3') && reaches(sim, run, 'logs')) return null;
  await sim.clock.sleep(dialTimeoutMs, run.cut.signal);
  if (!reaches(sim, run, 's3')) {
    return failure(
      'CLIENT_ERROR',
      'Build does not have internet connectivity. Please check subnet network configuration',
    );
  }
  const { region } = sim.scenario.account;
  const address = sim.ids.text(`${run.id}/logs-endpoint`, 3, '123456789').split('').join('.');
  return failure(
    'CLIENT_ERROR',
    `RequestError: send request failed caused by: Post https://logs.${region}.amazonaws.com/: dial tcp 52.${address}:443: i/o timeout`,
  );
}
