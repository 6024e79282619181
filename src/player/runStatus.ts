import type { Recording, World } from '../simulator/read.ts';
import { worldAt } from '../simulator/read.ts';
import type { Health } from './health.ts';

export interface RunStatus {
  health: Health;
  text: string;
}

/** Why it failed, in one word: the error of the last call that was refused, else the failed phase's status code. */
function reasonIn({ calls, builds }: World, since: number): string | undefined {
  const refused = calls.findLast(({ seq, errorCode }) => seq >= since && errorCode !== undefined);
  if (refused !== undefined) return refused.errorCode;
  const failed = builds
    .flatMap(({ firstSeq, phases }) => (firstSeq >= since ? phases : []))
    .find(({ contexts }) => contexts.some(({ statusCode }) => statusCode !== ''));
  return failed?.contexts[0]?.statusCode;
}

/** How the run stands after `position` events, for the header. */
export function runStatusAt(recording: Recording, position: number): RunStatus {
  const world = worldAt(recording, position);
  const execution = world.executions.at(-1);
  if (execution === undefined)
    return { health: 'idle', text: Object.keys(world.heads).length > 0 ? 'Pushed' : 'Not started' };
  const { status, stages, firstSeq } = execution;
  if (status === 'Succeeded') return { health: 'ok', text: 'Succeeded' };
  const stage = stages.findLast((each) => each.status !== null)?.name;
  const reason = reasonIn(world, firstSeq);
  const because = reason === undefined ? '' : ` · ${reason}`;
  if (status !== 'InProgress')
    return {
      health: 'bad',
      text: status === 'Failed' && stage !== undefined ? `${stage} failed${because}` : status,
    };
  if (reason !== undefined) return { health: 'bad', text: `${stage ?? 'In progress'}${because}` };
  return { health: 'busy', text: stage === undefined ? 'In progress' : `${stage} in progress` };
}
