import { describe, expect, it } from 'vitest';
import type { CallResult } from '../../../src/simulator/cloud/types.ts';
import { account, allowing } from './support.ts';

const errorOf = (result: CallResult) => (result.ok ? null : result.error);
const outputOf = (result: CallResult) => (result.ok ? result.output : {});
const session = 'arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1';
const withConditions = (Action: string, Condition: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*', Condition }],
});

describe('EC2', () => {
  it('asks for each resource of a new instance, its tags and its role', async () => {
    const { asWorker, recorder } = account({ policy: allowing('ec2:*', 'iam:PassRole') });
    const result = await asWorker('ec2', 'RunInstances', {
      ImageId: 'ami-1',
      MinCount: 1,
      MaxCount: 2,
      SubnetId: 'subnet-1',
      IamInstanceProfile: { Name: 'web' },
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'team', Value: 'web' }] }],
    });
    expect(outputOf(result).Instances).toHaveLength(2);
    const { call } = recorder.events.at(-1) as unknown as {
      call: { checks: { action: string; resource: string }[] };
    };
    expect(call.checks.map(({ action, resource }) => [action, resource.slice(12)])).toEqual([
      ['ec2:RunInstances', 'us-east-1:111122223333:instance/*'],
      ['ec2:RunInstances', 'us-east-1::image/ami-1'],
      ['ec2:RunInstances', 'us-east-1:111122223333:subnet/subnet-1'],
      ['ec2:RunInstances', 'us-east-1:111122223333:network-interface/*'],
      ['ec2:RunInstances', 'us-east-1:111122223333:security-group/*'],
      ['ec2:RunInstances', 'us-east-1:111122223333:volume/*'],
      ['ec2:CreateTags', 'us-east-1:111122223333:instance/*'],
      ['iam:PassRole', ':111122223333:role/web'],
    ]);
  });

  it('words its denials in its own way', async () => {
    const { asWorker } = account({ policy: allowing('s3:*') });
    const run = await asWorker('ec2', 'RunInstances', { ImageId: 'ami-1' });
    const instance = 'arn:aws:ec2:us-east-1:111122223333:instance/*';
    const { code, message, status } = errorOf(run)!;
    expect({ code, status }).toEqual({ code: 'UnauthorizedOperation', status: 403 });
    const [told, secret] = message.split(' Encoded authorization failure message: ');
    expect(told).toBe(
      `You are not authorized to perform this operation. User: ${session} is not authorized to perform: ec2:RunInstances on resource: ${instance} because no identity-based policy allows the ec2:RunInstances action.`,
    );
    expect(secret).toMatch(/^[\w-]{400,}$/);
    const again = await asWorker('ec2', 'RunInstances', { ImageId: 'ami-1' });
    expect(errorOf(again)?.message).toBe(message);
    expect(errorOf(await asWorker('ec2', 'DescribeVpcs', {}))?.message).toBe(
      `You are not authorized to perform this operation. User: ${session} is not authorized to perform: ec2:DescribeVpcs because no identity-based policy allows the ec2:DescribeVpcs action`,
    );
  });

  it('starts instances and ends them, in virtual time', async () => {
    const { asWorker, kernel } = account({ policy: allowing('ec2:*') });
    const made = outputOf(await asWorker('ec2', 'RunInstances', { ImageId: 'ami-1' }));
    const [{ InstanceId }] = made.Instances as [{ InstanceId: string }];
    const state = async () => {
      const { Reservations } = outputOf(
        await asWorker('ec2', 'DescribeInstances', { InstanceIds: [InstanceId] }),
      );
      const [{ Instances }] = Reservations as [{ Instances: { State: { Name: string } }[] }];
      return Instances[0]!.State.Name;
    };
    const later = async (ms: number) => {
      kernel.schedule(ms, () => {});
      await kernel.run(() => false);
    };
    expect(await state()).toBe('pending');
    await later(15_000);
    expect(await state()).toBe('running');
    expect(
      await asWorker('ec2', 'TerminateInstances', { InstanceIds: [InstanceId] }),
    ).toMatchObject({
      output: {
        TerminatingInstances: [
          { CurrentState: { Name: 'shutting-down' }, PreviousState: { Name: 'running' } },
        ],
      },
    });
    await later(30_000);
    expect(await state()).toBe('terminated');
  });

  it('opens a port to another security group', async () => {
    const { asWorker } = account({ policy: allowing('ec2:*') });
    const open = () =>
      asWorker('ec2', 'AuthorizeSecurityGroupIngress', {
        GroupId: 'sg-1',
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 5432,
            ToPort: 5432,
            UserIdGroupPairs: [{ GroupId: 'sg-2', Description: 'app' }],
          },
        ],
      });
    expect(await open()).toMatchObject({
      output: {
        SecurityGroupRules: [
          {
            ReferencedGroupInfo: { GroupId: 'sg-2', UserId: '111122223333' },
            Description: 'app',
          },
        ],
      },
    });
    expect(errorOf(await open())).toMatchObject({ message: expect.stringContaining('peer: sg-2') });
  });

  it('opens a port once', async () => {
    const { asWorker } = account({ policy: allowing('ec2:*') });
    const open = () =>
      asWorker('ec2', 'AuthorizeSecurityGroupIngress', {
        GroupId: 'sg-1',
        IpPermissions: [
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
        ],
      });
    expect(await open()).toMatchObject({
      output: { Return: true, SecurityGroupRules: [{ GroupId: 'sg-1', CidrIpv4: '10.0.0.0/8' }] },
    });
    expect(errorOf(await open())).toMatchObject({
      code: 'InvalidPermission.Duplicate',
      message:
        'the specified rule "peer: 10.0.0.0/8, TCP, from port: 443, to port: 443, ALLOW" already exists',
    });
  });
});

