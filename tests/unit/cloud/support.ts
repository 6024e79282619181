import { scenarios } from '../../../src/scenarios/index.ts';
import { createDoor } from '../../../src/simulator/cloud/door.ts';
import type { CallRequest, CallResult, Signer } from '../../../src/simulator/cloud/types.ts';
import { makeIds } from '../../../src/simulator/kernel/ids.ts';
import { makeKernel } from '../../../src/simulator/kernel/kernel.ts';
import type { Resources, Role, Scenario } from '../../../src/simulator/read.ts';
import { makeRecorder } from '../../../src/simulator/recording/recorder.ts';
import { fillDefaults } from '../../../src/simulator/scenario/defaults.ts';

export const trusting = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});
export const allowing = (...actions: string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'All', Effect: 'Allow', Action: actions, Resource: '*' }],
});

/** An account with one role, and a session of it. */
export function account(o: {
  policy: unknown;
  resources?: Resources;
  role?: Partial<Role>;
  /** Roles beside `worker`. */
  roles?: Record<string, Role>;
  accounts?: Scenario['accounts'];
}) {
  const kernel = makeKernel(Date.parse('2026-07-14T09:56:00Z'), () => 0);
  const recorder = makeRecorder(kernel.clock.now);
  const scenario = fillDefaults({
    ...scenarios[0]!,
    ...(o.accounts === undefined ? {} : { accounts: o.accounts }),
    roles: {
      ...o.roles,
      worker: {
        trustPolicy: trusting('codebuild.amazonaws.com'),
        policies: { Work: o.policy },
        ...o.role,
      },
    },
    resources: { buckets: { box: {} }, repositories: { app: {} }, ...o.resources },
  });
  const door = createDoor({
    scenario,
    clock: kernel.clock,
    ids: makeIds(1),
    hooks: {
      startBuild: () => ({ ok: true, output: { build: { id: 'web-build:1' } } }),
      batchGetBuilds: () => ({ ok: true, output: { builds: [] } }),
      stopBuild: () => null,
      startBuildBatch: () => ({ ok: true, output: { buildBatch: {} } }),
      retryBuildBatch: () => ({ ok: true, output: { buildBatch: {} } }),
      stopBuildBatch: () => ({ ok: true, output: { buildBatch: {} } }),
      batchGetBuildBatches: () => ({ ok: true, output: { buildBatches: [] } }),
      listBatches: () => ({ ok: true, output: { ids: [] } }),
      retryBuild: () => ({ ok: true, output: { build: {} } }),
      listBuilds: () => ({ ok: true, output: { ids: [] } }),
    },
  });
  const during = async <T>(task: () => Promise<T>): Promise<T> => {
    let result: { value: T } | null = null;
    kernel.schedule(0, () => {
      void task().then((value) => {
        result = { value };
      });
    });
    await kernel.run(() => false);
    return (result as { value: T } | null)!.value;
  };
  const call = (request: Omit<CallRequest, 'from'>): Promise<CallResult> =>
    during(() => door.call(recorder.root, { from: 'container:web-build', ...request }));
  const assume = (signer: Signer = { type: 'service', name: 'codebuild.amazonaws.com' }) =>
    call({
      service: 'sts',
      operation: 'AssumeRole',
      params: {
        RoleArn: 'arn:aws:iam::111122223333:role/worker',
        RoleSessionName: 'AWSCodeBuild-1',
      },
      signer,
    });
  /** A call as the role. */
  const asWorker = async (
    service: string,
    operation: string,
    params: Record<string, unknown>,
    more: Partial<CallRequest> = {},
  ) => {
    await assume();
    const accessKeyId = [...door.state.sessions.keys()].at(-1) ?? '';
    return call({ service, operation, params, signer: { type: 'session', accessKeyId }, ...more });
  };
  return { kernel, recorder, door, call, assume, asWorker };
}
