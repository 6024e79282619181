/** A short run, written by hand: a build whose upload is refused. */
import { authorize } from '../../../src/simulator/iam/index.ts';
import type { ApiCall, Recording } from '../../../src/simulator/read.ts';
import { makeRecorder } from '../../../src/simulator/recording/recorder.ts';
import { scenario } from '../editors/fixture.ts';

export const site = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Site',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::acme-web-site/*',
    },
  ],
};
export const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
};

const role = 'arn:aws:iam::111122223333:role/web-build-role';
const principal = 'arn:aws:sts::111122223333:assumed-role/web-build-role/AWSCodeBuild-1';
const key = 'ASIAEXAMPLE';
const buildId = 'web-build:1';
const object = 'arn:aws:s3:::acme-web-site/index.html';

function call(at: number, given: Partial<ApiCall>): { call: Omit<ApiCall, 'seq'> } {
  return {
    call: {
      startedAt: at,
      at,
      caller: { type: 'AssumedRole', arn: principal, role: 'web-build-role', accessKeyId: key },
      principal,
      credentials: key,
      service: 's3',
      operation: 'PutObject',
      action: 's3:PutObject',
      resource: object,
      decision: { result: 'Allowed', decidedBy: 'identity', statements: [], message: '' },
      trail: 'data',
      details: { bucket: 'acme-web-site', key: 'index.html' },
      ...given,
    },
  };
}

/** The upload is refused; `deny` puts an explicit Deny beside an Allow. */
export function refusedRun(options: { policies?: Record<string, unknown> } = {}): Recording {
  const policies = options.policies ?? { Site: site };
  const given = {
    ...scenario,
    roles: { 'web-build-role': { trustPolicy: trust, policies } },
  };
  let now = 0;
  const { events, root } = makeRecorder(() => now);
  const say = (text: string) =>
    root.record('log', 'log', {
      buildId,
      group: '/aws/codebuild/web-build',
      stream: '1',
      origin: 'agent',
      text,
      delivered: true,
    });
  root.record('push', 'push', {
    repository: 'acme/web',
    branch: 'main',
    commit: { id: '4f2a91c0', message: 'First', author: 'dana', files: 2 },
  });
  now = 1_000;
  const trusting = {
    ...trust,
    Statement: [{ ...trust.Statement[0]!, Principal: { Service: 'codebuild.amazonaws.com' } }],
  };
  root.record('build', 'build.started', {
    buildId,
    arn: `arn:aws:codebuild:us-east-1:111122223333:build/${buildId}`,
    project: 'web-build',
    number: 1,
    image: 'aws/codebuild/standard:7.0',
    initiator: 'codepipeline/web-pipeline',
  });
  root.record(
    'sts:AssumeRole',
    'api.call',
    call(now, {
      service: 'sts',
      operation: 'AssumeRole',
      action: 'sts:AssumeRole',
      resource: role,
      caller: { type: 'AWSService', service: 'codebuild.amazonaws.com' },
      principal: 'codebuild.amazonaws.com',
      trail: 'management',
      details: { role: 'web-build-role', session: 'AWSCodeBuild-1' },
      decision: authorize(
        {
          principal: { type: 'Service', name: 'codebuild.amazonaws.com' },
          action: 'sts:AssumeRole',
          resource: role,
        },
        { resource: { kind: 'trust', name: 'web-build-role', document: trusting } },
      ),
    }),
    { sources: [{ document: 'trust:web-build-role', path: ['Statement', 0] }] },
  );
  const session = {
    accessKeyId: key,
    role: 'web-build-role',
    roleArn: role,
    sessionName: 'AWSCodeBuild-1',
  };
  root.record('session', 'session.state', { ...session, state: 'requested' });
  root.record('session', 'session.state', { ...session, state: 'active', expiresAt: 3_601_000 });
  root.record('holder', 'session.holder', { accessKeyId: key, holder: 'container:web-build' });
  root.record('state', 'machine.state', {
    machine: 'build',
    id: buildId,
    state: ['IN_PROGRESS', 'IN_PROGRESS.phases', 'IN_PROGRESS.phases.POST_BUILD'],
    event: 'phase.succeeded',
  });
  now = 2_000;
  root.record('phase', 'build.phase', {
    buildId,
    phase: 'POST_BUILD',
    status: 'IN_PROGRESS',
    contexts: [],
  });
  say('[Container] Entering phase POST_BUILD\n');
  const command = { buildId, phase: 'POST_BUILD' as const, index: 0 };
  const text = 'aws s3 cp dist/index.html s3://acme-web-site/';
  const range = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 8 };
  const sources = [{ document: 'buildspec', path: ['phases', 'post_build', 'commands', 0], range }];
  root.record('cmd0', 'command.started', { ...command, text }, { sources });
  now = 2_500;
  const decision = authorize(
    {
      principal: { type: 'AWS', arn: principal, issuer: role },
      action: 's3:PutObject',
      resource: object,
    },
    { identity: Object.entries(policies).map(([name, document]) => ({ name, document })) },
  );
  root.record(
    's3:PutObject',
    'api.call',
    call(now, {
      decision,
      errorCode: 'AccessDenied',
      errorMessage: `User: ${principal} is not authorized to perform: s3:PutObject on resource: "${object}" ${decision.message}`,
      viaCommand: text,
    }),
    {
      rule: 's3.put-object-denied',
      sources: [
        ...sources,
        { document: 'role:web-build-role/policy:Site', path: ['Statement', 0] },
      ],
    },
  );
  root.record('out', 'command.output', { ...command, stream: 'stderr', text: 'upload failed: ' });
  root.record('out', 'command.output', { ...command, stream: 'stderr', text: 'AccessDenied\n\n' });
  root.record(
    'end',
    'command.ended',
    {
      ...command,
      exitCode: 1,
      durationMs: 500,
      fidelity: 'assumed',
      note: 'the upload is not measured',
    },
    { sources },
  );
  root.record('phase', 'build.phase', {
    buildId,
    phase: 'POST_BUILD',
    status: 'FAILED',
    contexts: [
      { statusCode: 'COMMAND_EXECUTION_ERROR', message: `Error while executing command: ${text}` },
    ],
    durationMs: 500,
  });
  say('[Container] Phase complete: POST_BUILD State: FAILED\n');
  now = 3_000;
  root.record('build', 'build.ended', { buildId, status: 'FAILED' });
  root.record('holder', 'session.holder', { accessKeyId: key, holder: null });
  return {
    formatVersion: 1,
    engine: '0.1.0',
    hash: 'fixture',
    ended: 'idle',
    scenario: given,
    events,
    blobs: {},
    outcome: { executions: [], builds: [], commands: [], calls: [], unused: [] },
  };
}
