import { describe, expect, it } from 'vitest';
import { describe as narrate, worldAt } from '../../../src/simulator/read.ts';
import {
  buildRole,
  causesOf,
  container,
  eventsOf,
  inBuildspec,
  log,
  nodeSite,
  output,
  type Policy,
  phaseOf,
  simulate,
  withoutAction,
} from './support.ts';

const session = /User: arn:aws:sts::111122223333:assumed-role\/[\w-]+\/AWSCodeBuild-[0-9a-f-]{36} /;

describe('permissions', () => {
  it('without s3:PutObject the upload fails as the CLI says, and Deploy never starts', async () => {
    const recording = await simulate(
      nodeSite((scenario) => {
        for (const document of Object.values(buildRole(scenario).role.policies) as Policy[]) {
          document.Statement = document.Statement.filter(({ Sid }) => Sid !== 'Site');
        }
      }),
    );
    const command = recording.outcome.commands.find(({ phase }) => phase === 'POST_BUILD');
    expect(command?.exitCode).toBe(1);
    const text = output(command);
    expect(text).toContain('upload failed: ');
    expect(text).toContain(
      'An error occurred (AccessDenied) when calling the PutObject operation: ',
    );
    expect(text).toMatch(session);
    expect(text).toContain(
      'is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::acme-web-site/index.html" because no identity-based policy allows the s3:PutObject action',
    );
    expect(phaseOf(recording, 'POST_BUILD')).toMatchObject({
      phaseStatus: 'FAILED',
      contexts: [{ statusCode: 'COMMAND_EXECUTION_ERROR' }],
    });
    expect(recording.outcome.executions[0]?.stages.map(({ status }) => status)).toEqual([
      'Succeeded',
      'Failed',
      null,
    ]);
    const failed = eventsOf(recording, 'command.ended').find(({ exitCode }) => exitCode !== 0)!;
    const call = causesOf(recording, failed.seq).find((event) => event.type === 'api.call')!;
    expect(call).toMatchObject({ call: { decision: { result: 'ImplicitlyDenied' } } });
    expect(
      call.sources?.some(({ document }) => document.startsWith('role:web-build-role/policy:')),
    ).toBe(true);
  });

  it('an explicit Deny on the bucket wins over the role’s Allow', async () => {
    const recording = await simulate(
      nodeSite((scenario) => {
        scenario.resources!.buckets!['acme-web-site']!.policy = {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'NoWrites',
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:PutObject',
              Resource: 'arn:aws:s3:::acme-web-site/*',
            },
          ],
        };
      }),
    );
    const call = recording.outcome.calls.find(
      ({ errorCode, viaCommand }) => errorCode !== undefined && viaCommand !== undefined,
    )!;
    expect(call.decision).toMatchObject({
      result: 'ExplicitlyDenied',
      decidedBy: 'resource',
      message: 'with an explicit deny in a resource-based policy',
    });
    expect(
      call.decision.statements.some(
        ({ layer, effect, matched }) => layer === 'identity' && effect === 'Allow' && matched,
      ),
    ).toBe(true);
    expect(recording.events[call.seq]?.sources).toContainEqual(
      expect.objectContaining({ document: 'bucket:acme-web-site/policy', path: ['Statement', 0] }),
    );
    expect(narrate(recording, call.seq).body).toContain('Deny');
  });

  it('a trust policy that names EC2 stops the build before it exists; trust decided', async () => {
    const recording = await simulate(
      nodeSite((scenario) => {
        buildRole(scenario).trust.Statement[0]!.Principal = { Service: 'ec2.amazonaws.com' };
      }),
    );
    expect(recording.outcome.builds).toEqual([]);
    const action = recording.outcome.executions[0]?.stages[1]?.actions[0];
    expect(action).toMatchObject({ status: 'Failed', errorDetails: { code: 'JobFailed' } });
    expect(action?.errorDetails?.message).toContain(
      'Error calling startBuild: CodeBuild is not authorized to perform: sts:AssumeRole on service role.',
    );
    expect(action?.errorDetails?.message).toContain('Error Code: InvalidInputException');
    const call = recording.outcome.calls.find(
      ({ operation, errorCode }) => operation === 'AssumeRole' && errorCode !== undefined,
    )!;
    expect(call.decision.decidedBy).toBe('trust');
    expect(narrate(recording, call.seq).body).toContain('Trust decided');
    const failed = eventsOf(recording, 'action.status').find(({ status }) => status === 'Failed')!;
    expect(causesOf(recording, failed.seq).map(({ seq }) => seq)).toContain(call.seq);
    expect(
      worldAt(recording, recording.events.length).sessions.some(({ state }) => state === 'refused'),
    ).toBe(true);
  });

  it('saving a project with such a role is refused', async () => {
    const recording = await simulate(
      nodeSite((scenario) => {
        buildRole(scenario).trust.Statement[0]!.Principal = { Service: 'ec2.amazonaws.com' };
        scenario.interventions = [{ when: { at: 0 }, type: 'updateProject', project: 'web-build' }];
      }),
    );
    expect(recording.outcome.calls.at(-1)).toMatchObject({
      operation: 'UpdateProject',
      errorCode: 'InvalidInputException',
      errorMessage:
        'CodeBuild is not authorized to perform: sts:AssumeRole on arn:aws:iam::111122223333:role/web-build-role',
    });
  });

  it('a document that IAM would not save is announced and is not in force', async () => {
    const recording = await simulate(
      nodeSite((scenario) => {
        const { role } = buildRole(scenario);
        role.policies[Object.keys(role.policies)[0]!] = { Version: '2012-10-17', Statement: 7 };
      }),
    );
    expect(recording.events[0]).toMatchObject({
      type: 'policy.refused',
      code: 'MalformedPolicyDocument',
      message: 'Syntax errors in policy.',
    });
    expect(phaseOf(recording, 'QUEUED')).toMatchObject({
      phaseStatus: 'FAILED',
      contexts: [{ statusCode: 'ACCESS_DENIED' }],
    });
  });
});

