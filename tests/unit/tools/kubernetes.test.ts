import { describe, expect, it } from 'vitest';
import type { Resources } from '../../../src/simulator/read.ts';
import { runAsWorker } from '../../conformance/cli/container.ts';
import { trusting } from '../cloud/support.ts';

const arn = (name: string) => `arn:aws:eks:us-east-1:111122223333:cluster/${name}`;
const worker = 'arn:aws:iam::111122223333:role/worker';
const deployer = 'arn:aws:iam::111122223333:role/deployer';
const files = {
  'app.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n',
  'net.yaml':
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\n--- # two\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n',
};
const trust = {
  ...trusting('ec2.amazonaws.com'),
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'sts:AssumeRole',
    },
  ],
};
const roles = { deployer: { trustPolicy: trust, policies: {} } };
const connect = 'aws eks update-kubeconfig --name main > /dev/null';

describe('aws eks update-kubeconfig', () => {
  it('keeps the other clusters, and makes its own the current one', async () => {
    const run =
      'aws eks update-kubeconfig --name one --alias first && aws eks update-kubeconfig --name two && aws eks update-kubeconfig --name one --alias first && cat ~/.kube/config';
    const { stdout } = await runAsWorker({ run });
    expect(stdout).toContain(
      `Added new context first to /root/.kube/config\nAdded new context ${arn('two')} to /root/.kube/config\nUpdated context first in /root/.kube/config\n`,
    );
    expect(stdout).toMatch(/^- cluster:\n {4}certificate-authority-data: \S+\n {4}server: https:/m);
    expect(stdout).toContain('current-context: first\n');
    expect(stdout.match(/name: arn:\S+two$/gm)).toHaveLength(3);
    expect(stdout.match(/name: first$/gm)).toHaveLength(1);
  });

  it('only shows it with --dry-run', async () => {
    const run = 'aws eks update-kubeconfig --name one --dry-run | tail -3; ls ~/.kube';
    const { stdout, exitCode } = await runAsWorker({ run });
    expect(stdout).toContain('command: aws');
    expect(exitCode).not.toBe(0);
  });

  it('asks about the cluster with another role', async () => {
    const run = `aws eks update-kubeconfig --name one --assume-role-arn ${deployer}`;
    const { stderr, calls } = await runAsWorker({ run, roles });
    expect(calls.map(({ operation }) => operation)).toEqual(['AssumeRole', 'DescribeCluster']);
    expect(stderr).toContain(
      `User: arn:aws:sts::111122223333:assumed-role/deployer/EKSDescribeClusterSession is not authorized to perform: eks:DescribeCluster on resource: ${arn('one')}`,
    );
  });

  it.each(['- a', '{', 'a: &a [1]\n*a : 2'])('refuses a file that is none: %j', async (text) => {
    const run = 'aws eks update-kubeconfig --name one --kubeconfig k';
    expect(await runAsWorker({ run, files: { k: text } })).toMatchObject({ exitCode: 255 });
  });
});

describe('aws eks get-token', () => {
  const url = async (options: string) => {
    const run = `aws eks get-token --cluster-name main ${options} --query status.token --output text`;
    const { stdout } = await runAsWorker({ run, roles });
    const [, body = ''] = stdout.trim().split('k8s-aws-v1.');
    return new URL(atob(body.replaceAll('-', '+').replaceAll('_', '/')));
  };

  it('is a signed GetCallerIdentity, bound to the cluster', async () => {
    const { host, searchParams } = await url('');
    expect(host).toBe('sts.us-east-1.amazonaws.com');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      Action: 'GetCallerIdentity',
      'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
      'X-Amz-Expires': '60',
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('may be signed by a role', async () => {
    const [own, other] = [await url(''), await url(`--role-arn ${deployer}`)];
    const key = 'X-Amz-Credential';
    expect(other.searchParams.get(key)).not.toBe(own.searchParams.get(key));
  });

  it('cannot be made without credentials', async () => {
    const run =
      'unset AWS_CONTAINER_CREDENTIALS_RELATIVE_URI; aws eks get-token --cluster-name main';
    expect(await runAsWorker({ run })).toMatchObject({
      exitCode: 253,
      stderr: expect.stringContaining('Unable to locate credentials'),
    });
  });
});

describe('kubectl', () => {
  const clusters = (accessEntries: unknown): Resources => ({
    clusters: { main: { accessEntries } },
  });

  it('names what it applied as the cluster does, and knows what it applied before', async () => {
    const run = `${connect}; kubectl apply -f app.yaml -f net.yaml && kubectl apply -f app.yaml`;
    const { stdout } = await runAsWorker({ run, files, resources: clusters([worker]) });
    expect(stdout).toBe(
      'deployment.apps/web configured\ningress.networking.k8s.io/web configured\nconfigmap/a configured\ndeployment.apps/web unchanged\n',
    );
  });

  it('is let in as the role that the token is made with', async () => {
    const with_ = `aws eks update-kubeconfig --name main --role-arn ${deployer} > /dev/null; kubectl get pods`;
    const resources = clusters({ [deployer]: 'AmazonEKSClusterAdminPolicy' });
    expect(await runAsWorker({ run: with_, roles, resources })).toMatchObject({ exitCode: 0 });
    expect(await runAsWorker({ run: `${connect}; kubectl get pods`, resources })).toMatchObject({
      exitCode: 1,
      stderr: 'error: You must be logged in to the server (Unauthorized)\n',
    });
    const mayNot = await runAsWorker({ run: with_, roles, resources, without: ['sts:AssumeRole'] });
    expect(mayNot.stderr).toContain('exec: executable aws failed with exit code 254');
  });

  it('may look but not change with a policy that only reads', async () => {
    const resources = clusters({ [worker]: 'AmazonEKSViewPolicy' });
    const get = await runAsWorker({ run: `${connect}; kubectl get pods`, resources });
    expect(get.exitCode).toBe(0);
    const run = `${connect}; kubectl delete deployment web`;
    expect((await runAsWorker({ run, resources })).stderr).toMatch(
      /^Error from server \(Forbidden\)/,
    );
  });

  it('needs no server for what is local', async () => {
    const { exitCode, calls } = await runAsWorker({ run: 'kubectl version --client' });
    expect({ exitCode, calls }).toEqual({ exitCode: 0, calls: [] });
  });
});
