import type { EventOf, PhaseType } from '../events.ts';
import { agentLineMeaning } from './agentLines.ts';
import { batchText } from './batches.ts';
import { callText } from './calls.ts';
import { reportText } from './reports.ts';
import type { Texts } from './types.ts';
import { brief, phasePurpose, plural, roleOf, seconds, shortId } from './words.ts';

const executionTitles: Record<string, string> = {
  InProgress: 'CodePipeline starts an execution',
  Succeeded: 'The pipeline has succeeded',
  Failed: 'The pipeline has failed',
  Stopping: 'The execution is being stopped',
  Stopped: 'The execution is stopped',
};
const containerTexts = {
  Provisioning: [
    'A build container is being made',
    'It is made from the project’s image, for this build alone.',
  ],
  Running: [
    'The build container is running',
    'It holds temporary credentials of the service role, and no others.',
  ],
  Stopped: [
    'The build container is gone',
    'Its files, its processes and its copy of the credentials are gone with it. What should last must have been put into S3, ECR or another service.',
  ],
} as const;
const sessionTexts = {
  requested: (role: string) => [
    `Somebody asks STS for the role ${role}`,
    'STS looks at the role’s trust policy: it says who may take the role, not what the role may do.',
  ],
  active: (role: string) => [
    `A session of ${role} is active`,
    'Its credentials work until they expire, whoever holds them.',
  ],
  refused: (role: string) => [
    `Nobody gets ${role} here`,
    'The trust policy does not name the one who asked.',
  ],
  expired: (role: string) => [
    `The session of ${role} has expired`,
    'AWS accepts its credentials no longer.',
  ],
} as const;

const noCommandRan = 'No command of the buildspec ran. The build as a whole has failed.';
const restIsSkipped =
  'BUILD, POST_BUILD and the upload are skipped. The build as a whole has failed.';
/** What a failed phase leads to; `on-failure` can say otherwise. */
const consequences: Partial<Record<PhaseType, string>> = {
  QUEUED: noCommandRan,
  PROVISIONING: noCommandRan,
  DOWNLOAD_SOURCE: noCommandRan,
  INSTALL: restIsSkipped,
  PRE_BUILD: restIsSkipped,
  BUILD:
    'Unless its on-failure says ABORT, POST_BUILD runs all the same and the upload is attempted. The build as a whole has failed.',
  POST_BUILD:
    'The upload is attempted all the same. If an earlier phase failed too, read that one first.',
  UPLOAD_ARTIFACTS:
    'If an earlier phase failed too, this is most likely a consequence: read the first red phase.',
};

/** What `on-failure` makes of a phase that failed. */
const onFailureTexts: Record<NonNullable<EventOf<'build.phase'>['onFailure']>, string> = {
  ABORT:
    'Its on-failure says ABORT: no later phase of the buildspec runs, and nothing is uploaded.',
  CONTINUE: 'Its on-failure says CONTINUE: the next phase runs. The build as a whole has failed.',
  RETRY: 'Its on-failure says RETRY: this build ends, and a new one tries again.',
};

function afterFailure({ status, phase, onFailure }: EventOf<'build.phase'>): string {
  if (status === 'TIMED_OUT')
    return 'The build’s time was up. No later phase of the buildspec runs.';
  if (status === 'STOPPED')
    return 'Somebody stopped the build. No later phase of the buildspec runs.';
  if (onFailure !== undefined) return onFailureTexts[onFailure];
  return consequences[phase] ?? 'The build as a whole has failed.';
}

/** What well-known exit codes mean. */
const exitCodes: Record<number, string> = {
  126: 'The shell found the program, but may not run it.',
  127: 'The shell found no program of this name.',
  255: 'The AWS CLI ends with this code when it could not even make its call.',
};