describe('API Gateway', () => {
  it('asks for a verb on a path', async () => {
    const { asWorker } = account({
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'apigateway:POST',
            Resource: 'arn:aws:apigateway:us-east-1::/restapis/abc/deployments',
          },
        ],
      },
    });
    const deploy = (restApiId: string) =>
      asWorker('apigateway', 'CreateDeployment', { restApiId, stageName: 'prod' });
    expect(await deploy('abc')).toMatchObject({ output: { id: expect.stringMatching(/^\w{6}$/) } });
    expect(errorOf(await deploy('other'))?.message).toContain(
      'is not authorized to perform: apigateway:POST on resource: arn:aws:apigateway:us-east-1::/restapis/other/deployments',
    );
  });

  it('takes the name of an API from its definition', async () => {
    const { asWorker } = account({ policy: allowing('apigateway:*') });
    const put = (text: string) =>
      asWorker('apigateway', 'PutRestApi', {
        restApiId: 'abc',
        body: new TextEncoder().encode(text),
      });
    expect(await put('no: json')).toMatchObject({ output: { id: 'abc', name: 'abc' } });
    expect(await put('{"info": {"title": "Orders"}}')).toMatchObject({
      output: { id: 'abc', name: 'Orders' },
    });
  });
});

describe('RDS Data', () => {
  it('needs the secret as well as the cluster', async () => {
    const params = {
      resourceArn: 'arn:aws:rds:us-east-1:111122223333:cluster:main',
      secretArn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf',
      sql: 'SELECT 1',
    };
    const run = (...actions: string[]) =>
      account({ policy: allowing(...actions) }).asWorker('rds-data', 'ExecuteStatement', params);
    expect(errorOf(await run('rds-data:*'))?.message).toContain(
      `secretsmanager:GetSecretValue on resource: ${params.secretArn}`,
    );
    expect(await run('rds-data:*', 'secretsmanager:*')).toMatchObject({
      ok: true,
      assumed: 'SQL is not run: it is taken to find and change nothing.',
    });
  });
});