describe('commands', () => {
  it('a misspelt npm script fails BUILD; POST_BUILD runs; the artifacts are missing too', async () => {
    const recording = await simulate(
      nodeSite((scenario) => inBuildspec(scenario, 'npm run build', 'npm run biuld')),
    );
    const build = recording.outcome.commands.find(({ phase }) => phase === 'BUILD');
    expect(output(build)).toContain('npm error Missing script: "biuld"');
    expect(build?.exitCode).toBe(1);
    expect(phaseOf(recording, 'BUILD')?.contexts).toEqual([
      {
        statusCode: 'COMMAND_EXECUTION_ERROR',
        message: 'Error while executing command: npm run biuld. Reason: exit status 1',
      },
    ]);
    expect(phaseOf(recording, 'POST_BUILD')).toBeDefined();
    expect(phaseOf(recording, 'UPLOAD_ARTIFACTS')).toMatchObject({
      phaseStatus: 'FAILED',
      contexts: [{ statusCode: 'CLIENT_ERROR' }],
    });
    expect(recording.outcome.builds[0]?.buildStatus).toBe('FAILED');
    expect(recording.outcome.executions[0]?.stages[1]?.actions[0]?.errorDetails?.message).toBe(
      'Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, Message: Error while executing command: npm run biuld. Reason: exit status 1',
    );
  });

  it('a tab in the YAML fails DOWNLOAD_SOURCE with YAML_FILE_ERROR', async () => {
    const recording = await simulate(
      nodeSite((scenario) => inBuildspec(scenario, '  build:\n', '\tbuild:\n')),
    );
    const phase = phaseOf(recording, 'DOWNLOAD_SOURCE');
    expect(phase?.phaseStatus).toBe('FAILED');
    expect(phase?.contexts[0]?.statusCode).toBe('YAML_FILE_ERROR');
    expect(phase?.contexts[0]?.message).toMatch(/at line \d+$/);
    expect(recording.outcome.commands).toEqual([]);
    expect(recording.outcome.builds[0]?.phases.map(({ phaseType }) => phaseType).slice(-2)).toEqual(
      ['FINALIZING', 'COMPLETED'],
    );
  });

  it.each([
    ['sh of Ubuntu', '', '/codebuild/output/tmp/script.sh: 4: kubctl: not found'],
    [
      'bash',
      'env:\n  shell: bash\n',
      '/codebuild/output/tmp/script.sh: line 4: kubctl: command not found',
    ],
  ])('an unknown command ends with 127 in %s', async (_name, shell, message) => {
    const recording = await simulate(
      nodeSite((scenario) => {
        inBuildspec(scenario, 'npm run build', 'kubctl get pods');
        if (shell !== '') inBuildspec(scenario, 'env:\n', shell);
      }),
    );
    const build = recording.outcome.commands.find(({ phase }) => phase === 'BUILD');
    expect(build?.exitCode).toBe(127);
    expect(output(build)).toContain(message);
    expect(log(recording)).toContain(
      'Command did not exit successfully kubctl get pods exit status 127',
    );
  });

  it('an endless loop runs into the build’s timeout in virtual time', async () => {
    const recording = await simulate(
      nodeSite((scenario) => inBuildspec(scenario, 'npm run build', "'while true; do :; done'")),
    );
    const build = recording.outcome.builds[0]!;
    expect(build.buildStatus).toBe('TIMED_OUT');
    expect(phaseOf(recording, 'BUILD')).toMatchObject({
      phaseStatus: 'TIMED_OUT',
      contexts: [{ statusCode: 'BUILD_TIMED_OUT' }],
    });
    expect(build.endedAt! - build.startedAt).toBeGreaterThanOrEqual(60 * 60_000);
    expect(recording.outcome.commands.at(-1)).toMatchObject({ fidelity: 'assumed' });
    expect(log(recording)).not.toMatch(/iteration|just-bash|limit/i);
    expect(phaseOf(recording, 'POST_BUILD')).toBeUndefined();
    // CodePipeline's own session has been renewed meanwhile: it learns how the build went.
    expect(recording.outcome.executions[0]?.stages[1]?.actions[0]?.errorDetails?.message).toBe(
      'Build terminated with state: TIMED_OUT. Phase: BUILD, Code: BUILD_TIMED_OUT, Message: Build has timed out.',
    );
  });

  it('a push to another branch starts nothing', async () => {
    const recording = await simulate(
      nodeSite((scenario) => {
        scenario.repository.branch = 'feature';
      }),
    );
    expect(recording.outcome.executions).toEqual([]);
    expect(recording.events.map(({ type }) => type)).toEqual(['push', 'webhook']);
    expect(recording.events[1]).toMatchObject({ accepted: false });
  });
});