/** One entry per type of event. Short, concrete, kind. */
export const texts: Texts = {
  push: (event) => ({
    title: `git push: commit ${event.commit.id.slice(0, 7)} reaches GitHub`,
    body: `“${event.commit.message}” is now the head of ${event.branch}. Nothing has happened at AWS yet.`,
    terms: ['commit'],
  }),
  webhook: (event) => ({
    title: event.accepted
      ? 'GitHub tells AWS, and CodePipeline notices the push'
      : 'GitHub tells AWS, but no pipeline starts',
    body: event.accepted
      ? `The connection’s GitHub app sends an event. ${event.detail}`
      : `${event.detail} Nobody is told, and no error is shown anywhere.`,
    terms: ['connection'],
  }),
  'execution.status': (event) => ({
    title: executionTitles[event.status] ?? `The execution is ${event.status}`,
    body:
      event.status === 'InProgress'
        ? `Execution ${shortId(event.executionId)} of ${event.pipeline}. CodePipeline orchestrates: it runs stage after stage and builds nothing itself.`
        : event.status === 'Failed'
          ? 'A stage failed. Stages after it, if there are any, never start.'
          : event.status === 'Succeeded'
            ? 'Every stage has succeeded.'
            : `Execution ${shortId(event.executionId)} of ${event.pipeline}.`,
    terms: ['pipeline-execution'],
  }),
  'stage.status': (event) => ({
    title: `Stage ${event.stage}: ${event.status}`,
    body:
      event.status === 'InProgress'
        ? 'Its actions start now, in the order of their runOrder.'
        : event.status === 'Failed'
          ? 'One of its actions failed, and with it the stage. No stage after it starts.'
          : 'All of its actions are done.',
    terms: ['stage'],
  }),
  'action.status': (event) => ({
    title: `Action ${event.action}: ${event.status}`,
    body:
      event.status === 'InProgress'
        ? `CodePipeline hands this over to ${event.provider} and waits.`
        : event.errorDetails === undefined
          ? `${event.provider} has done its work.`
          : `${event.provider} reports a failure (${event.errorDetails.code}).`,
    ...(event.errorDetails === undefined ? {} : { message: event.errorDetails.message }),
    terms: ['action'],
  }),
  'artifact.stored': (event) => ({
    title: `Artifact ${event.name} lies in S3`,
    body: `${plural(event.files.length, 'file')} in one zip of ${event.bytes} bytes. The next action finds it there: this is how stages hand work over.`,
    terms: ['artifact'],
  }),
  'build.started': (event) => ({
    title: `CodeBuild starts build ${event.number} of ${event.project}`,
    body: `${event.previousAttempt === undefined ? '' : 'It tries again what failed in the build before. '}The project says what to use: image ${event.image}, a service role, a buildspec. The build runs in a container of its own.`,
    terms: ['codebuild-project'],
  }),
  'build.phase': (event) => {
    const context = event.contexts[0];
    if (event.status === 'IN_PROGRESS') {
      return { title: `Phase ${event.phase} begins`, body: phasePurpose[event.phase] ?? '' };
    }
    return {
      title: `Phase ${event.phase}: ${event.status} after ${seconds(event.durationMs ?? 0)}`,
      body: event.status === 'SUCCEEDED' ? 'Everything in it went well.' : afterFailure(event),
      ...(context === undefined || context.statusCode === ''
        ? {}
        : { message: `${context.statusCode}: ${context.message}` }),
      terms: ['build-phase'],
    };
  },
  'build.ended': (event) => ({
    title: `The build is ${event.status}`,
    body:
      event.status === 'SUCCEEDED'
        ? 'Every phase succeeded.'
        : 'At least one phase did not succeed. CodePipeline learns it when it asks next.',
    terms: ['build-status'],
  }),
  'batch.state': batchText,
  'report.created': ({ report }) => reportText(report),
  'container.state': (event) => {
    const [title, body] = containerTexts[event.state];
    return { title, body, terms: ['build-container'] };
  },
  'session.state': (event) => {
    const [title = '', body = ''] = sessionTexts[event.state](event.role);
    return { title, body, terms: ['temporary-credentials', 'trust-policy'] };
  },
  'session.holder': (event) => ({
    title:
      event.holder === null
        ? 'Nobody holds the credentials any more'
        : 'The credentials change hands',
    body:
      event.holder === null
        ? 'The only copy is gone. At AWS the session stays valid until it expires.'
        : `They are now with ${event.holder.replace(':', ' ')}.`,
    terms: ['temporary-credentials'],
  }),
  'command.started': (event) => ({
    title: `Command: ${brief(event.text)}`,
    body: `The container’s shell runs this line of the buildspec in ${event.phase}.`,
    terms: ['buildspec'],
  }),
  'command.output': (event) => ({
    title: brief(event.text.trim() || 'An empty line'),
    body: `The command writes to ${event.stream}. It ends up in the build’s log.`,
  }),
  'command.ended': (event) => ({
    title:
      event.exitCode === 0
        ? `The command succeeds after ${seconds(event.durationMs)}`
        : `The command fails with exit code ${event.exitCode}`,
    body:
      event.exitCode === 0
        ? (event.note ?? 'Exit code 0 means success.')
        : `${exitCodes[event.exitCode] ?? event.note ?? 'A command that does not end with 0 fails its phase.'} The other commands of ${event.phase} are skipped; only its finally block would still run.`,
  }),
  log: (event) => {
    const line = event.text.replace(/^\[Container\] \S+ \S+ /, '');
    return {
      title: brief(line.trim() || 'An empty line'),
      body: event.origin === 'agent' ? agentLineMeaning(line.trimEnd()) : 'Output of a command.',
    };
  },
  'api.call': (event) => callText(event.call),
  'object.stored': (event) => ({
    title: `${event.bucket} now holds ${event.objectKey}`,
    body: `${event.bytes} bytes, ${event.contentType}.`,
  }),
  'object.deleted': (event) => ({
    title: `${event.objectKey} is gone from ${event.bucket}`,
    body: 'The object was deleted.',
  }),
  'image.stored': (event) => ({
    title: `${event.repository}:${event.tag} is in ECR`,
    body: `The tag points to ${event.digest.slice(0, 19)}…`,
  }),
  'policy.refused': (event) => ({
    title: `A policy is not in force: ${event.code}`,
    body: `AWS would not save ${event.document} as it stands, so the run goes on without it.`,
    message: event.message,
    terms: ['policy'],
  }),
  'machine.state': (event) => ({
    title: `${event.machine}: ${event.state.join(', ')}`,
    body: `The ${event.machine} machine of ${roleOf(event.id)} has moved.`,
  }),
};