describe('Route 53', () => {
  const change = (Name: string) => ({
    HostedZoneId: '/hostedzone/Z1',
    ChangeBatch: {
      Changes: [{ Action: 'UPSERT', ResourceRecordSet: { Name, Type: 'A' } }],
    },
  });

  it('limits a change by the names of its records', async () => {
    const policy = withConditions('route53:*', {
      'ForAllValues:StringEquals': {
        'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['www.example.com'],
      },
    });
    const { asWorker } = account({ policy });
    const ask = (name: string) => asWorker('route53', 'ChangeResourceRecordSets', change(name));
    expect((await ask('WWW.example.com.')).ok).toBe(true);
    expect(errorOf(await ask('api.example.com'))).toMatchObject({
      code: 'AccessDenied',
      message: expect.stringContaining('on resource: arn:aws:route53:::hostedzone/Z1 because'),
    });
  });

  it('brings a change to all name servers within a minute', async () => {
    const { asWorker, kernel } = account({ policy: allowing('route53:*') });
    const made = outputOf(await asWorker('route53', 'ChangeResourceRecordSets', change('a.b')));
    const { Id } = made.ChangeInfo as { Id: string };
    const status = async () => outputOf(await asWorker('route53', 'GetChange', { Id })).ChangeInfo;
    expect(await status()).toMatchObject({ Id, Status: 'PENDING' });
    kernel.schedule(60_000, () => {});
    await kernel.run(() => false);
    expect(await status()).toMatchObject({ Status: 'INSYNC' });
  });
});

describe('what can be made only once', () => {
  const machine = 'arn:aws:states:us-east-1:111122223333:stateMachine:m';
  it.each([
    [
      'elasticbeanstalk',
      'CreateApplicationVersion',
      { ApplicationName: 'web', VersionLabel: '1' },
      'Application Version 1 already exists.',
    ],
    [
      'cognito-idp',
      'AdminCreateUser',
      { UserPoolId: 'us-east-1_a', Username: 'ann' },
      'User account already exists',
    ],
    [
      'rds',
      'CreateDBSnapshot',
      { DBInstanceIdentifier: 'main', DBSnapshotIdentifier: 's' },
      'Cannot create the snapshot because a snapshot with the identifier s already exists.',
    ],
    [
      'autoscaling',
      'StartInstanceRefresh',
      { AutoScalingGroupName: 'web' },
      'An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.',
    ],
  ])('%s:%s', async (service, operation, params, message) => {
    const { asWorker } = account({ policy: allowing('*') });
    expect((await asWorker(service, operation, params)).ok).toBe(true);
    expect(errorOf(await asWorker(service, operation, params))?.message).toBe(message);
  });

  it('an execution of the same name, but with other input', async () => {
    const { asWorker } = account({ policy: allowing('states:*') });
    const start = (input: string) =>
      asWorker('states', 'StartExecution', { stateMachineArn: machine, name: 'n', input });
    const executionArn = 'arn:aws:states:us-east-1:111122223333:execution:m:n';
    expect(await start('{}')).toMatchObject({ output: { executionArn } });
    expect(await start('{}')).toMatchObject({ output: { executionArn } });
    expect(errorOf(await start('[]'))?.message).toBe(`Execution Already Exists: '${executionArn}'`);
  });
});

describe('Elastic Beanstalk', () => {
  it('reads the bundle with the rights of the caller', async () => {
    const { asWorker } = account({ policy: allowing('elasticbeanstalk:*') });
    const SourceBundle = { S3Bucket: 'box', S3Key: 'app.zip' };
    const params = { ApplicationName: 'web', VersionLabel: '1', SourceBundle };
    expect(
      errorOf(await asWorker('elasticbeanstalk', 'CreateApplicationVersion', params))?.message,
    ).toContain('s3:GetObject on resource: arn:aws:s3:::box/app.zip');
  });
});
