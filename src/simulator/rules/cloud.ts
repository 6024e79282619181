import type { Rule } from '../recording/worldTypes.ts';

/** Rules of the services behind the door. */
export const cloudRules = {
  'logs.group-made-by-first-build': {
    text: 'The first build of a project makes its log group /aws/codebuild/<project>.',
    source:
      'CodeBuild API Reference, examples; CodeBuild User Guide, "Setting up the service role"',
    evidence: 'derived',
    test: 'unit/cloud/door.test.ts: makes log group and stream, and takes lines',
  },
  'logs.stream-before-provisioning': {
    text: 'CodeBuild makes the log stream with the service role before the container exists; without the permission QUEUED fails.',
    source: 'Posted build logs 2017–2026, phase context ACCESS_DENIED',
    evidence: 'observed log',
    test: 'unit/engine/faults.test.ts: a document that IAM would not save is announced and is not in force',
  },
  'sts.trust-policy-decides': {
    text: 'Whether a service may take a role is decided by the role’s trust policy alone.',
    source: 'IAM User Guide, "Roles terms and concepts"',
    evidence: 'documented',
    test: 'unit/cloud/door.test.ts: lets the trust policy decide who gets a role',
  },
  'sts.caller-identity-needs-no-permission': {
    text: 'GetCallerIdentity works without any permission, even under an explicit Deny.',
    source: 'AWS STS API Reference, "GetCallerIdentity"',
    evidence: 'documented',
    test: 'unit/cloud/door.test.ts: tells callers who they are without any permission',
  },
  'codebuild.start-needs-role': {
    text: 'CodePipeline starts a build with StartBuild as its own role; CodeBuild then takes the project’s service role, and refuses when it cannot.',
    source: 'CodePipeline User Guide, "AWS CodeBuild build and test action reference"',
    evidence: 'documented',
    test: 'unit/engine/faults.test.ts: a trust policy that names EC2 stops the build before it exists; trust decided',
  },
  'codebuild.saving-checks-trust': {
    text: 'Saving a project is refused when CodeBuild cannot assume the role it names.',
    source: 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"',
    evidence: 'documented',
    test: 'unit/engine/faults.test.ts: saving a project with such a role is refused',
  },
  'codeconnections.pipeline-role-uses-connection': {
    text: 'A connection source needs codeconnections:UseConnection on the connection, in the pipeline’s role.',
    source: 'CodePipeline User Guide, "Manage the CodePipeline service role"',
    evidence: 'documented',
    test: 'unit/cloud/door.test.ts: asks for UseConnection under the prefix of the connection’s ARN',
  },
  's3.put-object': {
    text: 'Storing an object needs s3:PutObject on the object’s ARN; an ACL with it needs s3:PutObjectAcl too.',
    source: 'Service Authorization Reference, "Amazon S3"',
    evidence: 'documented',
    test: 'unit/cloud/door.test.ts: asks for s3:PutObjectAcl only when an ACL is sent',
  },
  's3.get-object': {
    text: 'A missing key is a 404 only for those who may list the bucket; for all others it is a 403.',
    source: 'Amazon S3 API Reference, "GetObject"',
    evidence: 'documented',
    test: 'unit/cloud/door.test.ts: tells a missing key only to those who may list the bucket',
  },
  'ecr.token-needs-star': {
    text: 'ecr:GetAuthorizationToken has no resource type: only "*" grants it.',
    source: 'Service Authorization Reference, "Amazon ECR"',
    evidence: 'documented',
    test: 'unit/cloud/door.test.ts: grants the registry token for "*" only',
  },
  'ecr.manifest-last': {
    text: 'A push sends the layers first and the manifest, with ecr:PutImage, last.',
    source: 'Amazon ECR User Guide, "Pushing an image"',
    evidence: 'documented',
    test: 'unit/engine/faults.test.ts: without ecr:PutImage the push fails at the manifest',
  },
} satisfies Record<string, Rule>;
