import type { CommandCase } from '../case.ts';

const registryId = '111122223333';
const host = `${registryId}.dkr.ecr.us-east-1.amazonaws.com`;
const image = `${host}/app:1`;
const app = `arn:aws:ecr:us-east-1:${registryId}:repository/app`;
const session = `arn:aws:sts::${registryId}:assumed-role/worker/AWSCodeBuild-1`;
const reason = (action: string) =>
  `User: ${session} is not authorized to perform: ${action} on resource: ${app} because no identity-based policy allows the ${action} action`;
const denied = (action: string) => ({ stderr: `denied: ${reason(action)}\n`, exit: 1 });
const notPulled = (action: string) => ({
  stderr: `Error response from daemon: pull access denied for ${host}/app, repository does not exist or may require 'docker login': denied: ${reason(action)}\n`,
  exit: 1,
});
const resources = { repositories: { app: { images: ['1'] } } };
const empty = { repositories: { app: {} } };
const noRepository = `The repository with name 'none' does not exist in the registry with id '${registryId}'`;
const login = `aws ecr get-login-password | docker login --username AWS --password-stdin ${host}`;
const files = { Dockerfile: 'FROM scratch\nCOPY page.html /\n', 'page.html': '<h1>Hi</h1>' };

/** Docker in front of Amazon ECR. */
export const dockerCases: readonly CommandCase[] = [
  {
    row: 39,
    title:
      'aws ecr get-login-password | docker login --username AWS --password-stdin <account>.dkr.ecr.<region>.amazonaws.com',
    run: login,
    checks: [['ecr:GetAuthorizationToken', '*']],
    stdout: 'Login Succeeded\n',
    stderr: 'WARNING! Your password will be stored unencrypted in /root/.docker/config.json.\n',
    refusals: {
      'ecr:GetAuthorizationToken': {
        stderr: 'Error: Cannot perform an interactive login from a non TTY device\n',
        stdout: /^$/,
        exit: 1,
      },
    },
    faults: [
      {
        what: 'the token is for another Region',
        run: `aws ecr get-login-password --region eu-west-1 | docker login --username AWS --password-stdin ${host}`,
        stderr: `Error response from daemon: login attempt to https://${host}/v2/ failed with status: 400 Bad Request\n`,
        exit: 1,
      },
    ],
  },
  {
    row: 41,
    title: 'docker push <account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>',
    before: `${login}; docker build -q -t ${image} .`,
    run: `docker push ${image}`,
    files,
    resources: empty,
    checks: [
      ['ecr:BatchCheckLayerAvailability', app],
      ['ecr:InitiateLayerUpload', app],
      ['ecr:UploadLayerPart', app],
      ['ecr:CompleteLayerUpload', app],
      ['ecr:PutImage', app],
    ],
    stdout:
      /^The push refers to repository \[111122223333\.dkr\.ecr\.us-east-1\.amazonaws\.com\/app\]\n[0-9a-f]{12}: Preparing\n[0-9a-f]{12}: Pushed\n1: digest: sha256:[0-9a-f]{64} size: \d+\n$/,
    refusals: {
      'ecr:BatchCheckLayerAvailability': {
        stderr: 'error parsing HTTP 403 response body: unexpected end of JSON input: ""\n',
        exit: 1,
      },
      'ecr:InitiateLayerUpload': denied('ecr:InitiateLayerUpload'),
      'ecr:UploadLayerPart': denied('ecr:UploadLayerPart'),
      'ecr:CompleteLayerUpload': denied('ecr:CompleteLayerUpload'),
      'ecr:PutImage': denied('ecr:PutImage'),
    },
    faults: [
      {
        what: 'without any of the push actions it is InitiateLayerUpload that is named',
        run: `docker push ${image}`,
        without: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:InitiateLayerUpload',
          'ecr:UploadLayerPart',
          'ecr:CompleteLayerUpload',
          'ecr:PutImage',
        ],
        ...denied('ecr:InitiateLayerUpload'),
      },
      {
        what: 'nobody is logged in to this registry',
        run: `docker logout ${host} > /dev/null; docker push ${image}`,
        stderr: 'no basic auth credentials\n',
        exit: 1,
      },
      {
        what: 'the repository is missing',
        run: `docker tag ${image} ${host}/none; docker push ${host}/none`,
        stderr: `name unknown: ${noRepository}\n`,
        exit: 1,
      },
      {
        what: 'the tag cannot be moved',
        run: `docker push ${image}`,
        resources: { repositories: { app: { images: ['1'], imageTagMutability: 'IMMUTABLE' } } },
        stderr:
          "tag invalid: The image tag '1' already exists in the 'app' repository and cannot be overwritten because the tag is immutable.\n",
        exit: 1,
      },
      {
        what: 'the token is over twelve hours old',
        run: `sleep 43300; docker push ${image}`,
        stderr: 'denied: Your authorization token has expired. Reauthenticate and try again.\n',
        exit: 1,
      },
    ],
  },
  {
    row: 42,
    title: 'docker pull <account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>',
    before: login,
    run: `docker pull ${image}`,
    resources,
    checks: [
      ['ecr:BatchGetImage', app],
      ['ecr:GetDownloadUrlForLayer', app],
    ],
    stdout:
      /^1: Pulling from app\n(.|\n)*Digest: sha256:[0-9a-f]{64}\nStatus: Downloaded newer image for 111122223333\.dkr\.ecr\.us-east-1\.amazonaws\.com\/app:1\n/,
    refusals: {
      'ecr:BatchGetImage': notPulled('ecr:BatchGetImage'),
      'ecr:GetDownloadUrlForLayer': notPulled('ecr:GetDownloadUrlForLayer'),
    },
    faults: [
      {
        what: 'there is no such tag',
        run: `docker pull ${host}/app:2`,
        stderr: `Error response from daemon: manifest for ${host}/app:2 not found: manifest unknown: Requested image not found\n`,
        exit: 1,
      },
    ],
  },
  {
    row: 43,
    title: 'docker build . (FROM an ECR image)',
    before: login,
    run: 'docker build .',
    files: { Dockerfile: `FROM ${image}\n` },
    resources,
    checks: [
      ['ecr:BatchGetImage', app],
      ['ecr:GetDownloadUrlForLayer', app],
    ],
    stdout: '',
    refusals: {
      'ecr:BatchGetImage': { stderr: reason('ecr:BatchGetImage'), exit: 1 },
      'ecr:GetDownloadUrlForLayer': { stderr: reason('ecr:GetDownloadUrlForLayer'), exit: 1 },
    },
    faults: [
      {
        what: 'nobody is logged in',
        run: `docker logout ${host} > /dev/null; docker build .`,
        stderr: 'no basic auth credentials',
        exit: 1,
      },
    ],
  },
];
