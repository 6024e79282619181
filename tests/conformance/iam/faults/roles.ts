import { buildRole } from '../../../unit/engine/support.ts';
import {
  addRole,
  allowBuild,
  arnOf,
  document,
  roleArn,
  runInstead,
  saveProject,
} from '../edits.ts';
import type { PermissionFault } from '../fault.ts';

const scenario = 'node-site-to-s3';
const caller = 'arn:aws:sts::111122223333:assumed-role/web-build-role/AWSCodeBuild-#';
const refused = `CodeBuild is not authorized to perform: sts:AssumeRole on ${roleArn('web-build-role')}`;
const deploy = roleArn('deploy');
const assume = `aws sts assume-role --role-arn ${deploy} --role-session-name release`;
const noAssume = `An error occurred (AccessDenied) when calling the AssumeRole operation: User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${deploy}`;
const trustAccount = document({
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'sts:AssumeRole',
});

export const roleFaults: readonly PermissionFault[] = [
  {
    number: 15,
    what: 'the trust policy names another service',
    source: 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"',
    scenario,
    edit: (edited) => {
      saveProject(edited);
      buildRole(edited).trust.Statement[0]!.Principal = { Service: 'ec2.amazonaws.com' };
    },
    message: refused,
    mend: { type: 'policy' },
  },
  {
    number: 16,
    what: 'the trust policy’s condition names another project',
    source: 'CodeBuild User Guide, "Cross-service confused deputy prevention"',
    scenario,
    edit: (edited) => {
      saveProject(edited);
      buildRole(edited).trust.Statement[0]!.Condition = {
        StringEquals: { 'aws:SourceArn': arnOf('codebuild', 'project/other-build') },
      };
    },
    message: refused,
    mend: { type: 'policy' },
  },
  {
    number: 17,
    what: 'the role to be taken does not trust the build’s role',
    source: 'IAM User Guide, "Troubleshoot IAM roles"',
    scenario,
    edit: (edited) => {
      addRole(edited, 'deploy', {
        trustPolicy: document({
          Effect: 'Allow',
          Principal: { Service: 'ec2.amazonaws.com' },
          Action: 'sts:AssumeRole',
        }),
        policies: {},
      });
      allowBuild(edited, 'Deploy', 'sts:AssumeRole', deploy);
      runInstead(edited, assume);
    },
    message: noAssume,
    mend: { type: 'policy' },
  },
  {
    number: 18,
    what: 'a chained role lasts an hour at the most',
    source: 'IAM User Guide, "Roles terms and concepts" (role chaining)',
    scenario,
    edit: (edited) => {
      addRole(edited, 'deploy', {
        trustPolicy: trustAccount,
        policies: {},
        maxSessionDuration: 43_200,
      });
      allowBuild(edited, 'Deploy', 'sts:AssumeRole', deploy);
      runInstead(edited, `${assume} --duration-seconds 7200`);
    },
    message:
      'An error occurred (ValidationError) when calling the AssumeRole operation: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    mend: { type: 'honest', says: /ValidationError|hour/ },
  },
  {
    number: 19,
    what: 'registering a task definition hands over a role',
    source: 'Amazon ECS Developer Guide, "Amazon ECS task execution IAM role" (iam:PassRole)',
    scenario,
    edit: (edited) => {
      edited.repository.files['task.json'] = JSON.stringify({
        family: 'web',
        executionRoleArn: roleArn('ecsTaskExecutionRole'),
        containerDefinitions: [{ name: 'web', image: 'nginx', essential: true }],
      });
      allowBuild(edited, 'Tasks', 'ecs:RegisterTaskDefinition', '*');
      runInstead(edited, 'aws ecs register-task-definition --cli-input-json file://task.json');
    },
    message: `User: ${caller} is not authorized to perform: iam:PassRole on resource: ${roleArn('ecsTaskExecutionRole')} because no identity-based policy allows the iam:PassRole action`,
    mend: { type: 'policy' },
  },
  {
    number: 26,
    what: 'credentials exported at the start expire in a long build',
    source: 'IAM User Guide, "Temporary security credentials in IAM"',
    scenario,
    edit: (edited) => {
      edited.projects['web-build']!.timeoutInMinutes = 120;
      runInstead(
        edited,
        'CREDENTIALS=$(curl -s http://169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)',
        'export AWS_ACCESS_KEY_ID=$(echo "$CREDENTIALS" | jq -r .AccessKeyId)',
        'export AWS_SECRET_ACCESS_KEY=$(echo "$CREDENTIALS" | jq -r .SecretAccessKey)',
        'export AWS_SESSION_TOKEN=$(echo "$CREDENTIALS" | jq -r .Token)',
        'sleep 4000',
        'aws s3 cp dist/index.html s3://$BUCKET/',
      );
    },
    message:
      'upload failed: dist/index.html to s3://acme-web-site/index.html An error occurred (ExpiredToken) when calling the PutObject operation: The provided token has expired.',
    mend: { type: 'honest', says: /expired/ },
  },
  {
    number: 27,
    what: 'old keys in the environment win over the role',
    source: 'AWS CLI User Guide, "Configuration settings and precedence"',
    scenario,
    edit: (edited) => {
      edited.projects['web-build']!.environment.environmentVariables = [
        { name: 'AWS_ACCESS_KEY_ID', value: 'AKIAOLDKEYOLDKEYOLDK', type: 'PLAINTEXT' },
        { name: 'AWS_SECRET_ACCESS_KEY', value: 'x', type: 'PLAINTEXT' },
      ];
      runInstead(edited, 'aws sts get-caller-identity');
    },
    message:
      'An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid',
    mend: { type: 'honest', says: /credentials|keys/ },
  },
  {
    number: 29,
    what: 'the role allows it, its permissions boundary does not',
    source: 'IAM User Guide, "Permissions boundaries for IAM entities"',
    scenario,
    edit: (edited) => {
      buildRole(edited).role.boundary = document({
        Sid: 'Ceiling',
        Effect: 'Allow',
        Action: ['logs:*', 's3:GetObject'],
        Resource: '*',
      });
    },
    message: `User: ${caller} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::acme-web-site/index.html" because no permissions boundary allows the s3:PutObject action`,
    mend: { type: 'policy' },
  },
];
