import type { ApiCall } from '../events.ts';
import type { Text } from './types.ts';
import { roleOf } from './words.ts';

type CallText = (call: Omit<ApiCall, 'seq'>) => Text;

const holder = (call: Omit<ApiCall, 'seq'>) =>
  call.caller.type === 'AWSService' ? call.caller.service : roleOf(call.principal);

/** What a granted call does, by `service:operation`. */
const granted: Record<string, CallText> = {
  's3:PutObject': (call) => ({
    title: `S3 stores ${call.details.key ?? 'an object'}`,
    body: `The call is signed with temporary credentials of ${holder(call)}, whose policy allows s3:PutObject here.`,
  }),
  's3:GetObject': (call) => ({
    title: `S3 hands out ${call.details.key ?? 'an object'}`,
    body: `${holder(call)} may read this object, so S3 sends it.`,
  }),
  'sts:AssumeRole': (call) => ({
    title: `STS gives out temporary credentials of ${call.details.role ?? roleOf(call.resource)}`,
    body: `The role’s trust policy names ${holder(call)}. What the credentials may do is decided later, call by call, by the role’s own policies.`,
  }),
  'codebuild:StartBuild': (call) => ({
    title: 'CodePipeline asks CodeBuild to start a build',
    body: `CodePipeline builds nothing itself. It calls StartBuild as ${holder(call)}, and then only waits.`,
  }),
  'codebuild:BatchGetBuilds': (call) => ({
    title: 'CodePipeline asks how the build went',
    body: `It polls CodeBuild with BatchGetBuilds as ${holder(call)}.`,
  }),
  'logs:CreateLogStream': () => ({
    title: 'The build’s log stream is made',
    body: 'CodeBuild uses the service role for the first time here. Without logs:CreateLogStream the build fails in QUEUED, and there is no log at all.',
  }),
  'logs:CreateLogGroup': () => ({
    title: 'The project’s log group is made',
    body: 'It did not exist yet, so CodeBuild makes it with the service role.',
  }),
  'logs:PutLogEvents': () => ({
    title: 'Log lines go to CloudWatch',
    body: 'The lines that have collected are sent in one batch, as the service role.',
  }),
  'ecr:GetAuthorizationToken': (call) => ({
    title: 'ECR gives out a registry password',
    body: `It is valid for 12 hours and carries the permissions of ${holder(call)}: each push is still checked.`,
  }),
  'ecr:PutImage': () => ({
    title: 'ECR stores the image manifest',
    body: 'All layers are there, so the tag can point to the image now.',
  }),
  'codeconnections:UseConnection': () => ({
    title: 'CodePipeline uses the GitHub connection',
    body: 'The connection’s GitHub app reads the repository. CodePipeline itself needs codeconnections:UseConnection for that.',
  }),
};

function refusedText(call: Omit<ApiCall, 'seq'>): Text {
  const { decision, action, resource } = call;
  const who = holder(call);
  if (decision.result === 'Allowed') {
    return {
      title: `${call.operation} fails: ${call.errorCode ?? 'error'}`,
      body: 'The permission is there; the service itself refuses the request.',
    };
  }
  if (action === 'sts:AssumeRole' && decision.decidedBy !== 'identity') {
    return {
      title: `STS refuses the role ${roleOf(resource)} to ${who}`,
      body: `The role’s trust policy does not let ${who} assume it. Trust decided, not permission: what the role may do was never looked at.`,
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
    title: `${call.service.toUpperCase()} refuses: ${who} has no ${action}`,
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
