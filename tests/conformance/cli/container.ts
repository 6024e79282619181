import { scenarios } from '../../../src/scenarios/index.ts';
import { createDoor } from '../../../src/simulator/cloud/door.ts';
import { makeIds } from '../../../src/simulator/kernel/ids.ts';
import type { ApiCall, Resources, Role } from '../../../src/simulator/read.ts';
import { makeRecorder } from '../../../src/simulator/recording/recorder.ts';
import { fillDefaults } from '../../../src/simulator/scenario/defaults.ts';
import { createContainerShell } from '../../../src/simulator/shell/index.ts';
import { toolsFor } from '../../../src/simulator/shell/tools/index.ts';
import { BASE_ENV, drive, newKernel, runIn, testHost } from '../../unit/shell/support/container.ts';

const image = 'aws/codebuild/standard:7.0';
const roleArn = 'arn:aws:iam::111122223333:role/worker';

export interface Ran {
  stdout: string;
  stderr: string;
  exitCode: number;
  assumed: string | undefined;
  calls: Omit<ApiCall, 'seq'>[];
}

/**
 * Runs a script in a build container whose role, `worker`, has one policy: allow `*`, and deny the actions given by simply
 * not allowing them (`NotAction`).
 */
export async function runAsWorker(o: {
  run: string;
  /** Runs first; what it calls is left out. */
  before?: string;
  without?: readonly string[];
  resources?: Resources;
  roles?: Record<string, Role>;
  files?: Readonly<Record<string, string>>;
}): Promise<Ran> {
  const without = o.without ?? [];
  const statement =
    without.length === 0
      ? { Effect: 'Allow', Action: '*', Resource: '*' }
      : { Effect: 'Allow', NotAction: without, Resource: '*' };
  const kernel = newKernel();
  const recorder = makeRecorder(kernel.clock.now);
  const scenario = fillDefaults({
    ...scenarios[0]!,
    roles: {
      ...o.roles,
      worker: {
        trustPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'codebuild.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        },
        policies: { Work: { Version: '2012-10-17', Statement: [statement] } },
      },
    },
    resources: { buckets: {}, repositories: {}, ...o.resources },
  });
  const door = createDoor({
    scenario,
    clock: kernel.clock,
    ids: makeIds(1),
    hooks: {
      startBuild: () => ({ ok: true, output: { build: { id: 'web-build:1' } } }),
      batchGetBuilds: () => ({ ok: true, output: { builds: [] } }),
      stopBuild: ({ id }) => ({ ok: true, output: { build: { id, buildStatus: 'STOPPED' } } }),
      startBuildBatch: () => ({ ok: true, output: { buildBatch: {} } }),
      retryBuildBatch: () => ({ ok: true, output: { buildBatch: {} } }),
      stopBuildBatch: () => ({ ok: true, output: { buildBatch: {} } }),
      batchGetBuildBatches: () => ({ ok: true, output: { buildBatches: [] } }),
      listBatches: () => ({ ok: true, output: { ids: [] } }),
      retryBuild: () => ({ ok: true, output: { build: {} } }),
      listBuilds: () => ({ ok: true, output: { ids: [] } }),
    },
  });
  return drive(kernel, async () => {
    const trace = recorder.root;
    await door.call(trace, {
      service: 'sts',
      operation: 'AssumeRole',
      params: { RoleArn: roleArn, RoleSessionName: 'AWSCodeBuild-1' },
      signer: { type: 'service', name: 'codebuild.amazonaws.com' },
      from: 'project:web-build',
    });
    const session = [...door.state.sessions.values()][0]!;
    const shell = await createContainerShell({
      host: {
        ...testHost(kernel, { image }),
        privileged: true,
        session: () => session,
        aws: ({ env, accessKeyId, ...call }) =>
          accessKeyId === undefined &&
          !env.AWS_ACCESS_KEY_ID &&
          !env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI
            ? Promise.resolve('no-credentials' as const)
            : door.call(trace, {
                ...call,
                signer: {
                  type: 'session',
                  accessKeyId: accessKeyId ?? (env.AWS_ACCESS_KEY_ID || session.accessKeyId),
                },
                from: 'container:web-build',
              }),
      },
      // Terraform counts as installed.
      tools: toolsFor(image).map((each) =>
        each.name === 'terraform' ? { name: each.name, run: each.run } : each,
      ),
      files: Object.fromEntries(
        Object.entries(o.files ?? {}).map(([path, text]) => [`/codebuild/src/${path}`, text]),
      ),
      cwd: '/codebuild/src',
      env: {
        ...BASE_ENV,
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_REGION: 'us-east-1',
        AWS_EXECUTION_ENV: 'AWS_ECS_EC2',
        AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/1',
      },
    });
    if (o.before !== undefined) await runIn(shell, kernel, o.before);
    const before = recorder.events.length;
    const { stdout, stderr, exitCode, note } = await runIn(shell, kernel, o.run);
    const calls = recorder.events
      .slice(before)
      .flatMap((event) => (event.type === 'api.call' ? [event.call] : []));
    return { stdout, stderr, exitCode, assumed: note, calls };
  });
}

/** Everything that was checked, in order; what is asked again and again (`wait`) once. */
export function checksOf(calls: readonly Omit<ApiCall, 'seq'>[]): [string, string][] {
  const all = calls.flatMap(
    (call): [string, string][] =>
      call.checks?.map(({ action, resource }) => [action, resource]) ??
      (call.decision.statements.length === 0 && call.decision.decidedBy === 'none'
        ? []
        : [[call.action, call.resource]]),
  );
  return all.filter(([action, resource], at) => {
    const [last, on] = all[at - 1] ?? [];
    return action !== last || resource !== on;
  });
}
