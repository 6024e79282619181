import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const arn = 'arn:aws:eks:us-east-1:111122223333:cluster/main';
const refusals = {
  'eks:DescribeCluster': { code: 'AccessDeniedException', operation: 'DescribeCluster' },
};
const files = {
  'app.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\n',
};

export const eksCases: readonly CommandCase[] = [
  {
    row: 122,
    title: 'aws eks update-kubeconfig --name <cluster>',
    run: 'aws eks update-kubeconfig --name main && aws eks update-kubeconfig --name main && grep -c "current-context: arn:aws:eks" ~/.kube/config',
    checks: [['eks:DescribeCluster', arn]],
    stdout: `Added new context ${arn} to /root/.kube/config\nUpdated context ${arn} in /root/.kube/config\n1\n`,
    refusals,
  },
  {
    row: 123,
    title: 'aws eks get-token --cluster-name <cluster>',
    run: 'aws eks get-token --cluster-name main',
    checks: [],
    stdout: {
      json: {
        kind: 'ExecCredential',
        apiVersion: 'client.authentication.k8s.io/v1beta1',
        spec: {},
        status: {
          expirationTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
          token: expect.stringMatching(/^k8s-aws-v1\.[A-Za-z0-9_-]+$/),
        },
      },
    },
    refusals: {},
  },
  {
    row: 124,
    title: 'aws eks describe-cluster --name <cluster>',
    run: 'aws eks describe-cluster --name main',
    checks: [['eks:DescribeCluster', arn]],
    stdout: {
      json: {
        cluster: {
          name: 'main',
          arn,
          version: expect.any(String),
          endpoint: expect.stringMatching(
            /^https:\/\/[0-9A-F]{32}\.gr7\.us-east-1\.eks\.amazonaws\.com$/,
          ),
          status: 'ACTIVE',
          certificateAuthority: { data: expect.any(String) },
        },
      },
    },
    refusals,
    faults: [
      {
        what: 'no such cluster',
        run: 'aws eks describe-cluster --name none',
        resources: { clusters: {} },
        stderr:
          'An error occurred (ResourceNotFoundException) when calling the DescribeCluster operation: No cluster found for name: none.',
        exit: 254,
      },
    ],
  },
  {
    row: 125,
    title: 'kubectl apply -f <file>',
    preparing: ['eks:DescribeCluster'],
    run: 'aws eks update-kubeconfig --name main > /dev/null && kubectl apply -f app.yaml',
    files,
    checks: [['eks:DescribeCluster', arn]],
    stdout: 'deployment.apps/web configured\nservice/web configured\n',
    refusals,
    faults: [
      {
        what: 'without a context it finds no server',
        run: 'kubectl apply -f app.yaml',
        stderr:
          'error: error validating "app.yaml": error validating data: failed to download openapi: Get "http://localhost:8080/openapi/v2?timeout=32s": dial tcp 127.0.0.1:8080: connect: connection refused',
        exit: 1,
      },
      {
        what: 'a role that the cluster does not know',
        run: 'aws eks update-kubeconfig --name main > /dev/null && kubectl apply -f app.yaml',
        resources: {
          clusters: { main: { accessEntries: ['arn:aws:iam::111122223333:role/another'] } },
        },
        stderr: 'error: You must be logged in to the server (Unauthorized)',
        exit: 1,
      },
      {
        what: 'a role that may only look',
        run: 'aws eks update-kubeconfig --name main > /dev/null && kubectl apply -f app.yaml',
        resources: {
          clusters: {
            main: {
              accessEntries: { 'arn:aws:iam::111122223333:role/worker': 'AmazonEKSViewPolicy' },
            },
          },
        },
        stderr:
          'Error from server (Forbidden): deployments.apps "web" is forbidden: User "arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1" cannot patch resource "deployments" in API group "apps" in the namespace "default"',
        exit: 1,
      },
      {
        what: 'a manifest that is not there',
        run: 'aws eks update-kubeconfig --name main > /dev/null && kubectl apply -f none.yaml',
        stderr: 'error: the path "none.yaml" does not exist',
        exit: 1,
      },
    ],
  },
];
