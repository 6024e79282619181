import type { ApiCall } from '../events.ts';
import type { Text } from './types.ts';
import { roleOf } from './words.ts';

type CallText = (call: Omit<ApiCall, 'seq'>) => Text;

const holder = (call: Omit<ApiCall, 'seq'>) =>
  call.caller.type === 'AWSService' ? call.caller.service : roleOf(call.principal);

const object = (call: Omit<ApiCall, 'seq'>): string => {
  const { key = 'an object', bucket = 'a bucket' } = call.details;
  // The key of an artifact says nothing to a reader.
  return String(bucket).startsWith('codepipeline-') ? 'the artifact' : `${key} in ${bucket}`;
};

/** Does this service make the call, with a role that it was given? */
const by = ({ caller }: Omit<ApiCall, 'seq'>, service: 'codepipeline' | 'codebuild'): boolean =>
  caller.type === 'AssumedRole' && caller.via === `${service}.amazonaws.com`;
const byPipeline = (call: Omit<ApiCall, 'seq'>): boolean => by(call, 'codepipeline');

const asker = (call: Omit<ApiCall, 'seq'>): string => {
  if (call.viaCommand !== undefined) return `A command of the build, as ${holder(call)},`;
  return call.caller.type === 'User' ? 'The developer' : holder(call);
};

const startOfPipeline: CallText = (call) => ({
  title: 'CodeBuild accepts the build that CodePipeline asks for',
  body: `CodePipeline builds nothing itself. It calls StartBuild as ${holder(call)}, CodeBuild takes the project’s service role, and from then on CodePipeline only waits.`,
  terms: ['codebuild-project'],
});

const startByHand: CallText = (call) => ({
  title: 'CodeBuild accepts a build that no pipeline started',
  body: `${asker(call)} calls StartBuild. CodeBuild takes the project’s service role and the project’s own source, and nobody waits for the result.`,
  terms: ['codebuild-project'],
});

const startOfBatch: CallText = (call) => ({
  title: 'CodeBuild starts a build of the batch',
  body: `For a batch it calls its own StartBuild, as the batch role ${holder(call)}. The build then runs with the project’s service role.`,
  terms: ['codebuild-project'],
});

/** What a granted call does, by `service:operation`. */
const granted: Record<string, CallText> = {
  's3:PutObject': (call) => ({
    title: `S3 stores ${object(call)}`,
    body: `The call is signed with temporary credentials of ${holder(call)}, and that role’s policy allows s3:PutObject on this object.`,
    terms: ['temporary-credentials', 'bucket'],
  }),
  's3:GetObject': (call) => ({
    title: `S3 hands out ${object(call)}`,
    body: `The role ${holder(call)} may read this object, so S3 sends it.`,
    terms: ['bucket', 'artifact'],
  }),
  's3:GetBucketVersioning': (call) => ({
    title: `CodePipeline looks at the bucket ${call.details.bucket ?? ''}`,
    body: `Before it deploys, it asks about the bucket as ${holder(call)}.`,
  }),
  's3:ListObjectsV2': (call) => ({
    title: `S3 lists ${call.details.bucket ?? 'the bucket'}`,
    body: `The action for it is s3:ListBucket, on the bucket and not on its objects.`,
  }),
  'sts:AssumeRole': (call) => ({
    title: `STS gives out credentials of ${call.details.role ?? roleOf(call.resource)}`,
    body: `The role’s trust policy names ${holder(call)}. What the credentials may do is decided later, call by call, by the role’s own policies.`,
    terms: ['trust-policy', 'temporary-credentials'],
  }),
  'sts:GetCallerIdentity': (call) => ({
    title: 'STS says who is calling',
    body: `It is ${roleOf(call.principal)}. This needs no permission at all.`,
  }),
  'codebuild:StartBuild': (call) => {
    if (by(call, 'codebuild')) return startOfBatch(call);
    return byPipeline(call) ? startOfPipeline(call) : startByHand(call);
  },
  'codebuild:StartBuildBatch': (call) => ({
    title: 'CodeBuild accepts a batch of builds',
    body: `${asker(call)} calls StartBuildBatch. CodeBuild takes the batch role, reads the buildspec, and starts the builds itself.`,
    terms: ['codebuild-project'],
  }),
  'codebuild:BatchGetBuildBatches': (call) => ({
    title: byPipeline(call) ? 'CodePipeline asks how the batch is' : 'Somebody asks how a batch is',
    body: `${asker(call)} calls BatchGetBuildBatches: the phase, and how each build is.`,
  }),
  'codebuild:RetryBuild': (call) => ({
    title: 'CodeBuild tries a build again',
    body: `${asker(call)} calls RetryBuild: a new build begins, with a number of its own and the same parameters.`,
    terms: ['codebuild-project'],
  }),
  'codebuild:StopBuild': (call) => ({
    title: 'CodeBuild is told to stop a build',
    body: `${asker(call)} calls StopBuild. The phase that runs is cut off, and no later phase of the buildspec runs.`,
  }),
  'codebuild:BatchGetBuilds': (call) =>
    byPipeline(call)
      ? {
          title: 'CodePipeline asks how the build is',
          body: `It polls CodeBuild with BatchGetBuilds as ${holder(call)}.`,
        }
      : {
          title: 'Somebody asks how a build goes',
          body: `${asker(call)} calls BatchGetBuilds: phases so far, status, log.`,
        },
  'codebuild:UpdateProject': (call) => ({
    title: `The project ${call.details.project ?? ''} is saved`,
    body: 'CodeBuild has checked that it may assume the service role.',
  }),
  'logs:CreateLogStream': () => ({
    title: 'The build’s log stream is made',
    body: 'CodeBuild makes it with the service role, before there is a container. Without logs:CreateLogStream the build fails in QUEUED, and there is no log at all.',
  }),
  'logs:CreateLogGroup': () => ({
    title: 'The project’s log group is made',
    body: 'It did not exist yet, so CodeBuild makes it with the service role.',
  }),
  'logs:PutLogEvents': (call) => ({
    title: `${call.details.lines ?? 'Some'} log lines go to CloudWatch`,
    body: 'What has collected is sent in one batch, as the service role.',
  }),
  'ecr:GetAuthorizationToken': (call) => ({
    title: 'ECR gives out a registry password',
    body: `It is valid for 12 hours and carries the permissions of ${holder(call)}: each push is still checked.`,
  }),
  'ecr:BatchCheckLayerAvailability': () => ({
    title: 'Does ECR have this layer already?',
    body: 'Docker asks before it sends: layers that are there need not travel again.',
  }),
  'ecr:InitiateLayerUpload': () => ({
    title: 'ECR opens an upload for a layer',
    body: 'A push is several calls, and each needs its own permission on the repository.',
  }),
  'ecr:UploadLayerPart': () => ({
    title: 'A layer travels to ECR',
    body: 'The bytes of the layer go up in parts.',
  }),
  'ecr:CompleteLayerUpload': () => ({
    title: 'A layer is complete',
    body: 'ECR checks its digest and keeps it.',
  }),
  'ecr:PutImage': (call) => ({
    title: `ECR stores the image in ${call.details.repository ?? 'the repository'}`,
    body: 'All layers are there. The manifest comes last, and with it the tag points to the image.',
  }),
  'codeconnections:UseConnection': (call) => ({
    title: 'CodePipeline uses the GitHub connection',
    body: `The connection’s GitHub app reads the repository (${call.details.for ?? 'read'}). CodePipeline’s own role needs codeconnections:UseConnection for that.`,
    terms: ['connection'],
  }),
};

