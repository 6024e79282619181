import type { BatchPhaseType } from '../batches.ts';
import type { EventOf } from '../events.ts';
import type { Text } from './types.ts';
import { plural } from './words.ts';

type Told = readonly [title: string, body: string];

const doing: Record<BatchPhaseType, Told> = {
  SUBMITTED: [
    'CodeBuild accepts a batch of builds',
    'It has taken the batch role, with which it will start the builds one by one.',
  ],
  DOWNLOAD_BATCHSPEC: [
    'CodeBuild reads what the batch is made of',
    'It fetches the source as the service role, and looks for “batch” in the buildspec.',
  ],
  IN_PROGRESS: [
    'The builds of the batch run',
    'Each is a build of its own, with its own container.',
  ],
  COMBINE_ARTIFACTS: [
    'CodeBuild joins the artifacts of the builds',
    'What the builds made becomes one artifact.',
  ],
  SUCCEEDED: ['The batch has succeeded', 'Each build whose failure counts has succeeded.'],
  FAILED: ['The batch has failed', 'A build failed, and its failure is not ignored.'],
  STOPPED: ['The batch is stopped', 'Builds that ran were stopped, and no further one starts.'],
};

/** How a batch build is now, in words. */
export function batchText({ phase, groups, message }: EventOf<'batch.state'>): Text {
  const [title, body] = doing[phase];
  const of = (wanted: string) => groups.filter(({ status }) => status === wanted).length;
  const left = groups.filter(({ status }) => status === undefined).length;
  const count =
    groups.length === 0
      ? ''
      : ` Of ${plural(groups.length, 'build')}, ${of('SUCCEEDED')} succeeded, ${of('IN_PROGRESS')} run and ${left} have not started.`;
  return { title, body: `${body}${count}`, ...(message === undefined ? {} : { message }) };
}