describe('Container → ECR', () => {
  it('runs through and leaves a tagged image', async () => {
    const recording = await simulate(container());
    expect(recording.outcome.commands.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
    expect(recording.outcome.executions[0]?.status).toBe('Succeeded');
    const images = worldAt(recording, recording.events.length).images;
    expect(Object.keys(Object.values(images)[0] ?? {})).toContain('latest');
    expect(recording.outcome.commands.every(({ fidelity }) => fidelity === 'modelled')).toBe(true);
  });

  it('without ecr:GetAuthorizationToken the login fails', async () => {
    const recording = await simulate(
      container((scenario) => withoutAction(scenario, 'ecr:GetAuthorizationToken')),
    );
    const failed = recording.outcome.commands.find(({ exitCode }) => exitCode !== 0);
    expect(failed?.text).toContain('docker login');
    expect(output(failed)).toMatch(
      /An error occurred \(AccessDeniedException\) when calling the GetAuthorizationToken operation: User: \S+ is not authorized to perform: ecr:GetAuthorizationToken on resource: \* because no identity-based policy allows the ecr:GetAuthorizationToken action/,
    );
    expect(output(failed)).toContain(
      'Error: Cannot perform an interactive login from a non TTY device',
    );
  });

  it('without ecr:PutImage the push fails at the manifest', async () => {
    const recording = await simulate(
      container((scenario) => withoutAction(scenario, 'ecr:PutImage')),
    );
    const failed = recording.outcome.commands.find(({ exitCode }) => exitCode !== 0);
    expect(failed?.text).toContain('docker push');
    expect(output(failed)).toMatch(
      /denied: User: \S+ is not authorized to perform: ecr:PutImage on resource: arn:aws:ecr:us-east-1:111122223333:repository\/\S+ because no identity-based policy allows the ecr:PutImage action/,
    );
  });
});

describe('buckets that do not exist', () => {
  it('are named by the deploy, which does not call it a denial', async () => {
    const recording = await simulate(
      nodeSite((scenario) => {
        const deploy = scenario.pipeline.stages.at(-1)!.actions[0]!;
        deploy.configuration = { ...deploy.configuration, BucketName: 'acme-web-gone' };
        const role = scenario.roles!['web-pipeline-role']!;
        role.policies.Everything = {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
        };
      }),
    );
    const failed = eventsOf(recording, 'action.status').find(({ status }) => status === 'Failed')!;
    expect(failed.errorDetails?.message).toContain(
      'The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket;',
    );
  });
});