/** What people call the services. */
const serviceNames: Record<string, string> = {
  s3: 'S3',
  ecr: 'ECR',
  sts: 'STS',
  logs: 'CloudWatch Logs',
  codebuild: 'CodeBuild',
  codeconnections: 'CodeConnections',
  'codestar-connections': 'CodeConnections',
};

function refusedText(call: Omit<ApiCall, 'seq'>): Text {
  const { decision, action, resource } = call;
  const who = holder(call);
  if (decision.result === 'Allowed') {
    return {
      title: `${call.operation} fails: ${call.errorCode ?? 'error'}`,
      body:
        call.errorCode === 'InvalidInputException'
          ? `${who} may make this call. CodeBuild refuses all the same, because it cannot assume the project’s service role: look at the role’s trust policy.`
          : 'The permission is there; the service itself refuses the request.',
    };
  }
  if (action === 'sts:AssumeRole' && decision.decidedBy !== 'identity') {
    return {
      title: `STS refuses the role ${roleOf(resource)} to ${who}`,
      body: `There is no such role, or its trust policy does not let ${who} assume it. Trust decided, not permission: what the role may do was never looked at.`,
    };
  }
  if (decision.result === 'ExplicitlyDenied') {
    const where = decision.decidedBy === 'resource' ? 'A bucket policy' : 'A policy';
    return {
      title: `${action} is denied explicitly`,
      body: `${where} has a Deny that fits this request. A Deny always wins, whatever else allows it.`,
    };
  }
  return {
    title: `${serviceNames[call.service] ?? call.service} refuses: ${who} may not ${action} here`,
    body: `The call is made with the temporary credentials of ${who}. No statement of its policies allows this action on this resource, and what is not allowed is denied.`,
  };
}

export const callText: CallText = (call) => {
  if (call.errorCode !== undefined) {
    return {
      ...refusedText(call),
      ...(call.errorMessage === undefined ? {} : { message: call.errorMessage }),
      terms: ['least-privilege', 'temporary-credentials'],
    };
  }
  const known = granted[`${call.service}:${call.operation}`];
  return (
    known?.(call) ?? {
      title: `${call.service}:${call.operation}`,
      body: `${holder(call)} may do this, and the service answers.`,
    }
  );
};
