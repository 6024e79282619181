import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const at = (service: string, rest: string) => `arn:aws:${service}:us-east-1:111122223333:${rest}`;
const refusal = (operation: string) => ({ code: 'AccessDeniedException', operation });
const noGit = {
  stderr:
    "fatal: unable to access 'https://git-codecommit.us-east-1.amazonaws.com/v1/repos/web/': The requested URL returned error: 403\n",
  exit: 128,
};
const login: CommandCase['checks'] = [
  ['codeartifact:GetAuthorizationToken', at('codeartifact', 'domain/acme')],
  ['sts:GetServiceBearerToken', '*'],
];
const tokenRefusals = {
  'codeartifact:GetAuthorizationToken': refusal('GetAuthorizationToken'),
  'sts:GetServiceBearerToken': refusal('GetAuthorizationToken'),
};
const repository = at('codeartifact', 'repository/acme/npm-store');
const endpoint = 'https://acme-111122223333.d.codeartifact.us-east-1.amazonaws.com/npm/npm-store/';

/** CodeDeploy, CodeArtifact and CodeCommit. */
export const codedeployCases: readonly CommandCase[] = [
  {
    row: 138,
    title:
      'aws deploy create-deployment --application-name <application> --deployment-group-name <group> …',
    run: 'aws deploy create-deployment --application-name web --deployment-group-name prod --s3-location bucket=box,key=web.zip,bundleType=zip',
    checks: [
      ['codedeploy:CreateDeployment', at('codedeploy', 'deploymentgroup:web/prod')],
      ['codedeploy:GetDeploymentConfig', at('codedeploy', 'deploymentconfig:*')],
      ['codedeploy:RegisterApplicationRevision', at('codedeploy', 'application:web')],
    ],
    stdout: { json: { deploymentId: expect.stringMatching(/^d-[A-Z0-9]{9}$/) } },
    refusals: {
      'codedeploy:CreateDeployment': refusal('CreateDeployment'),
      'codedeploy:GetDeploymentConfig': refusal('CreateDeployment'),
      'codedeploy:RegisterApplicationRevision': refusal('CreateDeployment'),
    },
  },
  {
    row: 139,
    title:
      'aws deploy push --application-name <application> --s3-location s3://<bucket>/<key> --source <dir>',
    run: 'aws deploy push --application-name web --s3-location s3://box/web.zip --source app',
    files: { 'app/appspec.yml': 'version: 0.0\nos: linux\n', 'app/index.html': '<p>' },
    resources: { buckets: { box: {} } },
    checks: [
      ['s3:PutObject', 'arn:aws:s3:::box/web.zip'],
      ['codedeploy:RegisterApplicationRevision', at('codedeploy', 'application:web')],
    ],
    stdout:
      /^To deploy with this revision, run:\naws deploy create-deployment --application-name web --s3-location bucket=box,key=web\.zip,bundleType=zip,eTag=[0-9a-f]{32} --deployment-group-name <deployment-group-name> --deployment-config-name <deployment-config-name> --description <description>\n$/,
    refusals: {
      's3:PutObject': {
        stderr:
          'An error occurred (AccessDenied) when calling the PutObject operation: User: arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1 is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::box/web.zip" because no identity-based policy allows the s3:PutObject action',
        exit: 254,
      },
      'codedeploy:RegisterApplicationRevision': refusal('RegisterApplicationRevision'),
    },
    faults: [
      {
        what: 'the directory has no appspec.yml',
        run: 'aws deploy push --application-name web --s3-location s3://box/web.zip --source app',
        files: { 'app/index.html': '<p>' },
        stderr: 'appspec.yml was not found',
        exit: 255,
      },
    ],
  },
  {
    row: 140,
    title: 'aws deploy get-deployment --deployment-id <id>',
    run: 'aws deploy get-deployment --deployment-id d-ABCDEF123',
    checks: [['codedeploy:GetDeployment', at('codedeploy', 'deploymentgroup:*/*')]],
    stdout: { json: { deploymentInfo: { deploymentId: 'd-ABCDEF123', status: 'Succeeded' } } },
    refusals: { 'codedeploy:GetDeployment': refusal('GetDeployment') },
  },
  {
    row: 141,
    title: 'aws codeartifact login --tool npm --domain <domain> --repository <repository>',
    run: 'aws codeartifact login --tool npm --domain acme --repository npm-store',
    checks: [...login, ['codeartifact:GetRepositoryEndpoint', repository]],
    stdout:
      /^Successfully configured npm to use AWS CodeArtifact repository https:\/\/acme-111122223333\.d\.codeartifact\.us-east-1\.amazonaws\.com\/npm\/npm-store\/ \nLogin expires in 12 hours at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00:00\n$/,
    refusals: {
      ...tokenRefusals,
      'codeartifact:GetRepositoryEndpoint': refusal('GetRepositoryEndpoint'),
    },
    faults: [
      {
        what: 'a tool that the CLI does not know',
        run: 'aws codeartifact login --tool cargo --domain acme --repository npm-store',
        stderr: "argument --tool: Found invalid choice 'cargo'",
        exit: 252,
      },
    ],
  },
  {
    row: 142,
    title: 'aws codeartifact get-authorization-token --domain <domain>',
    run: 'aws codeartifact get-authorization-token --domain acme --query authorizationToken --output text',
    checks: login,
    stdout: /^eyJ[A-Za-z0-9]{200,}\n$/,
    refusals: tokenRefusals,
  },
  {
    row: 143,
    title:
      'aws codeartifact get-repository-endpoint --domain <domain> --repository <repository> --format npm',
    run: 'aws codeartifact get-repository-endpoint --domain acme --repository npm-store --format npm',
    checks: [['codeartifact:GetRepositoryEndpoint', repository]],
    stdout: { json: { repositoryEndpoint: endpoint } },
    refusals: { 'codeartifact:GetRepositoryEndpoint': refusal('GetRepositoryEndpoint') },
  },
  {
    row: 144,
    title: 'git clone codecommit::<region>://<repository>',
    run: 'git clone codecommit::us-east-1://web',
    checks: [['codecommit:GitPull', at('codecommit', 'web')]],
    stdout: '',
    stderr: "Cloning into 'web'...\n",
    refusals: { 'codecommit:GitPull': noGit },
    faults: [
      {
        what: 'over https without a helper nobody types the password',
        run: 'git clone https://git-codecommit.us-east-1.amazonaws.com/v1/repos/web',
        stderr:
          "fatal: could not read Username for 'https://git-codecommit.us-east-1.amazonaws.com': No such device or address",
        exit: 128,
      },
    ],
  },
  {
    row: 145,
    title: 'git push (CodeCommit)',
    run: 'git push origin main',
    files: { '.git/config': '[remote "origin"]\n\turl = codecommit::us-east-1://web\n' },
    checks: [['codecommit:GitPush', at('codecommit', 'web')]],
    stdout: '',
    refusals: { 'codecommit:GitPush': noGit },
  },
];
